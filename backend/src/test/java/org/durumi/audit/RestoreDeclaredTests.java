package org.durumi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.durumi.actor.Actor;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A server that starts on a database which ends before what was signed last. */
class RestoreDeclaredTests extends DatabaseTest {

	private static final long SIGNED = 1_000_000_000;

	@Autowired
	private LogDatabase database;

	@Autowired
	private AuditSettings settings;

	@Autowired
	private Backlog backlog;

	@Autowired
	private AuditLog log;

	@TempDir
	private Path directory = Path.of("");

	@BeforeEach
	void aLaterCheckpointWasSigned() throws Exception {
		Files.writeString(file(),
				this.database.key()
					.sign(new Checkpoint(this.database.key().verifier().name(), SIGNED, new byte[32], UUID.randomUUID(),
							null)));
	}

	@Test
	void signsNothingUntilTheLossIsDeclared() throws Exception {
		assertThat(stateOf(0)).isEqualTo(LogState.Sequencing.BEHIND);
		assertThat(stateOf(SIGNED - 1)).as("by another number").isEqualTo(LogState.Sequencing.BEHIND);
		assertThat(restores()).isZero();

		assertThat(stateOf(SIGNED)).isEqualTo(LogState.Sequencing.RUNNING);

		assertThat(restores()).isOne();
		assertThat(isKept()).as("what was signed before").isFalse();
	}

	@Test
	void doesNotStartOnAFileThatHoldsSomethingElse() throws Exception {
		Files.writeString(file(), "nothing");
		assertThatIllegalStateException().isThrownBy(() -> sequencing(0))
			.withMessageStartingWith("Durumi does not start");
	}

	/** How it stands once it had something to sign. */
	private LogState.Sequencing stateOf(long declared) {
		Actor actor = hire(DemoAccount.CASEWORKER_YANJI);
		Sequencing sequencing = sequencing(declared);
		sequencing.start();
		try {
			return Awaitility.await().until(() -> {
				// the application's own sequencer may be quicker
				as(actor, () -> inTransaction(() -> {
					this.log.append(AuditEvent.done(AuditAction.CASE_LIST_READ, SubjectType.LIST, actor.id()));
					return true;
				}));
				return sequencing.state();
			}, (state) -> state == LogState.Sequencing.BEHIND || (state == LogState.Sequencing.RUNNING && !isKept()));
		}
		finally {
			sequencing.stop();
		}
	}

	private Sequencing sequencing(long declared) {
		return new Sequencing(this.database,
				new AuditSettings(this.settings.node(), this.settings.origin(), this.settings.signingKeyFile(),
						this.settings.signingSecretFile(), file(), declared, null, this.settings.witnessEvery(),
						this.settings.datasource(), this.settings.verifier()),
				this.backlog);
	}

	/** Whether the file still says what was signed before the loss. */
	private boolean isKept() {
		try {
			return Files.readString(file()).contains(Long.toString(SIGNED));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path file() {
		return this.directory.resolve("audit.last");
	}

	private static int restores() throws SQLException {
		try (Connection verifier = TestDatabase.connect("durumi_verifier");
				Statement statement = verifier.createStatement();
				ResultSet row = statement.executeQuery("select count(*) from audit.event where action = 'RESTORED'")) {
			row.next();
			return row.getInt(1);
		}
	}

}
