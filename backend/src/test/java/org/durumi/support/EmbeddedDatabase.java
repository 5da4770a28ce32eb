package org.durumi.support;

import org.durumi.local.LocalDatabase;

/** PostgreSQL as a child process, where there is no Docker. */
final class EmbeddedDatabase implements TestDatabase.Server {

	private final LocalDatabase database = LocalDatabase.temporary();

	@Override
	public String url() {
		return this.database.url();
	}

	@Override
	public String password(String role) {
		return role.equals(TestDatabase.SUPERUSER) ? this.database.superuserPassword() : this.database.password(role);
	}

	@Override
	public void close() {
		this.database.close();
	}

}
