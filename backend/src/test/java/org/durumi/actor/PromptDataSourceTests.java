package org.durumi.actor;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;

import com.zaxxer.hikari.HikariDataSource;
import org.durumi.local.LocalDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A database of its own goes away and comes back. */
class PromptDataSourceTests {

	private static final String KNOWN = "The database is away.";

	@TempDir
	private Path home;

	private LocalDatabase database;

	private HikariDataSource pool;

	private PromptDataSource source;

	@BeforeEach
	void open() {
		this.database = LocalDatabase.open(this.home, 0);
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(this.database.url());
		this.pool.setUsername("postgres");
		this.pool.setPassword(this.database.superuserPassword());
		this.pool.setMaximumPoolSize(1);
		this.pool.setConnectionTimeout(500);
		this.source = new PromptDataSource(this.pool);
	}

	@AfterEach
	void close() {
		this.pool.close();
		this.database.close();
	}

	@Test
	void afterTheFirstNobodyWaitsAndWorkGoesOnByItselfWhenItIsBack() throws SQLException {
		try (Connection held = this.source.getConnection(); Statement statement = held.createStatement()) {
			this.database.pause();
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("select 1"));
		}
		refuses((first) -> assertThat(first.getMessage()).isNotEqualTo(KNOWN));
		for (int caller = 0; caller < 3; caller++) {
			refuses((told) -> {
				assertThat(told.getMessage()).isEqualTo(KNOWN);
				assertThat(told.getSQLState()).isEqualTo("08001");
			});
		}

		this.database.resume();
		await().atMost(Duration.ofSeconds(10)).until(() -> !isRefused());
	}

	@Test
	void aPoolInUseIsNoOutage() throws SQLException {
		try (Connection held = this.source.getConnection()) {
			for (int caller = 0; caller < 2; caller++) {
				refuses((waited) -> assertThat(waited.getMessage()).isNotEqualTo(KNOWN));
			}
			assertThat(held.isValid(1)).isTrue();
		}
		this.source.getConnection().close();
	}

	private boolean isRefused() {
		try {
			this.source.getConnection().close();
			return false;
		}
		catch (SQLException ex) {
			return true;
		}
	}

	private void refuses(Consumer<SQLTransientConnectionException> because) {
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(this.source::getConnection)
			.satisfies(because::accept);
	}

}
