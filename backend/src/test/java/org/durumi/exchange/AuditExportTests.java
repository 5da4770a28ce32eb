package org.durumi.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.awaitility.Awaitility;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.audit.LogCopies;
import org.durumi.exchange.AuditExport.Contents;
import org.durumi.exchange.AuditExport.Outcome;
import org.durumi.exchange.AuditExport.Why;
import org.durumi.reference.CaseId;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditReview;
import org.durumi.review.AuditRow;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.VerifierKey;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.IllegalTransactionStateException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Entries leave Durumi, so that whoever gets them can check each. */
class AuditExportTests extends CaseTest {

	@Autowired
	private AuditExport export;

	@Autowired
	private AuditReview review;

	@Autowired
	private LogCopies copies;

	@TempDir
	private Path directory = Path.of("");

	private Actor supervisor = SUPERVISOR.in(SessionRef.random(), 1);

	private CaseId id = new CaseId(new UUID(0, 0));

	private AuditFilter filter = AuditFilter.NONE;

	@BeforeEach
	void aSupervisorAndACaseOfHerTeam() {
		this.supervisor = hire(SUPERVISOR);
		this.id = registered();
		this.filter = new AuditFilter(null, facts(this.id).codeName(), Set.of(), null, null, false);
		List<UUID> listed = listed();
		assertThat(listed).hasSizeGreaterThan(2);
		Awaitility.await()
			.until(() -> this.copies.part(Set.copyOf(listed)) instanceof LogCopies.Copy.Made made
					&& made.places().size() == listed.size());
	}

	@Test
	void theSameRowsLeaveAsASheetAndAsJsonWithAProofOfEach() throws Exception {
		List<UUID> listed = listed();
		Map<String, String> files = unzipped(ready(rows()));

		assertThat(files).containsOnlyKeys("README.txt", "rows.csv", "rows.json", "proofs.txt", "checkpoint.txt",
				"public-key.txt");
		assertThat(files.getOrDefault("README.txt", "")).isEqualTo("%d %d".formatted(listed.size(), listed.size()));
		OfflineReport report = verify(files.getOrDefault("proofs.txt", ""), files.getOrDefault("public-key.txt", ""));
		assertThat(report.findings()).isEmpty();
		assertThat(report.entries()).isEqualTo(listed.size());
		assertThat(files.getOrDefault("proofs.txt", "")).contains(files.getOrDefault("checkpoint.txt", ""));

		List<String> sheet = files.getOrDefault("rows.csv", "").lines().toList();
		assertThat(sheet.getFirst()).startsWith("\uFEFFleaf_index,event_id,occurred_at,actor_id,actor,action,");
		List<UUID> ids = new ArrayList<>();
		for (JsonNode row : JsonMapper.shared().readTree(files.getOrDefault("rows.json", ""))) {
			ids.add(UUID.fromString(row.get("event_id").stringValue()));
			String start = row.get("leaf_index").asLong() + "," + row.get("event_id").stringValue() + ","
					+ row.get("occurred_at").stringValue() + ",";
			assertThat(sheet).as("the sheet has it").anyMatch((line) -> line.startsWith(start));
			assertThat(files.getOrDefault("proofs.txt", "").lines()).as("and the proofs")
				.anyMatch((line) -> line.startsWith("entry " + row.get("leaf_index").asLong() + " ") && line
					.contains(row.get("event_id").stringValue() + " " + row.get("occurred_at").stringValue()));
			assertThat(row.get("code_name").stringValue()).isEqualTo(facts(this.id).codeName());
		}
		assertThat(ids).isEqualTo(listed);
	}

	@Test
	void oneEntryLeavesWithItsProofAndOneChangedByteIsFound() throws Exception {
		UUID entry = listed().getFirst();
		Outcome.Ready ready = ready(asFresh(this.supervisor, () -> this.export.proof(entry)));
		String file = new String(ready.file(), StandardCharsets.UTF_8);

		OfflineReport report = verify(file, this.copies.publicKey());
		assertThat(report.holds()).isTrue();
		assertThat(report.event()).isNotNull().satisfies((event) -> assertThat(event.eventId()).isEqualTo(entry));

		byte[] forged = ready.file().clone();
		int at = file.indexOf("index ") - 20;
		forged[at] = (byte) ((forged[at] == 'A') ? 'B' : 'A');
		assertThat(verify(new String(forged, StandardCharsets.UTF_8), this.copies.publicKey()).holds()).isFalse();
	}

