package org.durumi.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.Witness;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Checkpoints of the real log, given to a witness whose directory is named. */
class WitnessDropsTests extends DatabaseTest {

	@Autowired
	private WitnessDrops drops;

	@Autowired
	private LogDatabase database;

	@Autowired
	private LogVerification verification;

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
		Witness witness = Witness.open(drive(), this.database.key().verifier(), Clock.systemUTC());
		Path later = Files.writeString(this.directory.resolve("later"),
				this.database.key()
					.sign(new Checkpoint(this.database.key().verifier().name(), 1_000_000_000, new byte[32],
							UUID.randomUUID(), null)));
		assertThat(witness.take(later, null)).isEqualTo(Witness.Answer.FIRST);
		int before = refusals();

		assertThat(this.drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.REFUSED);
		assertThat(this.drops.drop(drive())).isEqualTo(WitnessDrops.Outcome.REFUSED);

		assertThat(refusals()).isEqualTo(before + 1);
		assertThat(this.verification.state().notCosigned()).isNotNull().isInstanceOf(Cosigning.Reason.class);
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
