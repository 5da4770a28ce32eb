package org.durumi.audit;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.durumi.actor.Actor;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.LogExport;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Copies of the real log, which the application writes while they are made. */
class LogCopiesTests extends DatabaseTest {

	@Autowired
	private LogDatabase database;

	@Autowired
	private LogCopies copies;

	@Autowired
	private AuditLog log;

	@TempDir
	private Path directory = Path.of("");

	private final Set<UUID> mine = new HashSet<>();

	@BeforeEach
	void someEventsOfMine() {
		Actor actor = hire(DemoAccount.CASEWORKER_YANJI);
		for (int i = 0; i < 5; i++) {
			as(actor, () -> inTransaction(() -> {
				this.log.append(AuditEvent.done(AuditAction.CASE_LIST_READ, SubjectType.LIST, actor.id()));
				return true;
			}));
		}
		this.mine.addAll(as(actor,
				() -> inTransaction(() -> this.jdbc.sql("select event_id from audit.event where actor_id = ?")
					.param(actor.id())
					.query(UUID.class)
					.list())));
		assertThat(this.mine).hasSizeGreaterThanOrEqualTo(5);
		Awaitility.await().until(() -> part(List.of()).entries() == this.mine.size());
	}

	@Test
	void theWholeLogHoldsWithoutTheDatabase() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();

		LogExport.Exported exported = this.copies.whole(out).orElseThrow();

		OfflineReport report = verify(out, null);
		assertThat(report.findings()).isEmpty();
		assertThat(report.holds()).isTrue();
		assertThat(report.entries()).isEqualTo(exported.entries()).isEqualTo(exported.checkpoint().size());
	}

	@Test
	void aPartHoldsTheEventsThatWereAskedForAndProvesThem() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream before = new ByteArrayOutputStream();
		Checkpoint earlier = this.copies.whole(before).orElseThrow().checkpoint();
		this.mine.add(UUID.randomUUID());

		assertThat(this.copies.part(this.mine, List.of(earlier.size()), out)).isPresent();

		OfflineReport report = verify(out, earlier);
		assertThat(report.kind()).isEqualTo(OfflineReport.Kind.PART);
		assertThat(report.findings()).isEmpty();
		assertThat(report.entries()).as("an event that is none is left out").isEqualTo(this.mine.size() - 1);
		assertThat(out.toString()).doesNotContain(DemoAccount.CASEWORKER_YANJI.name());
	}

	@Test
	void anEventHasItsProof() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		UUID event = this.mine.iterator().next();

		assertThat(this.copies.entry(event, out)).isPresent();

		OfflineReport report = verify(out, null);
		assertThat(report.findings()).isEmpty();
		assertThat(report.event()).isNotNull().satisfies((said) -> assertThat(said.eventId()).isEqualTo(event));
	}

	@Test
	void whatIsNotInTheLogHasNoProof() throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();

		assertThat(this.copies.entry(UUID.randomUUID(), out)).isEmpty();
		assertThat(this.copies.consistency(Long.MAX_VALUE, out)).isEmpty();
		assertThat(out.size()).isZero();
	}

	@Test
	void aCopyIsMadeWhileTheLogIsVerified() throws Exception {
		try (var verifying = this.database.verifier().getConnection()) {
			assertThat(this.copies.consistency(1, new ByteArrayOutputStream())).isPresent();
			assertThat(verifying.isClosed()).isFalse();
		}
	}

	private LogExport.Exported part(List<Long> earlier) throws Exception {
		return this.copies.part(this.mine, earlier, new ByteArrayOutputStream()).orElseThrow();
	}

	private OfflineReport verify(ByteArrayOutputStream out, @Nullable Checkpoint earlier) throws Exception {
		Path file = Files.write(this.directory.resolve("copy"), out.toByteArray());
		return new OfflineVerifier(this.database.key().verifier(), earlier).verify(file);
	}

}
