package org.durumi.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.reference.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Makes staff as a migration does, past the second person whom it takes from within the
 * application: for tests that only need somebody to be there.
 */
final class Hiring {

	private static final String STAFF = """
			insert into access.staff (subject, team_id, org_id, display_name, roles) values (?, ?, ?, '새 동료', ?)""";

	private static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, detail_sha256)
			values (?, 1, access.actor(), access.actor(), ?, 0, 'MIGRATED', 0, 'STAFF', ?, sha256(''))""";

	private Hiring() {
	}

	static void add(Actor colleague) {
		change(colleague, STAFF, colleague.id(), colleague.team(), colleague.organisation(), names(colleague.roles()));
	}

	static void changeRoles(Actor colleague, Set<Role> roles) {
		change(colleague, "update access.staff set roles = ? where subject = ?", names(roles), colleague.id());
	}

	private static void change(Actor colleague, String sql, @Nullable Object... params) {
		byte[] session = SessionRef.random().bytes();
		try (Connection owner = TestDatabase.connect("durumi_migrator")) {
			owner.setAutoCommit(false);
			run(owner, "set role durumi_owner");
			run(owner, "select set_config('durumi.actor', access.system_actor('MIGRATION')::text, true)");
			run(owner, "select audit.open_session(?)", session);
			run(owner, sql, params);
			run(owner, EVENT, Ids.next(), session, colleague.id());
			owner.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("nobody was hired", ex);
		}
	}

	private static String[] names(Set<Role> roles) {
		return roles.stream().map(Role::name).toArray(String[]::new);
	}

	private static void run(Connection connection, String sql, @Nullable Object... params) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < params.length; i++) {
				statement.setObject(i + 1, params[i]);
			}
			statement.execute();
		}
	}

}
