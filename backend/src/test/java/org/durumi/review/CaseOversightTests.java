package org.durumi.review;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import org.durumi.access.AccessRefused;
import org.durumi.access.Relation;
import org.durumi.audit.AuditAction;
import org.durumi.cases.Deputies;
import org.durumi.cases.EmergencyAccess;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.CaseOversight.Look;
import org.durumi.review.CaseOversight.Report;
import org.durumi.review.CaseOversight.Standing;
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
import static org.assertj.core.api.Assertions.tuple;

class CaseOversightTests extends CaseTest {

	private static final DemoAccount STRANGER = DemoAccount.CASEWORKER_SEOUL;

	@Autowired
	private CaseOversight oversight;

	@Autowired
	private Deputies deputies;

	@Autowired
	private EmergencyAccess emergency;

	@Autowired
	private People people;

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aCase() {
		this.id = registered();
	}

	@Test
	void theOwnerIsToldWhoCanSeeItAndWhy() {
		as(SUPERVISOR, () -> this.assignments.assignCoordinator(this.id, DemoAccount.COORDINATOR.subject()));
		takePart(this.id, STRANGER.subject());
		String number = facts(this.id).caseNumber();
		asFresh(DemoAccount.SUPERVISOR_SEOUL, () -> this.emergency.open(number, "She is in danger."));
		Report report = as(OWNER, () -> this.oversight.of(this.id));
		assertThat(report.standing()).extracting(Standing::name, Standing::relation)
			.contains(tuple("윤하늘", Relation.OWNER), tuple("서가온", Relation.ASSIGNED), tuple("최다온", Relation.SUPERVISOR),
					tuple("한서윤", Relation.BREAK_GLASS))
			.anyMatch((line) -> line.toList().contains(Relation.PASSAGE));
		assertThat(report.standing()).filteredOn((standing) -> standing.until() != null)
			.extracting(Standing::relation)
			.containsExactly(Relation.BREAK_GLASS);
	}

	@Test
	void theOwnerIsToldWhoStandsInForHerAndUntilWhen() {
		UUID absent = hire(OWNER).id();
		UUID deputy = hire(OWNER).id();
		as(SUPERVISOR, () -> this.assignments.handOver(this.id, absent));
		LocalDate last = TODAY.plusDays(3);
		as(SUPERVISOR, () -> this.deputies.arrange(absent, deputy, TODAY, last, ZoneOffset.UTC));
		assertThat(as(SUPERVISOR, () -> this.oversight.of(this.id)).standing())
			.filteredOn((standing) -> standing.relation() == Relation.DEPUTY)
			.extracting(Standing::until)
			.containsExactly(last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
	}

	@Test
	void whoLeavesOrLosesHerPartIsNoLongerTold() {
		UUID colleague = hire(STRANGER).id();
		takePart(this.id, colleague);
		assertThat(as(OWNER, () -> this.oversight.of(this.id)).standing()).extracting(Standing::relation)
			.contains(Relation.ASSIGNED);
		dismiss(colleague);
		assertThat(as(OWNER, () -> this.oversight.of(this.id)).standing()).extracting(Standing::relation)
			.doesNotContain(Relation.ASSIGNED);
	}

	@Test
	void theOwnerIsToldWhoLookedAndWhoWasRefused() {
		takePart(this.id, STRANGER.subject());
		as(STRANGER, () -> this.people.reveal(this.id, IdentityField.HANGUL));
		as(STRANGER, () -> this.people.reveal(this.id, IdentityField.HANGUL));
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(DemoAccount.SUPERVISOR_SEOUL, () -> this.pages.open(this.id)));
		assertThat(as(OWNER, () -> this.oversight.of(this.id)).looks())
			.extracting(Look::name, Look::action, Look::compartment, Look::times)
			.contains(tuple("서가온", AuditAction.FIELD_REVEALED, Compartment.IDENTITY, 2),
					tuple("한서윤", AuditAction.DENIED, null, 1));
	}

	@Test
	void askingIsAnEvent() {
		as(OWNER, () -> this.oversight.of(this.id));
		assertThat(actions(this.id)).endsWith("CASE_ACCESS_READ");
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_SEOUL", "SUPERVISOR_SEOUL" })
	void nobodyElseIsTold(DemoAccount person) {
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(person, () -> this.oversight.of(this.id)));
		assertThat(actions(this.id)).endsWith("DENIED");
	}

	@Test
	void aColleagueWhoIsAssignedIsNotToldEither() {
		takePart(this.id, STRANGER.subject());
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(STRANGER, () -> this.oversight.of(this.id)));
	}

	@ParameterizedTest
	@EnumSource(names = { "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void noOtherRoleMayAsk(DemoAccount person) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(person, () -> this.oversight.of(this.id)));
	}

}
