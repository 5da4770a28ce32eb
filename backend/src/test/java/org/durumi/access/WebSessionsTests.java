package org.durumi.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Sessions in browsers, as all nodes see them. */
class WebSessionsTests extends DatabaseTest {

	private static final String ISSUER = "https://id.example/realms/durumi";

	@Autowired
	private WebSessions sessions;

	@Autowired
	private SessionKeeping keeping;

	@Autowired
	private StaffAdministration administration;

	@Autowired
	private AuditLog log;

	private Actor here = DemoAccount.CASEWORKER_YANJI.in(SessionRef.random(), 1);

	private Actor elsewhere = this.here;

	/** Keycloak's sessions are new ones in each test. */
	private final String run = UUID.randomUUID().toString();

	@BeforeEach
	void sheIsSignedInTwice() {
		this.here = hire(DemoAccount.CASEWORKER_YANJI);
		open(this.here, "first");
		this.elsewhere = again(this.here);
		open(this.elsewhere, "second");
	}

	@Test
	void sheSeesHerOwnTheCurrentOneFirst() {
		List<WebSessions.Own> own = as(this.here, this.sessions::own);
		assertThat(own).extracting(WebSessions.Own::ref).containsExactly(this.here.session(), this.elsewhere.session());
		assertThat(own).extracting(WebSessions.Own::current).containsExactly(true, false);
		assertThat(as(DemoAccount.SUPERVISOR_YANJI, this.sessions::own)).isEmpty();
	}

	@Test
	void sheEndsAnotherOfHersAndTheLogIsTold() {
		assertThat(as(this.here, () -> this.sessions.end(this.elsewhere.session()))).isTrue();
		assertThat(living()).containsExactly(this.here.session());
		assertThat(events(AuditAction.SESSION_CLOSED)).isOne();
		assertThat(as(this.here, () -> this.sessions.end(this.elsewhere.session()))).as("once more").isFalse();
		assertThat(events(AuditAction.SESSION_CLOSED)).isOne();
	}

	@Test
	void neitherTheCurrentOneNorSomebodyElsesIsEnded() {
		Actor other = hire(DemoAccount.CASEWORKER_YANJI);
		assertThat(as(this.here, () -> this.sessions.end(this.here.session()))).isFalse();
		assertThat(as(other, () -> this.sessions.end(this.here.session()))).isFalse();
		assertThat(as(other, this.sessions::endOthers)).isZero();
		assertThat(living()).hasSize(2);
	}

	@Test
	void sheEndsAllOthersAndStays() {
		open(again(this.here), "third");
		assertThat(as(this.here, this.sessions::endOthers)).isEqualTo(2);
		assertThat(as(this.here, this.sessions::own)).extracting(WebSessions.Own::ref)
			.containsExactly(this.here.session());
	}

	@Test
	void keycloaksWordEndsTheSessionItNamesAndNoOther() {
		assertThat(this.keeping.revoke(revoked(ISSUER, "second"))).isOne();
		assertThat(living()).containsExactly(this.here.session());
		assertThat(revocations()).isOne();
	}

	@Test
	void keycloaksWordAboutAPersonEndsAllOfHers() {
		UUID subject = this.here.id();
		assertThat(this.keeping.revoke(new SessionKeeping.Revoked(ISSUER, null, subject.toString()))).isEqualTo(2);
		assertThat(living()).isEmpty();
		assertThat(revocations()).isEqualTo(2);
	}

	@Test
	void anotherIssuersWordEndsNothing() {
		assertThat(this.keeping.revoke(revoked("https://id.example/realms/other", "first"))).isZero();
		assertThat(living()).hasSize(2);
	}

	@Test
	void whoSignsInAnewAtKeycloakIsFoundByThatSession() {
		as(this.here, () -> inTransaction(() -> {
			this.log.append(AuditEvent.done(AuditAction.STEPPED_UP, SubjectType.STAFF, this.here.id()));
			return this.sessions.renew(this.here, token(this.here, "renewed"));
		}));
		assertThat(this.keeping.revoke(revoked(ISSUER, "first"))).isZero();
		assertThat(this.keeping.revoke(revoked(ISSUER, "renewed"))).isOne();
	}

	@Test
	void anEndedSessionIsNotRenewed() {
		as(this.here, () -> this.sessions.end(this.elsewhere.session()));
		assertThat(as(this.elsewhere,
				() -> inTransaction(() -> this.sessions.renew(this.elsewhere, token(this.elsewhere, "renewed")))))
			.isFalse();
	}

	@Test
	void whoIsShutOutWhileKeycloakIsAwayIsOutEverywhere() {
		assertThat(as(DemoAccount.ADMIN, () -> this.administration.disable(this.here.id())))
			.isEqualTo(new StaffAdministration.Outcome.OnlyHere());
		assertThat(living()).isEmpty();
	}

