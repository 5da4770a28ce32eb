package org.durumi.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import org.durumi.access.AccessRefused;
import org.durumi.access.ApprovalKind;
import org.durumi.actor.SessionRef;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.CaseNotes;
import org.durumi.cases.Condition;
import org.durumi.keys.KeyNotReleased;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.people.SafeContactField;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.Alerts;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Whoever reads what is sealed leaves a trace, and so does whoever was refused. */
class ReadingTests extends CaseTest {

	@Autowired
	private People people;

	@Autowired
	private CaseNotes notes;

	@Autowired
	private Alerts alerts;

	private CaseId id = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aCase() {
		this.id = registered();
	}

	@Test
	void everyOpeningOfWhatIsSealedIsOneEvent() {
		UUID note = as(OWNER, () -> this.notes.add(this.id, Compartment.HARM, "She called."));
		as(OWNER, () -> this.records.add(this.id, Condition.SAFETY_PLAN, TODAY));
		Map<Supplier<Object>, String> readings = Map.of(() -> this.pages.open(this.id), "CASE_VIEWED",
				() -> this.people.reveal(this.id, IdentityField.HANGUL), "FIELD_REVEALED",
				() -> this.people.reveal(this.id, SafeContactField.PHONE), "FIELD_REVEALED",
				() -> this.people.openIdentity(this.id), "RECORD_OPENED", () -> this.notes.open(note), "RECORD_OPENED",
				() -> this.records.safetyPlans().open(this.id), "RECORD_OPENED",
				() -> this.records.consents().open(this.id), "RECORD_OPENED");
		readings.forEach((reading, action) -> {
			List<String> before = actions(this.id);
			as(OWNER, reading);
			List<String> after = actions(this.id);
			assertThat(after.subList(before.size(), after.size())).containsExactly(action);
		});
	}

	@Test
	void lookingAtWhatStandsInClearOnACasePageIsNoFurtherEvent() {
		int before = actions(this.id).size();
		as(OWNER, () -> this.timeline.of(this.id));
		as(OWNER, () -> this.assignments.of(this.id));
		assertThat(actions(this.id)).hasSize(before);
	}

	@Test
	void aListIsOneEventHoweverFarOneScrolls() {
		CaseListFilter mine = CaseListFilter.of(CaseListFilter.Scope.MINE);
		int before = events("CASE_LIST_READ");
		Reading reading = new Reading();
		as(OWNER, () -> this.list.page(reading, mine, CaseList.Order.NEWEST, 5, 5));
		as(OWNER, () -> this.list.page(reading, mine, CaseList.Order.NEWEST, 0, 5));
		assertThat(events("CASE_LIST_READ")).as("whichever page comes first").isEqualTo(before + 1);
		as(OWNER, () -> this.list.page(mine, CaseList.Order.NEWEST, 5, 5));
		assertThat(events("CASE_LIST_READ")).as("a page by itself").isEqualTo(before + 2);
	}

	@Test
	void aReadingWhoseEventWasNotCommittedBeginsAgain() {
		CaseListFilter mine = CaseListFilter.of(CaseListFilter.Scope.MINE);
		int before = events("CASE_LIST_READ");
		Reading reading = new Reading();
		assertThatIllegalStateException().isThrownBy(() -> as(OWNER, () -> inTransaction(() -> {
			this.list.page(reading, mine, CaseList.Order.NEWEST, 0, 5);
			throw new IllegalStateException("and all is rolled back");
		})));
		as(OWNER, () -> this.list.page(reading, mine, CaseList.Order.NEWEST, 5, 5));
		assertThat(events("CASE_LIST_READ")).isEqualTo(before + 1);
	}

	@Test
	void readingRequestsByTheNamesOfTheirCasesIsAnEventAndCountingThemIsNone() {
		int before = events("CASE_LIST_READ");
		as(OWNER, () -> this.approvals.countWaiting(100));
		assertThat(events("CASE_LIST_READ")).isEqualTo(before);
		ask(this.id, ApprovalKind.PASSAGE);
		as(OWNER, () -> this.approvals.askedByMe(0, 100));
		assertThat(events("CASE_LIST_READ")).isEqualTo(before + 1);
	}

	@Test
	void anAdministratorWhoReadsAlertsReadsTheLog() {
		int before = events(DemoAccount.ADMIN, "AUDIT_LIST_READ");
		as(DemoAccount.ADMIN, this.alerts::unreviewed);
		assertThat(events(DemoAccount.ADMIN, "AUDIT_LIST_READ")).as("a number").isEqualTo(before);
		as(DemoAccount.ADMIN, this.alerts::ofAdministrator);
		assertThat(events(DemoAccount.ADMIN, "AUDIT_LIST_READ")).isEqualTo(before + 1);
	}

	@Test
	void nothingIsOpenedWhereTheEventCannotBeWritten() {
		int before = actions(this.id).size();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(
				() -> as(OWNER.in(SessionRef.random(), 1), () -> this.people.reveal(this.id, IdentityField.HANGUL)));
		assertThat(actions(this.id)).hasSize(before);
	}

	@Test
	void everyRefusedActIsADenialThatNamesTheActorAndChangesNothing() {
		DemoAccount stranger = DemoAccount.CASEWORKER_SEOUL;
		List<Runnable> acts = List.of(() -> this.pages.open(this.id),
				() -> this.people.reveal(this.id, IdentityField.HANGUL), () -> this.people.openSafeContact(this.id),
				() -> this.notes.add(this.id, Compartment.CORE, "Hello."), () -> this.records.consents().open(this.id),
				() -> this.records.record(this.id, Condition.SAFETY_PLAN, TODAY),
				() -> this.assignments.assign(this.id, stranger.subject()),
				() -> this.assignments.handOver(this.id, stranger.subject()));
		int version = facts(this.id).version();
		for (Runnable act : acts) {
			int before = denials(stranger);
			assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(stranger, act));
			assertThat(denials(stranger)).isEqualTo(before + 1);
		}
		assertThat(facts(this.id).version()).isEqualTo(version);
	}

	@Test
	void aKeyThatIsNotReleasedIsADenialToo() {
		as(OWNER, () -> this.records.add(this.id, Condition.SAFETY_PLAN, TODAY));
		int before = denials(SUPERVISOR);
		assertThatExceptionOfType(KeyNotReleased.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.records.safetyPlans().open(this.id)));
		assertThat(denials(SUPERVISOR)).isEqualTo(before + 1);
	}

	@Test
	void aCaseThatDoesNotExistIsRefusedLikeOneThatIsNotHers() {
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(() -> as(OWNER, () -> this.pages.open(CaseId.next())))
			.withMessage("VIEW");
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(DemoAccount.CASEWORKER_SEOUL, () -> this.pages.open(this.id)))
			.withMessage("VIEW");
	}

	private int denials(DemoAccount actor) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc.sql(
				"select count(*) from audit.event where case_id = ? and actor_id = ? and action = 'DENIED' and outcome = 1")
			.params(this.id.value(), actor.subject())
			.query(Integer.class)
			.single()));
	}

	private int events(String action) {
		return events(OWNER, action);
	}

	private int events(DemoAccount actor, String action) {
		return as(actor,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where actor_id = ? and action = ?")
							.params(actor.subject(), action)
							.query(Integer.class)
							.single()));
	}

}
