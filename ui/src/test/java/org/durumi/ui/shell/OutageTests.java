package org.durumi.ui.shell;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTests {

	@Test
	void seesTheDatabaseBehindARefusedTransaction() {
		RuntimeException failure = new IllegalStateException("view", new CannotCreateTransactionException("no"));

		assertThat(Outage.behind(failure)).contains(Outage.DATABASE);
	}

	@Test
	void seesALostConnectionByItsState() {
		assertThat(Outage.behind(new RuntimeException(new SQLException("gone", "57P01")))).contains(Outage.DATABASE);
		assertThat(Outage.behind(new RuntimeException(new SQLException("gone", "08006")))).contains(Outage.DATABASE);
	}

	@Test
	void aRefusedRowIsNoOutage() {
		assertThat(Outage.behind(new DataIntegrityViolationException("no", new SQLException("no", "23505")))).isEmpty();
	}

}
