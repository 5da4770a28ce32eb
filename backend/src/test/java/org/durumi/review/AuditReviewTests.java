package org.durumi.review;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.ApprovalKind;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.Reading;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.Stage;
import org.durumi.cases.StageApprovals;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.TextRefused;
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

class AuditReviewTests extends CaseTest {

	@Autowired
	private AuditReview review;

	@Autowired
	private People people;

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aRevealedName() {
		this.id = registered(OWNER, Stage.IDENTIFIED,
				new IdentityDraft("구름별", "", "", "", "", "", null, null, null, Set.of()));
		as(OWNER, () -> this.people.reveal(this.id, IdentityField.HANGUL));
	}

	@Test
	void aSupervisorReadsWhoDidWhatInHerTeamAndWhichFieldsButNeverWhatStoodInThem() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		assertThat(row.actor()).isEqualTo(OWNER.subject());
		assertThat(row.actorName()).isEqualTo("윤하늘");
		assertThat(row.codeName()).isEqualTo(facts(this.id).codeName());
		assertThat(row.own()).isFalse();
		AuditEntry entry = open(SUPERVISOR, row);
		assertThat(entry.legible()).isTrue();
		assertThat(entry.detail()).containsEntry("fields", "hangul").doesNotContainValue("구름별");
	}

	@Test
	void sheMarksAnEntryReviewedWithACommentThatIsKept() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		assertThat(unreviewed()).contains(row.id());
		assertThat(signOff(SUPERVISOR, row, "Asked her: 통화 전에 확인. =1+1 <b>")).isEqualTo(SignOffOutcome.DONE);
		assertThat(open(SUPERVISOR, row).signOffs()).singleElement().satisfies((sign) -> {
			assertThat(sign.reviewerName()).isEqualTo("최다온");
			assertThat(sign.own()).isTrue();
			assertThat(sign.comment()).isEqualTo("Asked her: 통화 전에 확인. =1+1 <b>");
		});
		assertThat(unreviewed()).doesNotContain(row.id());
		assertThat(only(SUPERVISOR, "FIELD_REVEALED").reviewed()).isTrue();
		assertThat(signOff(SUPERVISOR, row, "Again.")).isEqualTo(SignOffOutcome.ALREADY_DONE);
		assertThat(count(SUPERVISOR, "AUDIT_REVIEWED", row.id())).isOne();
	}

	@Test
	void sheMarksNothingOfHerOwn() {
		takePart(this.id, DemoAccount.CASEWORKER_SEOUL.subject());
		AuditRow own = only(SUPERVISOR, "ASSIGNED");
		assertThat(own.own()).isTrue();
		assertThat(signOff(SUPERVISOR, own, "It was right.")).isEqualTo(SignOffOutcome.OWN);
		assertThat(open(SUPERVISOR, own).signOffs()).isEmpty();
	}

	@Test
	void aCommentThatSaysNothingOrCannotBeKeptIsRefused() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		for (String comment : List.of(" ", "a\u0000", "a".repeat(AuditReview.MAX_COMMENT + 1))) {
			assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> signOff(SUPERVISOR, row, comment));
		}
		assertThat(open(SUPERVISOR, row).signOffs()).isEmpty();
	}

	@Test
	void anotherTeamsSupervisorSeesAndMarksNothingOfIt() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		assertThat(rows(DemoAccount.SUPERVISOR_SEOUL, "FIELD_REVEALED")).isEmpty();
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.review.open(row.id()))).isEmpty();
		assertThat(signOff(DemoAccount.SUPERVISOR_SEOUL, row, "Fine.")).isEqualTo(SignOffOutcome.NOT_YOURS);
		assertThat(open(SUPERVISOR, row).signOffs()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "CASEWORKER_SEOUL", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseReviewsAndTheAttemptIsWritten(DemoAccount other) {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		int before = count(other, "DENIED", other.subject());
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.review.page(AuditFilter.NONE, 0, 10)));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.review.open(row.id())));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> signOff(other, row, "Fine."));
		assertThat(count(other, "DENIED", other.subject())).isEqualTo(before + 3);
	}

	@Test
	void readingTheLogIsWrittenToTheLog() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		int before = count(SUPERVISOR, "AUDIT_LIST_READ", SUPERVISOR.subject());
		Reading reading = new Reading();
		as(SUPERVISOR, () -> this.review.page(reading, AuditFilter.NONE, 0, 10));
		as(SUPERVISOR, () -> this.review.page(reading, AuditFilter.NONE, 10, 10));
		assertThat(count(SUPERVISOR, "AUDIT_LIST_READ", SUPERVISOR.subject())).as("scrolling on is the same reading")
			.isEqualTo(before + 1);
		as(SUPERVISOR, () -> this.review.page(new Reading(), AuditFilter.NONE, 1, 10));
		assertThat(count(SUPERVISOR, "AUDIT_LIST_READ", SUPERVISOR.subject())).as("whichever page comes first")
			.isEqualTo(before + 2);
		open(SUPERVISOR, row);
		assertThat(count(SUPERVISOR, "AUDIT_ENTRY_OPENED", row.id())).isOne();
	}

	@Test
	void thatSomebodyReadOnePersonsEntriesSaysWhose() {
		as(SUPERVISOR, () -> this.review.page(
				new AuditFilter(OWNER.subject(), facts(this.id).codeName(), Set.of(), Instant.EPOCH, null, false), 0,
				1));
		UUID read = as(SUPERVISOR, () -> inTransaction(() -> this.jdbc.sql(
				"select event_id from audit.event where actor_id = ? and action = 'AUDIT_LIST_READ' order by event_id desc limit 1")
			.param(SUPERVISOR.subject())
			.query(UUID.class)
			.single()));
		assertThat(as(SUPERVISOR, () -> this.review.open(read)).orElseThrow().detail())
			.containsEntry("person", OWNER.subject().toString())
			.containsEntry("oneCase", "true")
			.containsEntry("since", "1970-01-01T00:00:00Z")
			.doesNotContainValue(facts(this.id).codeName());
	}

	@Test
	void theListIsNarrowedByPersonActionAndDay() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		String code = facts(this.id).codeName();
		assertThat(filtered(new AuditFilter(OWNER.subject(), code, Set.of(), row.at(), null, false)))
			.contains(row.id());
		assertThat(filtered(new AuditFilter(SUPERVISOR.subject(), code, Set.of(), null, null, false)))
			.doesNotContain(row.id());
		assertThat(filtered(new AuditFilter(null, facts(this.id).caseNumber(), Set.of(), null, null, false)))
			.contains(row.id());
		assertThat(filtered(new AuditFilter(null, code, Set.of(), null, row.at(), false))).doesNotContain(row.id());
		assertThat(filtered(new AuditFilter(null, "' or 1=1 --", Set.of(), null, null, false))).isEmpty();
	}

	@Test
	void theListIsNarrowedByCompartmentAndOutcome() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		assertThat(filtered(of(Set.of(Compartment.IDENTITY, Compartment.HARM), Set.of()))).contains(row.id());
		assertThat(filtered(of(Set.of(Compartment.HARM), Set.of()))).doesNotContain(row.id());
		assertThat(filtered(of(Set.of(), Set.of(AuditEvent.Outcome.DONE)))).contains(row.id());
		assertThat(filtered(of(Set.of(), Set.of(AuditEvent.Outcome.DENIED, AuditEvent.Outcome.FAILED))))
			.doesNotContain(row.id());
	}

	private AuditFilter of(Set<Compartment> compartments, Set<AuditEvent.Outcome> outcomes) {
		return new AuditFilter(null, facts(this.id).codeName(), Set.of(), compartments, outcomes, null, null, false);
	}

	@Test
	void anEntryOfACaseThatWentToAnotherTeamIsStillOpenedAndReviewed() {
		AuditRow row = only(SUPERVISOR, "FIELD_REVEALED");
		assertThat(signOff(SUPERVISOR, only(SUPERVISOR, "CASE_REGISTERED"), "Said before."))
			.isEqualTo(SignOffOutcome.DONE);
		AuditRow before = only(SUPERVISOR, "CASE_REGISTERED");
		toAnotherTeam();
		AuditEntry entry = open(SUPERVISOR, row);
		assertThat(entry.legible()).isFalse();
		assertThat(entry.detail()).isEmpty();
		assertThat(count(SUPERVISOR, "AUDIT_ENTRY_OPENED", row.id())).isOne();
		assertThat(signOff(SUPERVISOR, row, "Asked her.")).isEqualTo(SignOffOutcome.DONE);
		assertThat(open(SUPERVISOR, row).signOffs()).singleElement()
			.satisfies((sign) -> assertThat(sign.comment()).isEqualTo("Asked her."));
		assertThat(open(SUPERVISOR, before).signOffs()).as("sealed with a key she no longer holds")
			.singleElement()
			.satisfies((sign) -> assertThat((Object) sign.comment()).isNull());
	}

	@Test
	void anEntryAboutAnApprovalNamesWhoAskedAndWhoAnswered() {
		ask(this.id, ApprovalKind.PASSAGE);
		AuditRow asked = only(SUPERVISOR, "APPROVAL_REQUESTED");
		assertThat(open(SUPERVISOR, asked).twoPeople()).isEqualTo(new AuditEntry.TwoPeople(OWNER.subject(), null));
		UUID request = as(OWNER, () -> this.approvals.ofCase(this.id)).getFirst().id();
		as(SUPERVISOR, () -> this.approvals.decide(request, true, "Agreed.", null));
		assertThat(open(SUPERVISOR, asked).twoPeople())
			.isEqualTo(new AuditEntry.TwoPeople(OWNER.subject(), SUPERVISOR.subject()));
		assertThat((Object) open(SUPERVISOR, only(SUPERVISOR, "CASE_REGISTERED")).twoPeople()).isNull();
	}

	private void toAnotherTeam() {
		UUID colleague = DemoAccount.CASEWORKER_SEOUL.subject();
		as(OWNER, () -> this.approvals.ask(ApprovalKind.HAND_OVER, this.id,
				new StageApprovals.Request("She lives in Seoul now.", colleague)));
		UUID asked = as(SUPERVISOR, () -> this.approvals.ofCase(this.id)).getFirst().id();
		as(SUPERVISOR, () -> this.approvals.decide(asked, true, "Agreed.", null));
		assertThat(as(OWNER, () -> this.assignments.handOver(this.id, colleague)))
			.isEqualTo(CaseAssignments.HandOver.DONE);
	}

	private AuditRow only(DemoAccount reader, String action) {
		List<AuditRow> rows = rows(reader, action);
		assertThat(rows).hasSize(1);
		return rows.getFirst();
	}

	private List<AuditRow> rows(DemoAccount reader, String action) {
		AuditFilter filter = new AuditFilter(null, facts(this.id).codeName(), Set.of(action), null, null, false);
		return as(reader, () -> this.review.page(filter, 0, 50));
	}

	private List<UUID> unreviewed() {
		return filtered(new AuditFilter(null, facts(this.id).codeName(), Set.of("FIELD_REVEALED"), null, null, true));
	}

	private List<UUID> filtered(AuditFilter filter) {
		return as(SUPERVISOR, () -> this.review.page(filter, 0, 50)).stream().map(AuditRow::id).toList();
	}

	private AuditEntry open(DemoAccount reader, AuditRow row) {
		return as(reader, () -> this.review.open(row.id())).orElseThrow();
	}

	private SignOffOutcome signOff(DemoAccount reviewer, AuditRow row, String comment) {
		return as(reviewer, () -> this.review.signOff(row.id(), comment));
	}

	private int count(DemoAccount actor, String action, UUID subject) {
		return as(actor,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = ? and subject_id = ?")
					.params(actor.subject(), action, subject)
					.query(Integer.class)
					.single()));
	}

}
