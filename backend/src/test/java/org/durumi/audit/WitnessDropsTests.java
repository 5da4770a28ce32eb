package org.durumi.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.durumi.actor.Actor;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.Witness;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.AdditionalAnswers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

/** Checkpoints of the real log, given to a witness whose directory is named. */
class WitnessDropsTests extends DatabaseTest {

	@Autowired
	private WitnessDrops drops;

	@Autowired
	private LogDatabase database;

	@Autowired
	private LogVerification verification;

	@Autowired
	private LogCopies copies;

	@Autowired
	private AuditSettings settings;

	@Autowired
	private LogCosigning cosigning;

	@Autowired
	private AuditLog log;

	@Autowired
	private PlatformTransactionManager transactions;

	@TempDir
	private Path directory = Path.of("");

	@Test
	void theNewestCheckpointIsKeptWhereAWitnessHasItsDirectory() throws Exception {
		assertThat(this.drops.drop(drive())).as("nothing is there").isEqualTo(WitnessDrops.Outcome.AWAY);
		Files.createDirectories(drive());
		assertThat(this.drops.drop(drive())).as("an empty mount point").isEqualTo(WitnessDrops.Outcome.AWAY);
		assertThat(drive()).isEmptyDirectory();
		Witness witness = Witness.open(drive(), this.database.key().verifier(), Clock.systemUTC());

		assertThat(this.drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.KEPT);
		assertThat(this.drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.KEPT);

		assertThat(witness.last()).isPresent();
		assertThat(OfflineVerifier.earlier(drive(), this.database.key().verifier()).size()).isPositive();
	}

	@Test
	void aLogThatDoesNotGoOnIsRefusedAndSaidOnce() throws Exception {
		refusing();
		int before = refusals();

		assertThat(this.drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.REFUSED);
		assertThat(this.drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.REFUSED);

		assertThat(refusals()).isEqualTo(before + 1);
		assertThat(this.verification.state().notCosigned()).isNotNull().isInstanceOf(Cosigning.Reason.class);
	}

	@Test
	void thatNothingWasKeptForAWhileIsInTheStateUntilSomethingIs() throws Exception {
		for (int i = 1; i < WitnessDrops.MISSED; i++) {
			this.drops.drop(drive());
			assertThat(this.verification.state().witnessAwaySince()).isNull();
		}
		this.drops.drop(drive());
		assertThat(this.verification.state().witnessAwaySince()).isNotNull();
		Witness.open(drive(), this.database.key().verifier(), Clock.systemUTC());
		assertThat(this.drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.KEPT);
		assertThat(this.verification.state().witnessAwaySince()).isNull();
	}

	@Test
	void aRefusalThatCannotBeWrittenIsWrittenNextTime() throws Exception {
		refusing();
		AtomicBoolean away = new AtomicBoolean(true);
		PlatformTransactionManager transactions = mock(PlatformTransactionManager.class,
				AdditionalAnswers.delegatesTo(this.transactions));
		doAnswer((asked) -> {
			if (away.get()) {
				throw new CannotCreateTransactionException("away");
			}
			return this.transactions.getTransaction(asked.getArgument(0));
		}).when(transactions).getTransaction(any());
		WitnessDrops drops = new WitnessDrops(this.database, this.copies, this.settings, this.cosigning, this.log,
				transactions, Clock.systemUTC());
		int before = refusals();

		assertThat(drops.drop(drive())).as("and the schedule goes on").isEqualTo(WitnessDrops.Outcome.AWAY);
		assertThat(refusals()).isEqualTo(before);
		away.set(false);
		assertThat(drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.REFUSED);
		assertThat(refusals()).isEqualTo(before + 1);
	}

	/** The witness has kept a checkpoint of a log that is longer. */
	private void refusing() throws Exception {
		Witness witness = Witness.open(drive(), this.database.key().verifier(), Clock.systemUTC());
		Path later = Files.writeString(this.directory.resolve("later"),
				this.database.key()
					.sign(new Checkpoint(this.database.key().verifier().name(), 1_000_000_000, new byte[32],
							UUID.randomUUID(), null)));
		assertThat(witness.take(later, null)).isEqualTo(Witness.Answer.FIRST);
	}

	/** As every supervisor sees them. */
	private int refusals() {
		Actor supervisor = hire(DemoAccount.SUPERVISOR_YANJI);
		return as(supervisor,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where action = 'COSIGNING_REFUSED' and subject_type = 'LOG'")
					.query(Integer.class)
					.single()));
	}

	private Path drive() {
		return this.directory.resolve("drive");
	}

}
