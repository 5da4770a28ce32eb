package org.durumi.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.durumi.actor.Actor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.security.ledger.SessionCount;
import org.durumi.actor.ActorPrincipal;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.session.SessionDestroyedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** A session's end reaches the log, whenever the database takes it. */
class SessionEndTests extends DatabaseTest {

	@Autowired
	private ApplicationEventPublisher events;

	@Autowired
	private AuditLog log;

	@AfterEach
	void theLogTakesEventsAgain() throws SQLException {
		asSuperuser("grant usage on schema audit to durumi_app");
	}

	@Test
	void anEndIsWrittenAtOnce() {
		Actor actor = hire(DemoAccount.CASEWORKER_YANJI);
		this.events.publishEvent(new Ended(actor));
		assertThat(ends(actor)).isOne();
	}

	@Test
	void anEndThatTheDatabaseDoesNotTakeIsWrittenOnceItDoes() throws SQLException {
		Actor actor = hire(DemoAccount.CASEWORKER_YANJI);
		asSuperuser("revoke usage on schema audit from durumi_app");
		this.events.publishEvent(new Ended(actor));
		asSuperuser("grant usage on schema audit to durumi_app");
		Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(ends(actor)).isOne());
	}

	@Test
	void theEndStatesHowManyEventsTheServerWroteBefore() {
		Actor actor = hire(DemoAccount.CASEWORKER_YANJI);
		for (int i = 0; i < 3; i++) {
			as(actor, () -> inTransaction(() -> {
				this.log.append(AuditEvent.done(AuditAction.CASE_LIST_READ, SubjectType.LIST, actor.id()));
				return true;
			}));
		}
		this.events.publishEvent(new Ended(actor));

		byte[] ref = actor.session().bytes();
		assertThat(stated(actor)).containsExactly(SessionCount.state(ref, 3));
	}

	private byte[] stated(Actor actor) {
		return as(actor,
				() -> inTransaction(() -> this.jdbc
					.sql("select row_state_sha256 from audit.event where actor_id = ? and action = 'SESSION_ENDED'"
							+ " and session_seq = 3 and subject_type = 'SESSION'")
					.param(actor.id())
					.query((row, number) -> row.getBytes(1))
					.single()));
	}

	private int ends(Actor actor) {
		return as(actor,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = 'SESSION_ENDED'")
					.param(actor.id())
					.query(Integer.class)
					.single()));
	}

	private static void asSuperuser(String sql) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			statement.execute(sql);
		}
	}

	private record Person(Actor actor, String displayName) implements ActorPrincipal {
	}

	private static final class Ended extends SessionDestroyedEvent {

		private final transient Actor actor;

		Ended(Actor actor) {
			super(actor.session());
			this.actor = actor;
		}

		@Override
		public List<SecurityContext> getSecurityContexts() {
			return List.of(new SecurityContextImpl(
					new TestingAuthenticationToken(new Person(this.actor, "새 동료"), null, List.of())));
		}

		@Override
		public String getId() {
			return this.actor.session().toString();
		}

	}

}
