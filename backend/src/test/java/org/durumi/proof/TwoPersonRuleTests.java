package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself refuses of the two-person rule. */
class TwoPersonRuleTests extends ProofTest {

	private static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	private static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	private static final String ASK = """
			insert into access.approval_request (id, kind, case_id, team_id, requested_by, requested_at, expires_at, state, request)
			values (?, ?, ?, ?, ?, now(), now() + interval '1 day', 'PENDING', '\\x00')""";

	private static final String STEP = "update access.approval_request set state = ? where id = ?";

	private static final String DECIDE = """
			update access.approval_request set state = ?, decided_by = ?, decided_at = now(), decision = '\\x00' where id = ?""";

	private static final String EXPORTED = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, detail_sha256)
			values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 2, 'EXPORTED', 0, 'APPROVAL', ?, ?, sha256(''))""";

	private UUID id = new UUID(0, 0);

	@BeforeEach
	void aCase() {
		this.id = register(OWNER);
	}

	@Test
	void aRequestIsTakenBackByItsAskerAndACountersignIsNot() throws SQLException {
		try (Login application = Login.asApplication()) {
			UUID request = ask(application, "PASSAGE");
			UUID countersign = ask(application, "EMERGENCY_PASSAGE");
			application.refuses(Login.NOT_ALLOWED, STEP, "WITHDRAWN", countersign).hasMessageContaining("owed");
			assertThat(application.run(STEP, "WITHDRAWN", request)).isOne();
			application.acting(SUPERVISOR);
			assertThat(application.run(DECIDE, "REJECTED", SUPERVISOR.subject(), countersign)).isOne();
		}
	}

	@Test
	void whoeverAskedNeitherAnswersNorChangesTheAnswer() throws SQLException {
		try (Login application = Login.asApplication()) {
			UUID request = ask(application, "PASSAGE");
			application.refuses(Login.NOT_ALLOWED, DECIDE, "APPROVED", SUPERVISOR.subject(), request);
			application.acting(SUPERVISOR);
			assertThat(application.run(DECIDE, "APPROVED", SUPERVISOR.subject(), request)).isOne();
			application.acting(OWNER);
			application
				.refuses(Login.NOT_ALLOWED,
						"update access.approval_request set state = 'USED', decided_by = ? where id = ?",
						DemoAccount.SUPERVISOR_SEOUL.subject(), request)
				.hasMessageContaining("not changed");
			assertThat(application.run(STEP, "USED", request)).isOne();
		}
	}

	@Test
	void aCaseGoesToAnotherTeamOnlyWithAWordThatIsUsedForIt() throws SQLException {
		String handOver = "select access.hand_over(?, ?)";
		UUID other = DemoAccount.CASEWORKER_SEOUL.subject();
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, handOver, this.id, other).hasMessageContaining("second person");
			UUID request = ask(application, "HAND_OVER");
			application.acting(SUPERVISOR);
			application.run(DECIDE, "APPROVED", SUPERVISOR.subject(), request);
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, handOver, this.id, other).hasMessageContaining("second person");
		}
		try (Login application = Login.asApplication()) {
			UUID request = ask(application, "HAND_OVER");
			application.acting(SUPERVISOR);
			application.run(DECIDE, "APPROVED", SUPERVISOR.subject(), request);
			application.acting(OWNER);
			application.run(STEP, "USED", request);
			application.column(handOver + "::text", this.id, other);
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			assertThat(application.count("casework.case_file where id = ? and owner_id = ?", this.id, other)).isOne();
		}
	}

	@Test
	void aHandOverIsAskedByItsOwnerOrSupervisorAndAnsweredByTheOther() throws SQLException {
		try (Login application = Login.asApplication()) {
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			application.refuses(Login.NOT_ALLOWED, ASK, Ids.next(), "HAND_OVER", this.id, OWNER.team(),
					DemoAccount.SUPERVISOR_SEOUL.subject());
			UUID request = Ids.next();
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, ASK, Ids.next(), "PASSAGE", this.id, OWNER.team(),
					SUPERVISOR.subject());
			application.run(ASK, request, "HAND_OVER", this.id, OWNER.team(), SUPERVISOR.subject());
			application.refuses(Login.NOT_ALLOWED, DECIDE, "APPROVED", SUPERVISOR.subject(), request);
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.run(DECIDE, "APPROVED", DemoAccount.SUPERVISOR_SEOUL.subject(), request)).isZero();
			application.acting(OWNER);
			assertThat(application.run(DECIDE, "APPROVED", OWNER.subject(), request)).isOne();
		}
	}

	@Test
	void somebodyOfAnotherTeamGetsAPartOnlyWithAWordForHerThatIsUsedForIt() throws SQLException {
		String assign = "insert into access.assignment (case_id, subject, kind) values (?, ?, ?)";
		UUID other = DemoAccount.CASEWORKER_SEOUL.subject();
		try (Login application = Login.asApplication()) {
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, assign, this.id, other, "CASE");
			application.run(assign, this.id, DemoAccount.COORDINATOR.subject(), "PASSAGE");
			UUID request = application.askForPart(this.id, other);
			application.refuses(Login.NOT_ALLOWED, DECIDE, "APPROVED", SUPERVISOR.subject(), request);
			for (DemoAccount nobody : new DemoAccount[] { DemoAccount.CASEWORKER_SEOUL, DemoAccount.SUPERVISOR_SEOUL,
					DemoAccount.ADMIN }) {
				application.acting(nobody);
				assertThat(application.run(DECIDE, "APPROVED", nobody.subject(), request)).as(nobody.name()).isZero();
			}
			application.acting(OWNER);
			assertThat(application.run(DECIDE, "APPROVED", OWNER.subject(), request)).isOne();
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, assign, this.id, other, "CASE");
			application.run(STEP, "USED", request);
			application.refuses(Login.NOT_ALLOWED, assign, this.id, DemoAccount.SUPERVISOR_SEOUL.subject(), "CASE");
			assertThat(application.run(assign, this.id, other, "CASE")).isOne();
		}
	}

	@Test
	void aPartThatEndedIsNotGivenAgainWithTheOldWord() throws SQLException {
		UUID other = DemoAccount.CASEWORKER_SEOUL.subject();
		try (Login application = Login.asApplication()) {
			UUID request = application.partAgreed(this.id, other);
			application.run(
					"insert into access.assignment (case_id, subject, kind, until) values (?, ?, 'CASE', now())",
					this.id, other);
			application.event(SUPERVISOR, request);
			application.event(SUPERVISOR, this.id);
			application.commit();
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED,
					"update access.assignment set until = 'infinity' where case_id = ? and subject = ?", this.id,
					other);
		}
	}

	@Test
	void aListWithNamesIsAskedForInOnesTeamAnsweredByItsSupervisorAndUsedWithAFreshFactor() throws SQLException {
		try (Login application = Login.asApplication()) {
			UUID request = Ids.next();
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, ASK, Ids.next(), "EXPORT", null, DemoAccount.CASEWORKER_SEOUL.team(),
					OWNER.subject());
			application.run(ASK, request, "EXPORT", null, OWNER.team(), OWNER.subject());
			for (DemoAccount nobody : new DemoAccount[] { DemoAccount.SUPERVISOR_SEOUL, DemoAccount.ADMIN,
					DemoAccount.COORDINATOR }) {
				application.acting(nobody.subject(), 2);
				assertThat(application.run(DECIDE, "APPROVED", nobody.subject(), request)).as(nobody.name()).isZero();
				application.refuses(Login.NOT_ALLOWED, ASK, Ids.next(), "EXPORT", null, OWNER.team(), nobody.subject());
			}
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, DECIDE, "APPROVED", SUPERVISOR.subject(), request);
			application.acting(SUPERVISOR.subject(), 2);
			assertThat(application.run(DECIDE, "APPROVED", SUPERVISOR.subject(), request)).isOne();
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, STEP, "USED", request);
			application.acting(OWNER.subject(), 2);
			assertThat(application.run(STEP, "USED", request)).isOne();
		}
	}

	@Test
	void theWordForAListIsSpentOnlyWithEventsAboutTheListAndAboutCasesOfItsTeam() throws SQLException {
		for (UUID[] told : new UUID[][] { {}, { null }, { this.id } }) {
			try (Login application = Login.asApplication()) {
				export(application, told);
				application.refusesCommit(Login.NO_EVENT);
			}
		}
		try (Login application = Login.asApplication()) {
			export(application, this.id, register(DemoAccount.CASEWORKER_SEOUL), null);
			application.refusesCommit(Login.NO_EVENT);
		}
		try (Login application = Login.asApplication()) {
			export(application, this.id, null);
			application.commit();
		}
	}

	/** Spends an agreed list, and tells of the list (null) and of cases. */
	private static void export(Login application, @Nullable UUID... told) throws SQLException {
		UUID request = Ids.next();
		application.acting(OWNER);
		application.run(ASK, request, "EXPORT", null, OWNER.team(), OWNER.subject());
		application.acting(SUPERVISOR.subject(), 2);
		application.run(DECIDE, "APPROVED", SUPERVISOR.subject(), request);
		application.acting(OWNER.subject(), 2);
		application.run(STEP, "USED", request);
		application.event(OWNER, request);
		byte[] session = application.openSession();
		for (UUID caseId : told) {
			application.run(EXPORTED, Ids.next(), OWNER.subject(), session, request, caseId);
		}
	}

	private UUID ask(Login application, String kind) throws SQLException {
		UUID request = Ids.next();
		application.acting(OWNER);
		application.run(ASK, request, kind, this.id, OWNER.team(), OWNER.subject());
		return request;
	}

}
