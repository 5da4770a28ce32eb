package org.durumi.ui.shell;

import java.sql.SQLException;

import jakarta.persistence.RollbackException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.orm.jpa.JpaSystemException;
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
	void anUnansweredCommitMayHaveBeenKept() {
		assertThat(Outage.mayBeKept(commitThatEndsBy("08006"))).isTrue();
		assertThat(Outage.mayBeKept(commitThatEndsBy("57P01"))).as("PostgreSQL says that it ends it").isFalse();
		assertThat(Outage.mayBeKept(new CannotCreateTransactionException("no",
				new TransactionException("no", new SQLException("gone", "08001")))))
			.as("never begun")
			.isFalse();
		assertThat(Outage.mayBeKept(new RuntimeException(new SQLException("gone", "08006")))).as("a statement")
			.isFalse();
	}

	/** As Hibernate and Spring wrap it. */
	private static RuntimeException commitThatEndsBy(String state) {
		return new JpaSystemException(new RollbackException("Error while committing the transaction",
				new TransactionException("Unable to commit against JDBC Connection", new SQLException("gone", state))));
	}

	@Test
	void aRefusedRowIsNoOutage() {
		assertThat(Outage.behind(new DataIntegrityViolationException("no", new SQLException("no", "23505")))).isEmpty();
	}

}
