package org.durumi.staff;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.access.Invitation;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.access.keycloak.KeycloakAccounts;
import org.durumi.access.keycloak.KeycloakUnavailable;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.MonthlySeal;
import org.durumi.keys.SealedJson;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks a second person whether somebody is let in or gets other roles, and answers such
 * requests. Asked by an administrator, answered by another or by a supervisor of the
 * organisation.
 * <p>
 * Guaranteed, by the database as well: nobody answers what she asked or what is about
 * herself, and nothing comes of a request without an answer. What is asked is sealed, but
 * for the person's subject and roles, which the database compares.
 */
@Service
@PreAuthorize("hasAnyRole('ADMIN', 'SUPERVISOR')")
public class StaffRequests {

	/** The longest reason or comment, in characters. */
	public static final int MAX_WORDS = 2000;

	private static final Set<ApprovalKind> KINDS = EnumSet.of(ApprovalKind.ADMISSION, ApprovalKind.ROLE_CHANGE);

	private static final String TABLE = "access.approval_request";

	private static final SealedJson<StaffRequest.Text> REQUEST = SealedJson.of(StaffRequest.Text.class);

	private static final SealedJson<String> COMMENT = SealedJson.of(String.class);

	private final Approvals approvals;

	private final StaffDirectory directory;

	private final KeycloakAccounts accounts;

	private final MonthlySeal seal;

	private final AuditLog log;

	private final JdbcClient jdbc;

	private final Clock clock;

