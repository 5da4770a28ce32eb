package org.durumi.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose keys of a case the database still releases once it was handed over. */
class HandedOverTests extends ProofTest {

	private static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	private static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	private static final String ASSIGN = "insert into access.assignment (case_id, subject, kind) values (?, ?, ?)";

	private static final String KEYS = "select compartment from casework.case_key where case_id = ? order by compartment";

	private static final List<String> OF_THE_PASSAGE = List.of("CORE", "HELPERS", "ROUTE");

	private UUID id = new UUID(0, 0);

	private UUID mate = new UUID(0, 0);

	private UUID supervisor = new UUID(0, 0);

	@BeforeEach
	void aCaseAndColleagues() {
		this.id = register(OWNER);
		this.mate = hire(OWNER).id();
		this.supervisor = hire(SUPERVISOR).id();
	}

	@Test
	void noneIsReleasedToThoseTheOldTeamAssignedAndItsCoordinatorKeepsThePassage() throws SQLException {
		try (Login application = Login.asApplication()) {
			assign(application);
			handOver(application, DemoAccount.CASEWORKER_SEOUL.subject(), request(application));
			for (UUID former : List.of(OWNER.subject(), SUPERVISOR.subject(), this.mate, this.supervisor)) {
				application.acting(former, 1);
				assertThat(application.column(KEYS, this.id)).isEmpty();
			}
			application.acting(DemoAccount.COORDINATOR);
			assertThat(application.column(KEYS, this.id)).isEqualTo(OF_THE_PASSAGE);
		}
	}

	@Test
	void withinTheTeamWhoeverIsAssignedKeepsHers() throws SQLException {
		UUID owner = hire(OWNER).id();
		try (Login application = Login.asApplication()) {
			assign(application);
			application.acting(OWNER);
			application.column("select access.hand_over(?, ?)::text", this.id, owner);
			for (UUID assigned : List.of(this.mate, this.supervisor)) {
				application.acting(assigned, 1);
				assertThat(application.column(KEYS, this.id)).contains("HARM", "IDENTITY");
			}
			application.acting(DemoAccount.COORDINATOR);
			assertThat(application.column(KEYS, this.id)).isEqualTo(OF_THE_PASSAGE);
		}
	}

	@Test
	void thePartsThatEndTakeAnEventAsWell() throws SQLException {
		try (Login application = Login.asApplication()) {
			assign(application);
			application.event(SUPERVISOR, this.id);
			application.commit();
		}
		try (Login application = Login.asApplication()) {
			UUID request = request(application);
			application.event(OWNER, request);
			handOver(application, DemoAccount.CASEWORKER_SEOUL.subject(), request);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	private void assign(Login application) throws SQLException {
		application.acting(SUPERVISOR);
		application.run(ASSIGN, this.id, this.mate, "CASE");
		application.run(ASSIGN, this.id, this.supervisor, "CASE");
		application.run(ASSIGN, this.id, DemoAccount.COORDINATOR.subject(), "PASSAGE");
	}

	/** Asks and is answered. */
	private UUID request(Login application) throws SQLException {
		UUID request = Ids.next();
		application.acting(OWNER);
		application
			.run("""
					insert into access.approval_request (id, kind, case_id, team_id, requested_by, requested_at, expires_at, state,
						request) values (?, 'HAND_OVER', ?, ?, ?, now(), now() + interval '1 day', 'PENDING', '\\x00')""",
					request, this.id, OWNER.team(), OWNER.subject());
		application.acting(SUPERVISOR);
		application.run(
				"""
						update access.approval_request set state = 'APPROVED', decided_by = ?, decided_at = now(), decision = '\\x00'
						where id = ?""",
				SUPERVISOR.subject(), request);
		application.acting(OWNER);
		return request;
	}

	private void handOver(Login application, UUID owner, UUID request) throws SQLException {
		application.run("update access.approval_request set state = 'USED' where id = ?", request);
		application.column("select access.hand_over(?, ?)::text", this.id, owner);
	}

}
