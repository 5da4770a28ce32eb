package org.durumi.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

import org.durumi.local.DatabaseRoles;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container, for whoever has Docker. */
final class ContainerDatabase implements TestDatabase.Server {

	private static final String PASSWORD = "for-tests-only";

	private final PostgreSQLContainer container = new PostgreSQLContainer("postgres:18").withDatabaseName("durumi")
		.withUsername(TestDatabase.SUPERUSER)
		.withPassword(PASSWORD)
		.withEnv("POSTGRES_INITDB_ARGS", "--locale=C.UTF-8");

	ContainerDatabase() {
		this.container.start();
		try (Connection superuser = this.container.createConnection("")) {
			DatabaseRoles.prepare(superuser, this::password);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the container's database cannot be prepared", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether a Docker daemon seems to be there. */
	static boolean isPossible() {
		return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
	}

	@Override
	public String url() {
		return this.container.getJdbcUrl();
	}

	@Override
	public String password(String role) {
		return PASSWORD;
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