	StaffRequests(Approvals approvals, StaffDirectory directory, KeycloakAccounts accounts, MonthlySeal seal,
			AuditLog log, JdbcClient jdbc, Clock clock) {
		this.approvals = approvals;
		this.directory = directory;
		this.accounts = accounts;
		this.seal = seal;
		this.log = log;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** How asking ended. */
	public enum Asked {

		ASKED,
		/**
		 * The actor has asked this about her before, and it is neither refused nor
		 * lapsed.
		 */
		ALREADY_ASKED,
		/** The administrator first has to show that it is her. */
		NEEDS_FRESH_FACTOR,
		/** Roles, team and organisation do not go together, or nothing would change. */
		UNSOUND,
		/** Somebody else has this username. */
		USERNAME_TAKEN,
		/** Keycloak does not answer, so nobody knows whether the username is free. */
		KEYCLOAK_AWAY

	}

	/**
	 * Asks whether somebody may be invited.
	 * @throws org.durumi.reference.TextRefused if the reason says nothing, is too long or
	 * holds control characters
	 */
	@Transactional
	@PreAuthorize("hasRole('ADMIN')")
	public Asked askToInvite(Invitation invitation, String reason) {
		String why = Text.lines(reason, MAX_WORDS);
		if (!isFactorFresh()) {
			return Asked.NEEDS_FRESH_FACTOR;
		}
		if (!invitation.isSound() || !belongs(invitation)) {
			return Asked.UNSOUND;
		}
		try {
			if (this.accounts.isTaken(invitation.username())) {
				return Asked.USERNAME_TAKEN;
			}
		}
		catch (KeycloakUnavailable away) {
			return Asked.KEYCLOAK_AWAY;
		}
		return ask(ApprovalKind.ADMISSION, null, invitation.roles(), new StaffRequest.Text(why, Set.of(), invitation));
	}

	/**
	 * Asks whether somebody who was shut out may be let in again, with the roles from
	 * before.
	 * @throws org.durumi.reference.TextRefused if the reason says nothing, is too long or
	 * holds control characters
	 */
	@Transactional
	@PreAuthorize("hasRole('ADMIN')")
	public Asked askToLetIn(UUID subject, String reason) {
		String why = Text.lines(reason, MAX_WORDS);
		return this.directory.find(subject)
			.filter((member) -> !member.active())
			.map((member) -> ask(ApprovalKind.ADMISSION, subject, member.roles(),
					new StaffRequest.Text(why, member.roles(), null)))
			.orElse(Asked.UNSOUND);
	}

	/**
	 * Asks whether somebody may have other roles.
	 * @throws org.durumi.reference.TextRefused if the reason says nothing, is too long or
	 * holds control characters
	 */
	@Transactional
	@PreAuthorize("hasRole('ADMIN')")
	public Asked askToChangeRoles(UUID subject, Set<Role> roles, String reason) {
		String why = Text.lines(reason, MAX_WORDS);
		return this.directory.find(subject)
			.filter((member) -> isSound(member, roles))
			.map((member) -> ask(ApprovalKind.ROLE_CHANGE, subject, roles,
					new StaffRequest.Text(why, member.roles(), null)))
			.orElse(Asked.UNSOUND);
	}

	/** A partner's member stays one, and nobody else becomes one: she works elsewhere. */
	private static boolean isSound(StaffMember member, Set<Role> roles) {
		return !roles.equals(member.roles()) && !roles.contains(Role.PARTNER) && !member.is(Role.PARTNER)
				&& Invitation.fit(roles, member.team());
	}

	private Asked ask(ApprovalKind kind, @Nullable UUID subject, Set<Role> roles, StaffRequest.Text text) {
		if (!isFactorFresh()) {
			return Asked.NEEDS_FRESH_FACTOR;
		}
		Instant now = this.clock.instant();
		if (subject != null && mine(now)
			.anyMatch((earlier) -> earlier.kind() == kind && subject.equals(earlier.person().subject()))) {
			return Asked.ALREADY_ASKED;
		}
		UUID id = Ids.next();
		this.approvals.ask(id, kind, new Approval.About.APerson(Actors.require().organisation(), subject, roles), now,
				this.seal.seal(now, TABLE, "request", id, REQUEST, text));
		return Asked.ASKED;
	}

	/**
	 * Answers a request of somebody else; agreeing takes a fresh second factor.
	 * @throws org.durumi.reference.TextRefused if the comment says nothing, is too long
	 * or holds control characters
	 */
	@Transactional
	public Approvals.Decided decide(UUID id, boolean approve, String comment) {
		String words = Text.lines(comment, MAX_WORDS);
		Optional<Approval> approval = find(id);
		if (approval.isEmpty()) {
			return Approvals.Decided.TOO_LATE;
		}
		this.approvals.requireDeciding(approval.get());
		return this.approvals.decide(approval.get(), approve,
				this.seal.seal(approval.get().requestedAt(), TABLE, "decision", id, COMMENT, words));
	}

	/** Takes one's own open request back. */
	@Transactional
	public boolean withdraw(UUID id) {
		return find(id).map(this.approvals::withdraw).orElse(false);
	}

	/** How many requests wait for the actor's word, up to a limit. */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int countWaiting(int limit) {
		return this.approvals.waitingForMe(KINDS, 0, limit).size();
	}

	/** What waits for the actor's word, oldest first; reading it is an event. */
	@Transactional
	public List<StaffRequest> waitingForMe(int limit) {
		return read(this.approvals.waitingForMe(KINDS, 0, limit));
	}

	/** What the actor has asked for, newest first; reading it is an event. */
	@Transactional
	public List<StaffRequest> askedByMe(int limit) {
		return read(this.approvals.askedByMe(KINDS, 0, limit));
	}

	/**
	 * What the actor has asked for and can still become true, newest first; reading it is
	 * an event.
	 */
	@Transactional
	public List<StaffRequest> underWay() {
		return read(mine(this.clock.instant()).toList());
	}

	/**
	 * The actor's own request that somebody has agreed to, if it is good now and the
	 * person is still what she was when it was asked.
	 */
	Optional<StaffRequest> agreed(UUID id) {
		Instant now = this.clock.instant();
		return find(id).filter((approval) -> approval.permitsAt(now))
			.filter((approval) -> approval.requestedBy().equals(Actors.require().id()))
			.map(this::open)
			.filter(this::isStillTrue);
	}

	private boolean isStillTrue(StaffRequest request) {
		return request.subject()
			.map((subject) -> this.directory.find(subject)
				.filter((member) -> member.roles().equals(request.before()))
				.isPresent())
			.orElse(true);
	}

	private Stream<Approval> mine(Instant now) {
		return this.approvals.askedByMe(KINDS, 0, 500)
			.stream()
			.filter((approval) -> approval.isOpenAt(now) || approval.permitsAt(now));
	}

	private Optional<Approval> find(UUID id) {
		return this.approvals.find(id).filter((approval) -> KINDS.contains(approval.kind()));
	}

	private List<StaffRequest> read(List<Approval> found) {
		if (!found.isEmpty()) {
			this.log.append(AuditEvent.done(AuditAction.STAFF_REQUESTS_READ, SubjectType.LIST, Actors.require().id()));
		}
		return found.stream().map(this::open).toList();
	}

	private StaffRequest open(Approval approval) {
		UUID id = approval.id();
		Instant at = approval.requestedAt();
		byte[] decision = approval.decision();
		return new StaffRequest(approval,
				this.seal.open(at, TABLE, "request", id, Sealed.of(approval.request(), REQUEST)),
				(decision != null) ? this.seal.open(at, TABLE, "decision", id, Sealed.of(decision, COMMENT)) : null);
	}

	/**
	 * A partner's member to a partner, everybody else to the administrator's own, in a
	 * team of it.
	 */
	private boolean belongs(Invitation invitation) {
		boolean partner = invitation.roles().contains(Role.PARTNER);
		long known = this.jdbc.sql("select count(*) from access.organisation where id = ? and kind = ?")
			.params(invitation.organisation(), partner ? "PARTNER" : "OURS")
			.query(Long.class)
			.single();
		return known == 1 && (invitation.team() == null || this.directory.teams().containsKey(invitation.team()));
	}

	/** Whether the actor has shown recently enough that it is her. */
	private static boolean isFactorFresh() {
		return Actors.require().isFresh();
	}

}
