package org.durumi.support;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.durumi.DurumiApplication;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A test of the real backend on the real database, with the demo's staff. One context
 * serves all; each test makes the cases it needs.
 */
@SpringBootTest(classes = DurumiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("demo")
public abstract class DatabaseTest {

	private static final Map<DemoAccount, Actor> SESSIONS = new EnumMap<>(DemoAccount.class);

	@Autowired
	private AuditLog auditLog;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	protected JdbcClient jdbc;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		BackendSettings.of(TestDatabase.url(), TestDatabase::password)
			.forEach((name, value) -> registry.add(name, () -> value));
	}

	/** Does the work as a demo account, signed in with a password. */
	protected <T> T as(DemoAccount account, Supplier<T> work) {
		return as(session(account), work);
	}

	/** As {@link #as(DemoAccount, Supplier)}, without a result. */
	protected void as(DemoAccount account, Runnable work) {
		as(account, () -> {
			work.run();
			return true;
		});
	}

	/** Does the work as somebody who has just shown her second factor. */
	protected <T> T asFresh(DemoAccount account, Supplier<T> work) {
		return as(session(account).at(2), work);
	}

	protected <T> T as(Actor actor, Supplier<T> work) {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(actor.id(), null,
				actor.roles().stream().map((role) -> new SimpleGrantedAuthority(role.authority())).toList())));
		try {
			return Actors.runAs(actor, work);
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

	/** Does the work in a transaction of its own. */
	protected <T> T inTransaction(Supplier<T> work) {
		return new TransactionTemplate(this.transactions).execute((status) -> work.get());
	}

	/**
	 * A new colleague in the team and with the role of a demo account, signed in; nobody
	 * else's cases are hers.
	 */
	protected Actor hire(DemoAccount like) {
		Actor model = session(like);
		return hire(model.organisation(), model.team(), model.roles());
	}

	/** A new colleague, signed in. */
	protected Actor hire(UUID organisation, @Nullable UUID team, Set<Role> roles) {
		Actor colleague = new Actor(UUID.randomUUID(), organisation, team, roles, SessionRef.random(), 1);
		Hiring.add(colleague);
		return signIn(colleague);
	}

	/** She is something else from now on; whoever had to agree did. */
	protected void changeRoles(Actor colleague, Role role) {
		Hiring.changeRoles(colleague, Set.of(role));
	}

	/** As {@link #asFresh(DemoAccount, Supplier)}. */
	protected <T> T asFresh(Actor actor, Supplier<T> work) {
		return as(actor.at(2), work);
	}

	/** Her account is closed; what she has done stays. */
	protected void dismiss(UUID subject) {
		as(DemoAccount.ADMIN, () -> inTransaction(() -> {
			this.auditLog.append(AuditEvent.done(AuditAction.ASSIGNED, SubjectType.STAFF, subject));
			return this.jdbc.sql("update access.staff set active = false where subject = ?").param(subject).update();
		}));
	}

	private Actor session(DemoAccount account) {
		return SESSIONS.computeIfAbsent(account, (key) -> signIn(account.in(SessionRef.random(), 1)));
	}

	private Actor signIn(Actor actor) {
		Actors.runAs(actor, () -> new TransactionTemplate(this.transactions)
			.executeWithoutResult((status) -> this.auditLog.openSession(actor)));
		return actor;
	}

}
