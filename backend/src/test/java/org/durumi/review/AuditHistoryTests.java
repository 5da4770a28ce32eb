package org.durumi.review;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.actor.Actor;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.Condition;
import org.durumi.cases.Stage;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.review.AuditHistory.Act;
import org.durumi.review.AuditHistory.Whose;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What was done about a case or by a person, entry after entry, for whose desk it is. */
class AuditHistoryTests extends CaseTest {

	private static final DemoAccount OTHER = DemoAccount.SUPERVISOR_SEOUL;

	@Autowired
	private AuditHistory history;

	@Autowired
	private People people;

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aCaseThatWasWorkedOn() {
		this.id = registered(OWNER, Stage.IDENTIFIED,
				new IdentityDraft("구름별", "", "", "", "", "", null, null, null, Set.of()));
		as(OWNER, () -> this.people.reveal(this.id, IdentityField.HANGUL));
		as(OWNER, () -> this.records.add(this.id, Condition.SHELTER_PLACE, TODAY));
	}

	@Test
	void aCasesHistoryTellsEachActWithItsFieldsAndNeverWhatStoodInThem() {
		List<Act> acts = ofCase(SUPERVISOR);
		assertThat(acts).extracting((act) -> act.row().action())
			.contains("CASE_REGISTERED", "FIELD_REVEALED", "RECORD_ADDED", "AUDIT_HISTORY_READ");
		assertThat(acts).allSatisfy((act) -> assertThat(act.row().caseId()).isEqualTo(this.id));
		assertThat(acts).extracting((act) -> act.row().id())
			.as("newest first")
			.isSortedAccordingTo((a, b) -> b.compareTo(a));
		assertThat(only(acts, "FIELD_REVEALED").detail()).containsOnly(Map.entry("fields", "hangul"));
		assertThat(shelter(acts).detail()).containsEntry("record", "shelter_place");
		assertThat(acts).allSatisfy((act) -> {
			assertThat(act.legible()).isTrue();
			assertThat(act.detail()).doesNotContainValue("구름별");
			assertThat(act.toString()).isEqualTo("[sealed]");
		});
	}

	@Test
	void valuesOpenForWhoeverHoldsTheirCompartmentAndForNobodyElse() {
		assertThat(shelter(ofCase(SUPERVISOR)).values()).as("ROUTE").isEqualTo(BeforeAndAfter.Access.OPENS);
		assertThat(only(ofCase(SUPERVISOR), "CASE_REGISTERED").values()).as("IDENTITY")
			.isEqualTo(BeforeAndAfter.Access.NOT_HERS);
		Actor assigned = hire(SUPERVISOR);
		assertThat(as(SUPERVISOR, () -> this.assignments.assign(this.id, assigned.id())))
			.isEqualTo(CaseAssignments.Assigned.DONE);
		assertThat(
				only(as(assigned, () -> this.history.read(new Whose.OfCase(this.id), null, 0, 50)), "CASE_REGISTERED")
					.values())
			.isEqualTo(BeforeAndAfter.Access.OPENS);
	}

	@Test
	void aPersonsHistoryIsWhatSheDid() {
		Actor worker = hire(OWNER);
		CaseId hers = registered(worker);
		List<Act> acts = as(SUPERVISOR, () -> this.history.read(new Whose.OfPerson(worker.id()), null, 0, 50));
		assertThat(acts).extracting((act) -> act.row().action()).contains("CASE_REGISTERED", "DUPLICATE_SEARCHED");
		assertThat(acts).allSatisfy((act) -> assertThat(act.row().actor()).isEqualTo(worker.id()));
		assertThat(acts).extracting((act) -> act.row().caseId()).contains(hers);
	}

	@Test
	void eachStretchIsAnEventAboutWhoseHistoryItIs() {
		List<Act> first = as(SUPERVISOR, () -> this.history.read(new Whose.OfCase(this.id), null, 0, 2));
		UUID newest = first.getFirst().row().id();
		List<Act> next = as(SUPERVISOR, () -> this.history.read(new Whose.OfCase(this.id), newest, 2, 2));
		assertThat(Stream.concat(first.stream(), next.stream()).map((act) -> act.row().id())).as("stretches join")
			.containsExactlyElementsOf(ids(newest));
		assertThat(count("AUDIT_HISTORY_READ", this.id.value())).isEqualTo(2);
		as(SUPERVISOR, () -> this.history.read(new Whose.OfPerson(OWNER.subject()), null, 5, 2));
		assertThat(count("AUDIT_HISTORY_READ", OWNER.subject())).isPositive();
		assertThatIllegalArgumentException().isThrownBy(() -> as(SUPERVISOR,
				() -> this.history.read(new Whose.OfCase(this.id), null, 0, AuditHistory.MOST + 1)));
	}

	@Test
	void anotherTeamsSupervisorReadsNothingOfItAndHerAttemptIsThere() {
		assertThat(ofCase(OTHER)).as("her own reading")
			.singleElement()
			.satisfies((act) -> assertThat(act.row().own()).isTrue());
		assertThat(ofCase(SUPERVISOR)).anySatisfy((act) -> {
			assertThat(act.row().action()).isEqualTo("AUDIT_HISTORY_READ");
			assertThat(act.row().actor()).isEqualTo(OTHER.subject());
		});
		Actor stranger = hire(OTHER);
		CaseId elsewhere = registered(hire(DemoAccount.CASEWORKER_SEOUL));
		assertThat(as(SUPERVISOR, () -> this.history.read(new Whose.OfCase(elsewhere), null, 0, 50)))
			.allSatisfy((act) -> assertThat(act.row().own()).isTrue());
		assertThat(as(SUPERVISOR, () -> this.history.read(new Whose.OfPerson(stranger.id()), null, 0, 50))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseReadsHistory(DemoAccount other) {
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> ofCase(other));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.history.caseCalled("x")));
	}

	@Test
	void aCaseIsFoundByWhatItIsCalledIfItIsHersToSee() {
		String code = facts(this.id).codeName();
		assertThat(as(SUPERVISOR, () -> this.history.caseCalled(code.toUpperCase(Locale.ROOT)))).contains(this.id);
		assertThat(as(SUPERVISOR, () -> this.history.caseCalled(facts(this.id).caseNumber()))).contains(this.id);
		assertThat(as(SUPERVISOR, () -> this.history.caseCalled(code.substring(1)))).isEmpty();
		assertThat(as(OTHER, () -> this.history.caseCalled(code))).isEmpty();
	}

	/** The four newest of the case's entries up to one. */
	private List<UUID> ids(UUID newest) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc
			.sql("select event_id from audit.event where case_id = ? and event_id <= ? order by event_id desc limit 4")
			.params(this.id.value(), newest)
			.query(UUID.class)
			.list()));
	}

	private List<Act> ofCase(DemoAccount reader) {
		// her own reading is among what she reads
		return as(reader, () -> this.history.read(new Whose.OfCase(this.id), null, 0, 50));
	}

	private static Act shelter(List<Act> acts) {
		return acts.stream()
			.filter((act) -> "shelter_place".equals(act.detail().get("record")))
			.findFirst()
			.orElseThrow();
	}

	private static Act only(List<Act> acts, String action) {
		List<Act> found = acts.stream().filter((act) -> act.row().action().equals(action)).toList();
		assertThat(found).as(action).hasSize(1);
		return found.getFirst();
	}

	private int count(String action, UUID subject) {
		return as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = ? and subject_id = ?")
					.params(SUPERVISOR.subject(), action, subject)
					.query(Integer.class)
					.single()));
	}

}
