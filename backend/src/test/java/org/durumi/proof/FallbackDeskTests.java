package org.durumi.proof;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.SystemActor;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every entry is on somebody's desk, and on nobody's her own. */
class FallbackDeskTests extends ProofTest {

	private static final Set<DemoAccount> SUPERVISORS = EnumSet.of(DemoAccount.SUPERVISOR_YANJI,
			DemoAccount.SUPERVISOR_SEOUL);

	@Test
	void aRefusedSignInIsReviewedByTheTeamOfWhomeverItNames() throws SQLException {
		assertThat(reviewersOf(SystemActor.ANONYMOUS.id(), DemoAccount.CASEWORKER_SEOUL.subject()))
			.containsExactly(DemoAccount.SUPERVISOR_SEOUL);
	}

	@Test
	void aRefusedSignInOfASupervisorIsReviewedByEveryOtherAndNotByHerself() throws SQLException {
		assertThat(reviewersOf(SystemActor.ANONYMOUS.id(), DemoAccount.SUPERVISOR_SEOUL.subject()))
			.containsExactly(DemoAccount.SUPERVISOR_YANJI);
	}

	@Test
	void whatNoTeamWithASupervisorAnswersForIsReviewedByEverySupervisor() throws SQLException {
		for (DemoAccount account : EnumSet.of(DemoAccount.COORDINATOR, DemoAccount.ANALYST, DemoAccount.ADMIN,
				DemoAccount.PARTNER_CLINIC)) {
			assertThat(reviewersOf(account.subject(), account.subject())).as(account.name()).isEqualTo(SUPERVISORS);
			assertThat(reviewersOf(SystemActor.ANONYMOUS.id(), account.subject())).as(account.name())
				.isEqualTo(SUPERVISORS);
		}
		assertThat(reviewersOf(SystemActor.ANONYMOUS.id(), UUID.randomUUID())).as("a stranger").isEqualTo(SUPERVISORS);
	}

	@Test
	void whatATeamWithASupervisorDidStaysOnHerDesk() throws SQLException {
		assertThat(reviewersOf(DemoAccount.CASEWORKER_YANJI.subject(), DemoAccount.CASEWORKER_YANJI.subject()))
			.containsExactly(DemoAccount.SUPERVISOR_YANJI);
	}

	@Test
	void whatNobodyMadeIsOnNoDesk() throws SQLException {
		UUID sequencer = SystemActor.SEQUENCER.id();
		assertThat(reviewersOf(sequencer, sequencer)).isEmpty();
	}

	/** Writes an event about a person as the application does; who may review it. */
	private static Set<DemoAccount> reviewersOf(UUID actor, UUID subject) throws SQLException {
		Set<DemoAccount> reviewers = EnumSet.noneOf(DemoAccount.class);
		try (Login application = Login.asApplication()) {
			application.acting(actor, 0);
			byte[] session = application.openSession();
			UUID id = Ids.next();
			application.run("""
					insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
						subject_type, subject_id, detail_sha256)
					values (?, 1, ?, ?, ?, 0, 'SIGN_IN_REFUSED', 1, 'STAFF', ?, sha256(''))""", id, actor, actor,
					session, subject);
			for (DemoAccount account : DemoAccount.values()) {
				application.acting(account);
				if (application.count("audit.reviewable where event_id = ?", id) > 0) {
					assertThat(application.count("audit.event where event_id = ?", id)).isOne();
					reviewers.add(account);
				}
			}
		}
		return reviewers;
	}

}
