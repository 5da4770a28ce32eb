package org.durumi.access;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Roster.Disagreement;
import org.durumi.access.keycloak.KeycloakAccount;
import org.durumi.access.keycloak.KeycloakAccounts;
import org.durumi.access.keycloak.KeycloakUnavailable;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after the people of the administrator's organisation and after the members of
 * partner organisations: a record here and an account at Keycloak, which must agree
 * before anybody is let in. What takes a second person's word is not done here.
 * <p>
 * Guaranteed: nobody administers herself; who is shut out is refused by the database from
 * that moment and her sessions end, also where Keycloak does not answer; every other act
 * is done at both or not at all, but for a crash between the two, and but for a Keycloak
 * that breaks off in between: then it is kept here and said so. Not guaranteed: that a
 * one-time password reaches the right person.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class StaffAdministration {

	/** The longest name of an organisation, in characters. */
	public static final int MAX_ORGANISATION = 120;

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final KeycloakAccounts accounts;

	private final TransactionTemplate transaction;

	StaffAdministration(JdbcClient jdbc, AuditLog log, KeycloakAccounts accounts,
			PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.log = log;
		this.accounts = accounts;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** How an act ended. */
	public sealed interface Outcome {

		record Done() implements Outcome {
		}

		/** Done, and this is to be told to her, once. */
		record DoneWith(OneTimePassword password) implements Outcome {
		}

		/** She is out of Durumi; Keycloak is to be told again when it answers. */
		record OnlyHere() implements Outcome {
		}

		/** Nothing was done: Keycloak does not answer. */
		record KeycloakAway() implements Outcome {
		}

		/**
		 * Here it is done; Keycloak may have done its part or not, and is to be told
		 * again.
		 */
		record Unclear() implements Outcome {
		}

		/** Nothing was done: the administrator first has to show that it is her. */
		record NeedsFreshFactor() implements Outcome {
		}

	}

	/** An organisation that people can belong to. */
	public record Organisation(UUID id, String name, boolean partner) {
	}

	/** Everybody, and what Keycloak says of them; reading it is an event. */
	public Roster roster() {
		Map<UUID, KeycloakAccount> known = known();
		return Objects.requireNonNull(this.transaction.execute((status) -> {
			this.log.append(AuditEvent.done(AuditAction.STAFF_LIST_READ, SubjectType.LIST, Actors.require().id()));
			List<Roster.Person> people = people(known);
			List<UUID> ours = people.stream().map((person) -> person.member().subject()).toList();
			List<String> strangers = (known != null) ? known.values()
				.stream()
				.filter((account) -> !account.roles().isEmpty() && !ours.contains(account.subject())
						&& !account.subject().equals(Actors.require().id()))
				.map(KeycloakAccount::username)
				.sorted()
				.toList() : List.of();
			return new Roster(people, strangers, known != null);
		}));
	}

	/** The organisations that the actor can invite people into, her own first. */
	@NotAudited("Names of organisations, to choose one; inviting into it is the event.")
	public List<Organisation> organisations() {
		return Objects.requireNonNull(this.transaction.execute((status) -> this.jdbc
			.sql("select id, name, kind = 'PARTNER' as partner from access.organisation order by partner, name")
			.query((row, number) -> new Organisation(Objects.requireNonNull(row.getObject(1, UUID.class)),
					Objects.requireNonNull(row.getString(2)), row.getBoolean(3)))
			.list()));
	}

	/**
	 * Adds a partner organisation.
	 * @throws org.durumi.reference.TextRefused if the name says nothing, is too long or
	 * holds control characters
	 * @throws org.springframework.dao.DuplicateKeyException if there is one of that name
	 */
	public Outcome addPartner(String name) {
		String told = Text.line(name, MAX_ORGANISATION);
		if (!isFactorFresh()) {
			return new Outcome.NeedsFreshFactor();
		}
		this.transaction.executeWithoutResult((status) -> {
			UUID id = Ids.next();
			this.jdbc.sql("insert into access.organisation (id, name, kind) values (?, ?, 'PARTNER')")
				.params(id, told)
				.update();
			this.log.append(AuditEvent.done(AuditAction.ORGANISATION_ADDED, SubjectType.ORGANISATION, id));
		});
		return new Outcome.Done();
	}

	/** Shuts somebody out, at once. Once more does what was not done before. */
	public Outcome disable(UUID subject) {
		this.transaction.executeWithoutResult((status) -> {
			change(subject, "active = false");
			this.log.append(AuditEvent.done(AuditAction.STAFF_DISABLED, SubjectType.STAFF, subject));
		});
		try {
			this.accounts.disable(subject);
			return new Outcome.Done();
		}
		catch (KeycloakUnavailable away) {
			return new Outcome.OnlyHere();
		}
	}

	/** Gives somebody a password that is good for one sign-in. */
	public Outcome resetPassword(UUID subject) {
		OneTimePassword password = OneTimePassword.random();
		Outcome outcome = act(subject, AuditAction.PASSWORD_RESET, "password_reset_at = now()",
				() -> this.accounts.resetPassword(subject, password.reveal()));
		return (outcome instanceof Outcome.Done) ? new Outcome.DoneWith(password) : outcome;
	}

	/**
	 * Takes somebody's second factor away so that she sets up another, which for a day
	 * opens nothing more than her password does.
	 */
	public Outcome resetFactor(UUID subject) {
		return act(subject, AuditAction.FACTOR_RESET, "factor_reset_at = now()",
				() -> this.accounts.resetFactors(subject));
	}

	/**
	 * At both or at none; but where Keycloak may have done its part and does not say so,
	 * here in any case, or nobody would be told and no factor would rest.
	 */
	private Outcome act(UUID subject, AuditAction action, String assignment, Runnable keycloak) {
		if (!isFactorFresh()) {
			return new Outcome.NeedsFreshFactor();
		}
		try {
			Outcome outcome = Objects.requireNonNull(this.transaction.execute((status) -> {
				// from now on whoever signs in as her waits
				change(subject, assignment);
				this.log.append(AuditEvent.done(action, SubjectType.STAFF, subject));
				Outcome there = at(keycloak);
				// and what she showed until Keycloak had done its part counts as before
				change(subject, assignment);
				return there;
			}));
			this.accounts.endSessions(subject);
			return outcome;
		}
		catch (KeycloakUnavailable away) {
			return new Outcome.KeycloakAway();
		}
	}

	private static Outcome at(Runnable keycloak) {
		try {
			keycloak.run();
			return new Outcome.Done();
		}
		catch (KeycloakUnavailable away) {
			if (away.mayHaveActed()) {
				return new Outcome.Unclear();
			}
			throw away;
		}
	}

	private void change(UUID subject, String assignment) {
		int changed = this.jdbc.sql("update access.staff set " + assignment + " where subject = ?")
			.param(subject)
			.update();
		if (changed != 1) {
			this.log.appendDenial(AuditEvent.denied(SubjectType.STAFF, subject, null));
			throw new AccessDeniedException("not hers to administer");
		}
	}

	private @Nullable Map<UUID, KeycloakAccount> known() {
		try {
			return this.accounts.all();
		}
		catch (KeycloakUnavailable away) {
			return null;
		}
	}

	private List<Roster.Person> people(@Nullable Map<UUID, KeycloakAccount> known) {
		Map<UUID, Instant> signIns = new HashMap<>();
		this.jdbc.sql("select subject, at from audit.last_sign_ins()").query((row) -> {
			signIns.put(row.getObject(1, UUID.class),
					Objects.requireNonNull(row.getObject(2, OffsetDateTime.class)).toInstant());
		});
		return this.jdbc.sql("""
				select s.subject, s.org_id, s.team_id, s.display_name, s.roles, s.active, o.name as organisation,
					t.name as team
				from access.staff s join access.organisation o on o.id = s.org_id
				left join access.team t on t.id = s.team_id
				where s.subject <> ?""").param(Actors.require().id()).query((row, number) -> {
			StaffMember member = StaffDirectory.member(row, number);
			KeycloakAccount account = (known != null) ? known.get(member.subject()) : null;
			return new Roster.Person(member, Objects.requireNonNull(row.getString("organisation")),
					row.getString("team"), account, signIns.get(member.subject()),
					(known != null) ? disagreements(member, account) : Set.of());
		}).list().stream().sorted(Comparator.comparing((person) -> person.member().name())).toList();
	}

	private static Set<Disagreement> disagreements(StaffMember member, @Nullable KeycloakAccount account) {
		if (account == null) {
			return member.active() ? Set.of(Disagreement.NO_ACCOUNT) : Set.of();
		}
		Set<Disagreement> found = EnumSet.noneOf(Disagreement.class);
		if (!account.roles().equals(member.roles())) {
			found.add(Disagreement.OTHER_ROLES);
		}
		if (account.enabled() != member.active()) {
			found.add(member.active() ? Disagreement.CLOSED_THERE : Disagreement.STILL_OPEN);
		}
		return found;
	}

	/** Whether the actor has shown recently enough that it is her. */
	public boolean isFactorFresh() {
		return Actors.require().isFresh();
	}

}
