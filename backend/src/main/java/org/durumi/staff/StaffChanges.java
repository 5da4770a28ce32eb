package org.durumi.staff;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Approvals;
import org.durumi.access.Invitation;
import org.durumi.access.OneTimePassword;
import org.durumi.access.keycloak.KeycloakAccounts;
import org.durumi.access.keycloak.KeycloakUnavailable;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what a second person has agreed to: here and at Keycloak, or at neither.
 * <p>
 * Guaranteed: the answer is used in the transaction that changes the record, which the
 * database refuses otherwise; if Keycloak does not do its part the answer stays unused.
 * Not guaranteed: that a crash between the two leaves no disagreement; then the person is
 * denied, the roster shows it, and doing it once more mends it.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class StaffChanges {

	private final StaffRequests requests;

	private final Approvals approvals;

	private final KeycloakAccounts accounts;

	private final SealedLog log;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	StaffChanges(StaffRequests requests, Approvals approvals, KeycloakAccounts accounts, SealedLog log, JdbcClient jdbc,
			PlatformTransactionManager transactions) {
		this.requests = requests;
		this.approvals = approvals;
		this.accounts = accounts;
		this.log = log;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** How an act ended. */
	public sealed interface Outcome {

		record Done() implements Outcome {
		}

		/** Done, and this is to be told to her, once. */
		record DoneWith(String username, OneTimePassword password) implements Outcome {
		}

		/** Nothing was done: nobody agreed, it was done before, or it has lapsed. */
		record NotAgreed() implements Outcome {
		}

		/** Nothing was done: the administrator first has to show that it is her. */
		record NeedsFreshFactor() implements Outcome {
		}

		/** Nothing was done: somebody got this username meanwhile. */
		record UsernameTaken() implements Outcome {
		}

		/** Nothing was done here: Keycloak does not answer. */
		record KeycloakAway() implements Outcome {
		}

	}

	/** Does what was asked for and agreed to. */
	public Outcome complete(UUID request) {
		if (!Actors.require().isFresh()) {
			return new Outcome.NeedsFreshFactor();
		}
		Optional<StaffRequest> agreed = Objects
			.requireNonNull(this.transaction.execute((status) -> this.requests.agreed(request)));
		if (agreed.isEmpty()) {
			return new Outcome.NotAgreed();
		}
		try {
			return switch (agreed.get().what()) {
				case INVITE -> invite(agreed.get(), agreed.get().invitation().orElseThrow());
				case LET_IN_AGAIN -> letIn(agreed.get(), agreed.get().subject().orElseThrow());
				case CHANGE_ROLES -> changeRoles(agreed.get(), agreed.get().subject().orElseThrow());
			};
		}
		catch (KeycloakUnavailable away) {
			return new Outcome.KeycloakAway();
		}
	}

	private Outcome invite(StaffRequest request, Invitation invitation) {
		OneTimePassword password = OneTimePassword.random();
		Optional<UUID> made = this.accounts.create(invitation.username(), invitation.roles(), password.reveal());
		if (made.isEmpty()) {
			return new Outcome.UsernameTaken();
		}
		boolean kept = false;
		try {
			this.transaction.executeWithoutResult((status) -> add(request, made.get(), invitation));
			kept = true;
		}
		finally {
			// an account without a record lets nobody in; it is only untidy
			if (!kept) {
				this.accounts.remove(made.get());
			}
		}
		return new Outcome.DoneWith(invitation.username(), password);
	}

	private void add(StaffRequest request, UUID subject, Invitation invitation) {
		this.approvals.useFor(request.approval(), subject);
		this.jdbc.sql("""
				insert into access.staff (subject, team_id, org_id, display_name, roles, active)
				values (:subject, :team, :organisation, :name, :roles, true)""")
			.param("subject", subject)
			.param("team", invitation.team())
			.param("organisation", invitation.organisation())
			.param("name", invitation.name())
			.param("roles", names(invitation.roles()))
			.update();
		tell(AuditAction.STAFF_INVITED, request, subject);
	}

	private Outcome letIn(StaffRequest request, UUID subject) {
		this.transaction.executeWithoutResult((status) -> {
			this.approvals.use(request.approval());
			one(this.jdbc.sql("update access.staff set active = true where subject = ?").param(subject).update());
			tell(AuditAction.STAFF_ENABLED, request, subject);
			this.accounts.enable(subject);
		});
		return new Outcome.Done();
	}

	private Outcome changeRoles(StaffRequest request, UUID subject) {
		this.transaction.executeWithoutResult((status) -> {
			this.approvals.use(request.approval());
			one(this.jdbc.sql("update access.staff set roles = ? where subject = ?")
				.params(names(request.roles()), subject)
				.update());
			tell(AuditAction.ROLES_CHANGED, request, subject);
			this.accounts.changeRoles(subject, request.roles());
		});
		this.accounts.endSessions(subject);
		return new Outcome.Done();
	}

	private static void one(int changed) {
		if (changed != 1) {
			throw new IllegalStateException("the person is not the administrator's to change");
		}
	}

	/** Both people and both sets of roles, for whoever reviews it. */
	private void tell(AuditAction action, StaffRequest request, UUID subject) {
		Detail detail = Detail.of("askedBy", request.approval().requestedBy())
			.and("agreedBy", Objects.requireNonNull(request.approval().decidedBy()))
			.and("roles", String.join(",", names(request.roles())));
		this.log.append(action, SubjectType.STAFF, subject, request.before().isEmpty() ? detail
				: detail.and("rolesBefore", String.join(",", names(request.before()))));
	}

	private static String[] names(Set<Role> roles) {
		return roles.stream().map(Role::name).sorted().toArray(String[]::new);
	}

}
