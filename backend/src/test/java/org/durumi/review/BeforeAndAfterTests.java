package org.durumi.review;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.audit.AuditAction;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.CaseNotes;
import org.durumi.cases.Condition;
import org.durumi.cases.Stage;
import org.durumi.keys.KeyNotReleased;
import org.durumi.people.ChangeOutcome;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.people.Snapshot;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.BeforeAndAfter.Access;
import org.durumi.review.BeforeAndAfter.Field;
import org.durumi.review.CaseOversight.Look;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.durumi.journey.ShelterPlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What stood in a field before and after opens to whoever holds its compartment, and to
 * nobody else.
 */
class BeforeAndAfterTests extends CaseTest {

	@Autowired
	private AuditReview review;

	@Autowired
	private CaseOversight oversight;

	@Autowired
	private People people;

	@Autowired
	private CaseNotes notes;

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aChangedName() {
		this.id = registered(OWNER, Stage.IDENTIFIED, named("구름별"));
		as(OWNER, () -> {
			Snapshot<IdentityField> seen = this.people.openIdentity(this.id);
			assertThat(this.people.change(this.id, seen, named("달샘"))).isInstanceOf(ChangeOutcome.Changed.class);
		});
	}

	@Test
	void theSupervisorReadsWhichFieldsAndNotWhatStoodInThem() {
		UUID entry = newest("IDENTITY_CHANGED");
		AuditEntry opened = open(SUPERVISOR, entry);
		assertThat(opened.detail()).containsOnly(Map.entry("fields", "hangul"));
		assertThat(opened.values()).isEqualTo(Access.NOT_HERS);
		assertThatExceptionOfType(KeyNotReleased.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.review.beforeAndAfter(entry)));
		assertThat(actions(this.id)).endsWith("DENIED").doesNotContain("AUDIT_ENTRY_OPENED");
	}

	@Test
	void whoeverHoldsTheCompartmentReadsBothAndTheOwnerIsTold() {
		Actor reviewer = hire(SUPERVISOR);
		assertThat(as(SUPERVISOR, () -> this.assignments.assign(this.id, reviewer.id())))
			.isEqualTo(CaseAssignments.Assigned.DONE);
		UUID entry = newest("IDENTITY_CHANGED");
		assertThat(as(reviewer, () -> this.review.open(entry)).orElseThrow().values()).isEqualTo(Access.OPENS);
		assertThat(actions(this.id)).as("opening the entry opens no value").doesNotContain("AUDIT_ENTRY_OPENED");
		BeforeAndAfter values = as(reviewer, () -> this.review.beforeAndAfter(entry)).orElseThrow();
		assertThat(values.compartment()).isEqualTo(Compartment.IDENTITY);
		assertThat(values.fields()).containsExactly(new Field("hangul", "구름별", "달샘"));
		assertThat(values).asString().doesNotContain("달샘");
		assertThat(as(OWNER, () -> this.oversight.of(this.id)).looks())
			.extracting(Look::action, Look::compartment, Look::times)
			.contains(tuple(AuditAction.AUDIT_ENTRY_OPENED, Compartment.IDENTITY, 1));
	}

	@Test
	void whatWasFirstWrittenStandsThereToo() {
		Actor reviewer = hire(SUPERVISOR);
		as(SUPERVISOR, () -> this.assignments.assign(this.id, reviewer.id()));
		BeforeAndAfter registered = as(reviewer, () -> this.review.beforeAndAfter(newest("CASE_REGISTERED")))
			.orElseThrow();
		assertThat(registered.fields()).contains(new Field("hangul", "", "구름별"));
		as(OWNER, () -> this.notes.add(this.id, Compartment.HARM, "She \"called\" =1+1 <b>"));
		BeforeAndAfter note = as(reviewer, () -> this.review.beforeAndAfter(newest("RECORD_ADDED"))).orElseThrow();
		assertThat(note.record()).isEqualTo("note");
		assertThat(note.fields()).containsExactly(new Field("text", "", "She \"called\" =1+1 <b>"));
	}

	@Test
	void theLongestNoteHasItsPlace() {
		String longest = "별".repeat(CaseNotes.MAX_LENGTH);
		as(OWNER, () -> this.notes.add(this.id, Compartment.ROUTE, longest));
		assertThat(as(SUPERVISOR, () -> this.review.beforeAndAfter(newest("RECORD_ADDED"))).orElseThrow().fields())
			.containsExactly(new Field("text", "", longest));
	}

	@Test
	void theSupervisorReadsWhatStoodInACompartmentThatIsHers() {
		as(OWNER, () -> this.records.add(this.id, Condition.SHELTER_PLACE, TODAY));
		as(OWNER, () -> {
			BookEntry<ShelterPlace> seen = this.records.shelters().open(this.id).getFirst();
			ShelterPlace moved = new ShelterPlace(ShelterPlace.Kind.SHELTER, "Jilin", "House four", TODAY, TODAY);
			assertThat(this.records.shelters().change(this.id, seen, moved)).isInstanceOf(BookOutcome.Kept.class);
		});
		UUID entry = newest("RECORD_CHANGED");
		AuditEntry opened = open(SUPERVISOR, entry);
		assertThat(opened.values()).isEqualTo(Access.OPENS);
		assertThat(opened.detail()).containsEntry("record", "shelter_place").containsEntry("fields", "place,until");
		BeforeAndAfter values = as(SUPERVISOR, () -> this.review.beforeAndAfter(entry)).orElseThrow();
		assertThat(values.record()).isEqualTo("shelter_place");
		assertThat(values.fields()).containsExactly(new Field("place", "House three", "House four"),
				new Field("until", "", TODAY.toString()));
	}

	@Test
	void aFactOnTheCaseFileIsToldWhenItChangesAndOnlyThen() {
		as(OWNER, () -> this.records.add(this.id, Condition.RISK_ASSESSMENT, TODAY));
		as(OWNER, () -> this.records.add(this.id, Condition.RISK_ASSESSMENT, TODAY));
		assertThat(actions(this.id)).containsOnlyOnce("CASE_FACT_CHANGED");
		assertThat(as(SUPERVISOR, () -> this.review.beforeAndAfter(newest("CASE_FACT_CHANGED"))).orElseThrow().fields())
			.containsExactly(new Field("risk_level", "", "HIGH"));
		as(OWNER, () -> this.records.add(this.id, Condition.CONSENT, TODAY));
		assertThat(as(SUPERVISOR, () -> this.review.beforeAndAfter(newest("CASE_FACT_CHANGED"))).orElseThrow().fields())
			.containsExactly(new Field("consent_state", "NONE", "GIVEN"));
	}

	@Test
	void aHandOverTellsFromWhomToWhom() {
		Actor colleague = hire(OWNER);
		as(OWNER, () -> this.assignments.handOver(this.id, colleague.id()));
		assertThat(as(SUPERVISOR, () -> this.review.beforeAndAfter(newest("HANDED_OVER"))).orElseThrow().fields())
			.containsExactly(new Field("owner", OWNER.subject().toString(), colleague.id().toString()));
	}

	@Test
	void nobodyElseOpensIt() {
		UUID entry = newest("IDENTITY_CHANGED");
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.review.beforeAndAfter(entry))).isEmpty();
		assertThat(as(SUPERVISOR, () -> this.review.beforeAndAfter(new UUID(0, 1)))).isEmpty();
		assertThat(as(SUPERVISOR, () -> this.review.beforeAndAfter(newest("CASE_KEYS_MADE"))))
			.as("an entry about no change")
			.isEmpty();
	}

	/**
	 * The keys are gone, and with them what the log says of her; the log itself stands.
	 */
	@Test
	void withTheCasesKeysGoWhatStoodInItsFields() throws SQLException {
		Actor reviewer = hire(SUPERVISOR);
		as(SUPERVISOR, () -> this.assignments.assign(this.id, reviewer.id()));
		UUID entry = newest("IDENTITY_CHANGED");
		assertThat(leafHolds(entry)).isTrue();
		eraseKeys();
		AuditEntry opened = as(reviewer, () -> this.review.open(entry)).orElseThrow();
		assertThat(opened.legible()).isFalse();
		assertThat(opened.detail()).isEmpty();
		assertThat(opened.values()).isEqualTo(Access.NOT_HERS);
		assertThatExceptionOfType(KeyNotReleased.class)
			.isThrownBy(() -> as(reviewer, () -> this.review.beforeAndAfter(entry)));
		assertThat(leafHolds(entry)).isTrue();
	}

	/** With the event that an erasure leaves. */
	private void eraseKeys() throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement event = superuser.createStatement();
				PreparedStatement erase = superuser
					.prepareStatement("delete from casework.case_key where case_id = ?")) {
			superuser.setAutoCommit(false);
			erase.setObject(1, this.id.value());
			assertThat(erase.executeUpdate()).isEqualTo(Compartment.values().length);
			event.execute(
					"""
							select set_config('durumi.actor', access.system_actor('ERASURE')::text, true);
							select audit.open_session(uuid_send(gen_random_uuid()));
							insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
								subject_type, subject_id, case_id, detail_sha256)
							select uuidv7(), 1, s.actor, s.actor, s.session_ref, 0, 'CASE_ERASED', 0, 'CASE_FILE', '%1$s', '%1$s',
								sha256('') from audit.session s where s.actor = access.actor()"""
						.formatted(this.id.value()));
			superuser.commit();
		}
	}

	private static boolean leafHolds(UUID event) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				PreparedStatement leaf = superuser.prepareStatement(
						"select audit.leaf_hash(e) = e.leaf_hash and sha256(e.detail_enc) = e.detail_sha256 from audit.event e where event_id = ?")) {
			leaf.setObject(1, event);
			try (ResultSet row = leaf.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

	private UUID newest(String action) {
		AuditFilter filter = new AuditFilter(null, facts(this.id).codeName(), Set.of(action), null, null, false);
		List<AuditRow> rows = as(SUPERVISOR, () -> this.review.page(filter, 0, 50));
		assertThat(rows).isNotEmpty();
		return rows.getFirst().id();
	}

	private AuditEntry open(DemoAccount reader, UUID entry) {
		return as(reader, () -> this.review.open(entry)).orElseThrow();
	}

	private static IdentityDraft named(String hangul) {
		return IdentityDraft.of(new EnumMap<>(Map.of(IdentityField.HANGUL, hangul)));
	}

}
