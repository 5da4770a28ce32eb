package org.durumi.ui;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import org.durumi.access.Invitation;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditLog;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.CaseRegistration;
import org.durumi.cases.Intake;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.durumi.staff.StaffChanges;
import org.durumi.staff.StaffRequests;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes cases and colleagues by the services behind the screens, as people of the demo
 * and under their rights.
 */
final class Registry {

	/** The ids of each one and of her team end with these. */
	private enum Person {

		CASEWORKER_YANJI(101, 11, Role.CASEWORKER), CASEWORKER_YANJI_2(110, 11, Role.CASEWORKER),
		CASEWORKER_SEOUL(102, 12, Role.CASEWORKER), SUPERVISOR_YANJI(104, 11, Role.SUPERVISOR),
		ADMIN(109, 14, Role.ADMIN);

		private final UUID subject;

		private final UUID team;

		private final Role role;

		Person(int subject, int team, Role role) {
			this.subject = id(subject);
			this.team = id(team);
			this.role = role;
		}

		static Person of(String username) {
			return valueOf(username.replace('-', '_').toUpperCase(Locale.ROOT));
		}

		/** Who has just shown that it is her. */
		Actor actor() {
			return new Actor(this.subject, id(1), this.team, Set.of(this.role), SessionRef.random(), 2);
		}

		private static UUID id(int number) {
			return UUID.fromString("0d000000-0000-4000-8000-%012d".formatted(number));
		}

	}

	private final ApplicationContext application;

	Registry(ApplicationContext application) {
		this.application = application;
	}

	/** A case that is owned by the caseworker of this name. */
	NewCase register(String owner, String hangul) {
		IdentityDraft identity = new IdentityDraft(hangul, "", "", "", "", "", null, null, null, Set.of());
		Intake intake = new Intake(LocalDate.now(ZoneOffset.UTC), Intake.Source.SELF, "",
				Intake.VictimStatus.NOT_YET_KNOWN);
		RegistrationOutcome outcome = as(Person.of(owner), () -> {
			UUID search = bean(DuplicateSearch.class).search(new DuplicateQuery(hangul, "")).searchId();
			return bean(CaseRegistration.class).register(
					new Registration(search, identity, SafeContactDraft.EMPTY, intake, Stage.IDENTIFIED, List.of()));
		});
		if (!(outcome instanceof RegistrationOutcome.Registered made)) {
			throw new AssertionError("refused: " + outcome);
		}
		return new NewCase(made.caseId(), made.caseNumber(), made.codeName());
	}

	/** Gives a colleague of the team in Yanji a part in one of its cases. */
	void assign(NewCase made, String colleague) {
		CaseAssignments.Assigned outcome = as(Person.SUPERVISOR_YANJI,
				() -> bean(CaseAssignments.class).assign(made.id(), Person.of(colleague).subject));
		if (outcome != CaseAssignments.Assigned.DONE) {
			throw new AssertionError("refused: " + outcome);
		}
	}

	/** Invites a caseworker to the team in Yanji, and tells her one-time password. */
	String invite(String name, String username) {
		Invitation invitation = new Invitation(username, name, Set.of(Role.CASEWORKER), Person.id(1), Person.id(11));
		StaffRequests requests = bean(StaffRequests.class);
		StaffRequests.Asked asked = as(Person.ADMIN, () -> requests.askToInvite(invitation, "She begins in May."));
		if (asked != StaffRequests.Asked.ASKED) {
			throw new AssertionError("refused: " + asked);
		}
		UUID request = as(Person.SUPERVISOR_YANJI, () -> {
			UUID waiting = requests.waitingForMe(100)
				.stream()
				.filter((one) -> one.invitation().filter(invitation::equals).isPresent())
				.map((one) -> one.approval().id())
				.findFirst()
				.orElseThrow();
			requests.decide(waiting, true, "Agreed.");
			return waiting;
		});
		StaffChanges.Outcome outcome = as(Person.ADMIN, () -> bean(StaffChanges.class).complete(request));
		if (!(outcome instanceof StaffChanges.Outcome.DoneWith made)) {
			throw new AssertionError("refused: " + outcome);
		}
		return made.password().reveal();
	}

	private <T> T as(Person person, Supplier<T> work) {
		Actor actor = person.actor();
		SecurityContextHolder.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken
			.authenticated(actor.id(), null, List.of(new SimpleGrantedAuthority(person.role.authority())))));
		try {
			return Actors.runAs(actor, () -> {
				new TransactionTemplate(bean(PlatformTransactionManager.class))
					.executeWithoutResult((status) -> bean(AuditLog.class).openSession(actor));
				return work.get();
			});
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private <T> T bean(Class<T> type) {
		return this.application.getBean(type);
	}

}
