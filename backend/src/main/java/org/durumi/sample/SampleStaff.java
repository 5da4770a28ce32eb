package org.durumi.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo's staff at work: each acts in a session of her own, under her own rights. */
@Component
@Profile("demo")
class SampleStaff {

	private final Map<Person, Actor> sessions = new EnumMap<>(Person.class);

	private final AuditLog log;

	private final TransactionTemplate transaction;

	SampleStaff(AuditLog log, PlatformTransactionManager transactions) {
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Whom {@code db/demo} makes. */
	enum Person {

		CASEWORKER_YANJI(101, 11, Role.CASEWORKER), CASEWORKER_SEOUL(102, 12, Role.CASEWORKER),
		COORDINATOR(103, 13, Role.COORDINATOR), SUPERVISOR_YANJI(104, 11, Role.SUPERVISOR),
		SUPERVISOR_SEOUL(105, 12, Role.SUPERVISOR), PARTNER_CLINIC(106, 0, Role.PARTNER), ADMIN(109, 14, Role.ADMIN);

		private final UUID subject;

		/** None for a partner's member. */
		private final @Nullable UUID team;

		private final Role role;

		Person(int subject, int team, Role role) {
			this.subject = id(subject);
			this.team = (team != 0) ? id(team) : null;
			this.role = role;
		}

		UUID subject() {
			return this.subject;
		}

		private static UUID id(int number) {
			return UUID.fromString("0d000000-0000-4000-8000-%012d".formatted(number));
		}

	}

	/** Does the work as the person, with what she may do and no more. */
	void as(Person person, Runnable work) {
		as(session(person), work);
	}

	/** As one who has just shown that it is her. */
	void asFresh(Person person, Runnable work) {
		as(session(person).at(2), work);
	}

	private static void as(Actor actor, Runnable work) {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder
			.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(actor.id(), null,
					actor.roles().stream().map((role) -> new SimpleGrantedAuthority(role.authority())).toList())));
		try {
			Actors.runAs(actor, work);
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

	private Actor session(Person person) {
		return this.sessions.computeIfAbsent(person, (key) -> {
			UUID organisation = (person.role == Role.PARTNER) ? SamplePartners.CLINIC : Person.id(1);
			Actor actor = new Actor(person.subject, organisation, person.team, Set.of(person.role), SessionRef.random(),
					1);
			Actors.runAs(actor, () -> this.transaction.executeWithoutResult((status) -> this.log.openSession(actor)));
			return actor;
		});
	}

}