	@Test
	void thatItLeavesIsAnEventBeforeItDoes() {
		ready(rows());
		ready(asFresh(this.supervisor, () -> this.export.proof(listed().getLast())));
		assertThat(exported()).isEqualTo(2);
		UUID row = only("AUDIT_EXPORTED");
		AuditRow about = as(SUPERVISOR, () -> this.review.open(row)).orElseThrow().row();
		assertThat(about.actor()).isEqualTo(this.supervisor.id());
		Map<String, String> told = as(SUPERVISOR, () -> this.review.open(row)).orElseThrow().detail();
		assertThat(told).containsEntry("oneCase", "true").containsEntry("entries", Integer.toString(listed().size()));
		assertThat(told.toString()).doesNotContain(facts(this.id).codeName());
		assertThatExceptionOfType(IllegalTransactionStateException.class).as("an event not yet committed")
			.isThrownBy(() -> asFresh(this.supervisor,
					() -> inTransaction(() -> this.export.rows(this.filter, AuditExportTests::said))));
	}

	@Test
	void nothingLeavesIfTheEventCannotBeWritten() throws SQLException {
		asSuperuser("create function audit.no_room() returns trigger language plpgsql as"
				+ " $$ begin raise exception 'no room' using errcode = 'disk_full'; end $$");
		try {
			asSuperuser("create trigger no_room before insert on audit.event for each row when"
					+ " (NEW.action = 'AUDIT_EXPORTED') execute function audit.no_room()");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(this::rows)
				.withMessageContaining("no room");
		}
		finally {
			asSuperuser("drop function audit.no_room() cascade");
		}
		assertThat(exported()).isZero();
	}

	@Test
	void nothingLeavesWithoutAFreshFactor() {
		UUID entry = listed().getFirst();
		assertThat(as(this.supervisor, () -> this.export.rows(this.filter, AuditExportTests::said)))
			.isEqualTo(new Outcome.Refused(Why.NEEDS_FRESH_FACTOR));
		assertThat(as(this.supervisor, () -> this.export.proof(entry)))
			.isEqualTo(new Outcome.Refused(Why.NEEDS_FRESH_FACTOR));
		assertThat(exported()).isZero();
	}

	@Test
	void whatIsNotHersToSeeDoesNotLeave() {
		UUID entry = listed().getFirst();
		Actor other = hire(DemoAccount.SUPERVISOR_SEOUL);
		assertThat(asFresh(other, () -> this.export.rows(this.filter, AuditExportTests::said)))
			.isEqualTo(new Outcome.Refused(Why.NOTHING));
		assertThat(asFresh(other, () -> this.export.proof(entry))).isEqualTo(new Outcome.Refused(Why.NOTHING));
		assertThat(asFresh(this.supervisor, () -> this.export.proof(UUID.randomUUID())))
			.isEqualTo(new Outcome.Refused(Why.NOTHING));
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseTakesAnythingOut(DemoAccount other) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(other, () -> this.export.rows(AuditFilter.NONE, AuditExportTests::said)));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(other, () -> this.export.proof(UUID.randomUUID())));
	}

	private Outcome rows() {
		return asFresh(this.supervisor, () -> this.export.rows(this.filter, AuditExportTests::said));
	}

	private static String said(Contents contents) {
		return contents.entries() + " " + contents.proved();
	}

	private static Outcome.Ready ready(Outcome outcome) {
		assertThat(outcome).isInstanceOf(Outcome.Ready.class);
		assertThat(outcome.toString()).isEqualTo("[sealed]");
		return (Outcome.Ready) outcome;
	}

	private List<UUID> listed() {
		return as(SUPERVISOR, () -> this.review.page(this.filter, 0, 100)).stream().map(AuditRow::id).toList();
	}

	private UUID only(String action) {
		AuditFilter hers = new AuditFilter(this.supervisor.id(), "", Set.of(action), null, null, false);
		return as(SUPERVISOR, () -> this.review.page(hers, 0, 10)).stream()
			.filter((row) -> row.subjectType().equals("LIST"))
			.map(AuditRow::id)
			.findFirst()
			.orElseThrow();
	}

	private long exported() {
		return as(this.supervisor,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where action = 'AUDIT_EXPORTED' and actor_id = ?")
					.param(this.supervisor.id())
					.query(Long.class)
					.single()));
	}

	private OfflineReport verify(String file, String key) throws Exception {
		Path path = Files.writeString(this.directory.resolve("copy"), file);
		return new OfflineVerifier(VerifierKey.parse(key), null).verify(path);
	}

	private static Map<String, String> unzipped(Outcome.Ready ready) throws IOException {
		Map<String, String> files = new HashMap<>();
		try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ready.file()))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return files;
	}

	private static void asSuperuser(String sql) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			statement.execute(sql);
		}
	}

}
