package org.durumi.audit;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.cases.Stage;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditReview;
import org.durumi.review.AuditRow;
import org.durumi.review.SignOffOutcome;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigned;
import org.durumi.security.ledger.CosignerKey;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.LogVerifier;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What a supervisor signs off, she cosigns. */
class LogCosigningTests extends CaseTest {

	@Autowired
	private AuditReview review;

	@Autowired
	private People people;

	@Autowired
	private LogDatabase database;

	@Autowired
	private LogCopies copies;

	@Autowired
	private LogCosigning cosigning;

	@Autowired
	private LogVerification verification;

	@TempDir
	private Path directory = Path.of("");

	private Actor reviewer = DemoAccount.SUPERVISOR_YANJI.in(SessionRef.random(), 1);

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aNewSupervisorAndARevealedName() {
		this.reviewer = hire(DemoAccount.SUPERVISOR_YANJI);
		this.id = registered(OWNER, Stage.IDENTIFIED,
				new IdentityDraft("구름별", "", "", "", "", "", null, null, null, Set.of()));
		as(OWNER, () -> this.people.reveal(this.id, IdentityField.HANGUL));
	}

	@Test
	void herSignOffCosignsTheNewestCheckpointWithAKeyOfHerOwn() throws Exception {
		Long first = signOff("FIELD_REVEALED");
		assertThat(first).isNotNull().isPositive();
		Long second = signOff("CASE_REGISTERED");
		assertThat(second).isNotNull().isGreaterThanOrEqualTo(first);
		assertThat(count("COSIGNER_MADE")).as("one key, at her first sign-off").isOne();
		String key = key();
		assertThat(key).startsWith("durumi.witness/").doesNotContain(this.reviewer.id().toString());

		assertThat(verified().cosigned()).filteredOn((cosigned) -> cosigned.witness().equals(key))
			.extracting(Cosigned::size)
			.containsExactly(second);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.copies.whole(out);
		Path file = Files.write(this.directory.resolve("log"), out.toByteArray());
		OfflineReport report = new OfflineVerifier(this.database.key().verifier(), null,
				List.of(CosignerKey.parse(key)))
			.verify(file);
		assertThat(report.findings()).isEmpty();
		assertThat(report.cosigned()).extracting(Cosigned::size).containsExactly(second);
	}

	@Test
	void herKeyRefusesALogThatWasRolledBackAndTheSignOffStands() throws Exception {
		long before = Objects.requireNonNull(signOff("FIELD_REVEALED"));
		UUID key = UUID.fromString(key().substring("durumi.witness/".length(), key().indexOf('+')));
		this.cosigning.remember(key, new Checkpoint(this.database.key().verifier().name(), Long.MAX_VALUE / 2,
				new byte[32], UUID.randomUUID(), null));

		assertThat(signOff("CASE_REGISTERED")).isNull();

		assertThat(this.verification.state().notCosigned()).isEqualTo(Cosigning.Reason.ROLLED_BACK);
		assertThat(count("COSIGNING_REFUSED")).isOne();
		assertThat(verified().cosigned()).anyMatch((cosigned) -> cosigned.size() == before);
	}

	/** Up to where she cosigned with it. */
	private @Nullable Long signOff(String action) {
		AuditFilter filter = new AuditFilter(null, facts(this.id).codeName(), Set.of(action), null, null, false);
		AuditRow row = as(this.reviewer, () -> this.review.page(filter, 0, 50)).getFirst();
		assertThat(as(this.reviewer, () -> this.review.signOff(row.id(), "Asked her."))).isEqualTo(SignOffOutcome.DONE);
		return as(this.reviewer, () -> this.review.open(row.id())).orElseThrow().signOffs().getFirst().cosigned();
	}

	private VerificationReport verified() throws Exception {
		try (Connection verifier = TestDatabase.connect("durumi_verifier")) {
			VerificationReport report = new LogVerifier(this.database.key().verifier()).verify(verifier, (read) -> {
			}, () -> false);
			assertThat(report.findings()).isEmpty();
			return report;
		}
	}

	private String key() {
		return as(this.reviewer, () -> inTransaction(
				() -> this.jdbc.sql("select verifier from review.cosigner").query(String.class).single()));
	}

	private int count(String action) {
		return as(this.reviewer,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where actor_id = ? and action = ?")
							.params(this.reviewer.id(), action)
							.query(Integer.class)
							.single()));
	}

}
