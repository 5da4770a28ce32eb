package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself allows of sessions in browsers. */
class WebSessionRowTests extends DatabaseTest {

	private static final DemoAccount PERSON = DemoAccount.CASEWORKER_YANJI;

	private static final String OPEN = "insert into access.web_session (session_ref, subject, sign_on)"
			+ " values (?, ?, sha256('a session'))";

	private static final String END = "update access.web_session set ended_by = 'HERSELF' where session_ref = ?";

	private static final String OF = "access.web_session where session_ref = ?";

	private final byte[] ref = SessionRef.random().bytes();

	@Test
	void onlyShePlacesOneAndOnlySheAndTheKeeperSeeIt() throws SQLException {
		try (Login application = opened()) {
			application.acting(DemoAccount.SUPERVISOR_YANJI);
			assertThat(application.count(OF, this.ref)).isZero();
			application.refuses(Login.NOT_ALLOWED, OPEN, SessionRef.random().bytes(), PERSON.subject());
			assertThat(application.run(END, this.ref)).isZero();
			application.acting(DemoAccount.ADMIN);
			assertThat(application.count(OF, this.ref)).isZero();
			application.acting(SystemActor.SESSION_KEEPER.id(), 0);
			assertThat(application.count(OF, this.ref)).isOne();
			application.acting(SystemActor.SEQUENCER.id(), 0);
			assertThat(application.count(OF, this.ref)).isZero();
		}
	}

	@Test
	void neitherBeginningNorEndGoesUntold() throws SQLException {
		try (Login application = Login.asApplication().acting(PERSON)) {
			application.run(OPEN, this.ref, PERSON.subject());
			application.refusesCommit(Login.NO_EVENT);
		}
		try (Login application = opened()) {
			application.acting(PERSON);
			application.run(END, this.ref);
			application.refusesCommit(Login.NO_EVENT);
		}
		try (Login application = Login.asApplication().acting(SystemActor.SESSION_KEEPER.id(), 0)) {
			application.run("update access.web_session set ended_by = 'KEYCLOAK' where session_ref = ?", this.ref);
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void whenSheLastActedTakesNoEvent() throws SQLException {
		try (Login application = opened()) {
			application.acting(PERSON);
			assertThat(application.run("update access.web_session set last_act_at = now() where session_ref = ?",
					this.ref))
				.isOne();
			application.commit();
		}
	}

	@Test
	void anEndIsForGoodAndItsTimeIsTheDatabases() throws SQLException {
		try (Login application = opened()) {
			application.acting(PERSON);
			application.refuses(Login.NOT_ALLOWED,
					"update access.web_session set ended_at = null, ended_by = null where session_ref = ?", this.ref);
			application.run(END, this.ref);
			assertThat(application.count(OF + " and ended_at > now() - interval '1 minute'", this.ref)).isOne();
			application.refuses(Login.NOT_ALLOWED,
					"update access.web_session set ended_by = null where session_ref = ?", this.ref);
			application.refuses(Login.NOT_ALLOWED,
					"update access.web_session set last_act_at = now() where session_ref = ?", this.ref);
		}
	}

	@Test
	void nothingInARowIsTheSessionsOwn() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			assertThat(superuser.column("""
					select column_name from information_schema.columns
					where table_schema = 'access' and table_name = 'web_session'""")).containsExactlyInAnyOrder(
					"session_ref", "subject", "sign_on", "opened_at", "last_act_at", "ended_at", "ended_by");
		}
	}

	@Test
	void whatEndedLongAgoIsForgottenByTheKeeperAlone() throws SQLException {
		try (Login application = opened()) {
			application.acting(PERSON);
			application.run(END, this.ref);
			application.event(PERSON, PERSON.subject());
			application.commit();
		}
		try (Login superuser = Login.as("postgres")) {
			superuser.run("alter table access.web_session disable trigger session_stays_ended");
			superuser.run("update access.web_session set ended_at = now() - interval '8 days' where session_ref = ?",
					this.ref);
			superuser.acting(PERSON).event(PERSON, PERSON.subject());
			superuser.run("set constraints all immediate");
			superuser.run("alter table access.web_session enable always trigger session_stays_ended");
			superuser.commit();
		}
		String forget = "select access.forget_ended_sessions()::text";
		try (Login application = Login.asApplication().acting(PERSON)) {
			application.column(forget);
			assertThat(application.count(OF, this.ref)).isOne();
			application.acting(SystemActor.SESSION_KEEPER.id(), 0);
			application.column(forget);
			assertThat(application.count(OF, this.ref)).isZero();
		}
	}

	/** A session of hers, committed; the transaction after it is open. */
	private Login opened() throws SQLException {
		Login application = Login.asApplication().acting(PERSON);
		UUID subject = PERSON.subject();
		application.run(OPEN, this.ref, subject);
		application.event(PERSON, subject);
		application.commit();
		return application;
	}

}