	@Test
	void aSessionThatNobodyWroteDownIsOver() {
		assertThat(this.keeping.living(List.of(SessionRef.random()))).isEmpty();
		assertThat(this.keeping.living(List.of())).isEmpty();
	}

	@Test
	void nobodyIsInWithoutARow() throws SQLException {
		Actor third = again(this.here);
		asSuperuser("revoke insert on access.web_session from durumi_app; "
				+ "revoke insert (session_ref, subject, sign_on) on access.web_session from durumi_app");
		try {
			assertThatThrownBy(() -> open(third, "third")).isInstanceOf(RuntimeException.class);
		}
		finally {
			asSuperuser("grant insert (session_ref, subject, sign_on) on access.web_session to durumi_app");
		}
		assertThat(this.keeping.living(List.of(third.session()))).isEmpty();
	}

	@Test
	void whenSheLastActedIsKeptToTheMinute() {
		Instant act = Instant.now().plus(Duration.ofMinutes(5));
		this.keeping.acted(Map.of(this.here.session(), act));
		assertThat(as(this.here, this.sessions::own).getFirst().lastAct())
			.isEqualTo(act.truncatedTo(ChronoUnit.MINUTES));
	}

	@Test
	void whatNoNodeHoldsAnyMoreIsGivenUpAndLaterForgotten() throws SQLException {
		age("last_act_at", this.elsewhere);
		this.keeping.tidy(Duration.ofMinutes(20));
		assertThat(living()).containsExactly(this.here.session());
		assertThat(lapses()).isOne();
		assertThat(rows()).isEqualTo(2);
		age("ended_at", this.elsewhere);
		this.keeping.tidy(Duration.ofMinutes(20));
		assertThat(rows()).isOne();
	}

	@Test
	void whatEndedWhereItLivedIsClosedOnce() {
		this.keeping.closed(List.of(this.here.session()));
		this.keeping.closed(List.of(this.here.session()));
		assertThat(living()).containsExactly(this.elsewhere.session());
	}

	private Actor again(Actor actor) {
		return new Actor(actor.id(), actor.organisation(), actor.team(), actor.roles(), SessionRef.random(), 1);
	}

	private void open(Actor actor, String sid) {
		as(actor, () -> inTransaction(() -> {
			if (!actor.session().equals(this.here.session())) {
				this.log.openSession(actor);
			}
			this.log.append(AuditEvent.done(AuditAction.SIGNED_IN, SubjectType.STAFF, actor.id()));
			this.sessions.open(actor, token(actor, sid));
			return true;
		}));
	}

	private OidcIdToken token(Actor actor, String sid) {
		return new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(60),
				Map.of("iss", ISSUER, "sub", actor.id().toString(), "sid", sid + this.run));
	}

	private SessionKeeping.Revoked revoked(String issuer, String sid) {
		return new SessionKeeping.Revoked(issuer, sid + this.run, null);
	}

	private Set<SessionRef> living() {
		return new HashSet<>(this.keeping.living(List.of(this.here.session(), this.elsewhere.session())));
	}

	private long events(AuditAction action) {
		return as(this.here,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = access.actor() and action = ?")
					.param(action.name())
					.query(Long.class)
					.single()));
	}

	private long revocations() {
		return aboutHer(AuditAction.SESSIONS_REVOKED);
	}

	private long lapses() {
		return aboutHer(AuditAction.SESSION_LAPSED);
	}

	private long aboutHer(AuditAction action) {
		try (Connection superuser = TestDatabase.connect("postgres");
				PreparedStatement statement = superuser
					.prepareStatement("select count(*) from audit.event where subject_id = ? and action = ?")) {
			statement.setObject(1, this.here.id());
			statement.setString(2, action.name());
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private long rows() {
		return as(this.here,
				() -> inTransaction(() -> this.jdbc.sql("select count(*) from access.web_session where subject = ?")
					.param(this.here.id())
					.query(Long.class)
					.single()));
	}

	/** As if the column had been written eight days ago. */
	private static void age(String column, Actor actor) throws SQLException {
		asSuperuser("alter table access.web_session disable trigger user");
		asSuperuser("update access.web_session set " + column + " = now() - interval '8 days' where session_ref = '\\x"
				+ HexFormat.of().formatHex(actor.session().bytes()) + "'");
		asSuperuser("alter table access.web_session enable always trigger session_stays_ended,"
				+ " enable always trigger audited, enable always trigger audited_change");
	}

	private static void asSuperuser(String sql) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			statement.execute(sql);
		}
	}

}
