package org.durumi.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The two-person rule as one mechanism: ask, decide, use.
 * <p>
 * Guaranteed, by the database as well: nobody decides her own request or one about
 * herself, only whom its {@linkplain ApprovalKind kind} names decides, agreeing takes a
 * fresh second factor where Durumi opens to somebody or names leave, an answer is used
 * once and not after it lapsed, and a countersign that is owed is not taken back. Not
 * guaranteed: that the two people are independent of one another.
 */
@Service
public class Approvals {

	private final ApprovalRows rows;

	private final AuditLog log;

	private final CaseAccess access;

	private final Clock clock;

	Approvals(ApprovalRows rows, AuditLog log, CaseAccess access, Clock clock) {
		this.rows = rows;
		this.log = log;
		this.access = access;
		this.clock = clock;
	}

	/**
	 * Asks for a second person's word about a case.
	 * @param id made by the caller, who has sealed the text to it
	 * @param person who is to get a part in the case, if that is what is asked
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void ask(UUID id, ApprovalKind kind, CaseId caseId, @Nullable UUID person, Sealed<?> request) {
		requireAsking(kind, caseId);
		add(id, kind, new Approval.About.ACase(caseId, this.rows.teamOf(caseId), person), this.clock.instant(),
				request);
	}

	/**
	 * Asks for a second person's word about no case, or refuses that as an audited event.
	 * @param id made by the caller, who has sealed the text to it
	 * @param at now; the text is sealed under the key of its month
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void ask(UUID id, ApprovalKind kind, Approval.About about, Instant at, Sealed<?> request) {
		if (!mayAsk(kind, about)) {
			throw refusal(kind, id, null);
		}
		add(id, kind, about, at, request);
	}

	private void add(UUID id, ApprovalKind kind, Approval.About about, Instant now, Sealed<?> request) {
		this.rows.add(id, kind, about, now, request);
		append(AuditAction.APPROVAL_REQUESTED, id, about);
	}

	/**
	 * Lets the actor ask, or refuses it as an audited event; others who ask about the
	 * same case wait for this transaction to end.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Lets pass or refuses; a refusal is an event, and what was let pass writes its own.")
	public void requireAsking(ApprovalKind kind, CaseId caseId) {
		if (!(kind.parties() instanceof Parties.OfCase parties)) {
			throw new IllegalArgumentException(kind + " is about no case");
		}
		this.access.requireAlone(caseId, parties.asking());
	}

	private static boolean mayAsk(ApprovalKind kind, Approval.About about) {
		return switch (kind.parties()) {
			case Parties.OfCase parties -> throw new IllegalArgumentException(kind + " is about a case");
			case Parties.OfTeam parties -> isAmong(parties.asking(), about);
			case Parties.OfOrganisation parties -> isAmong(parties.asking(), about);
		};
	}

	/**
	 * Lets the actor answer somebody else's request, or refuses it as an audited event.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Lets pass or refuses; a refusal is an event, and what was let pass writes its own.")
	public void requireDeciding(Approval approval) {
		ApprovalKind kind = approval.kind();
		boolean among = switch (kind.parties()) {
			case Parties.OfCase parties -> {
				this.access.require(approval.caseId(), parties.deciding());
				yield !isAbout(approval.about(), Actors.require().id());
			}
			case Parties.OfTeam parties -> isAmong(parties.deciding(), approval.about());
			case Parties.OfOrganisation parties -> isAmong(parties.deciding(), approval.about());
		};
		if (!among || approval.requestedBy().equals(Actors.require().id())) {
			throw refusal(kind, approval.id(), approval.about());
		}
	}

	/**
	 * Whether the actor has one of the roles where it is answered for, and it is not
	 * about her.
	 */
	private static boolean isAmong(Set<Role> roles, Approval.About about) {
		Actor actor = Actors.require();
		boolean here = switch (about) {
			case Approval.About.ACase one -> one.team().equals(actor.team());
			case Approval.About.AList list -> list.team().equals(actor.team());
			case Approval.About.APerson person -> person.organisation().equals(actor.organisation());
		};
		return here && !isAbout(about, actor.id()) && roles.stream().anyMatch(actor::is);
	}

	private static boolean isAbout(Approval.About about, UUID person) {
		return switch (about) {
			case Approval.About.ACase one -> person.equals(one.person());
			case Approval.About.AList list -> false;
			case Approval.About.APerson one -> person.equals(one.subject());
		};
	}

	private AccessRefused refusal(ApprovalKind kind, UUID id, Approval.@Nullable About about) {
		CaseId caseId = (about instanceof Approval.About.ACase one) ? one.caseId() : null;
		this.log.appendDenial(AuditEvent.denied(SubjectType.APPROVAL, id, caseId));
		return new AccessRefused(kind);
	}

	/** How an answer ended. */
	public enum Decided {

		DONE,
		/** It was no longer open: someone else was first, or it lapsed. */
		TOO_LATE,
		/** Nothing was decided: whoever agrees first has to show that it is her. */
		NEEDS_FRESH_FACTOR

	}

	/** Answers a request of somebody else. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Decided decide(Approval approval, boolean approve, Sealed<?> comment) {
		requireDeciding(approval);
		if (!approval.isOpenAt(this.clock.instant())) {
			return Decided.TOO_LATE;
		}
		if (approve && approval.kind().isAgreedFresh() && !Actors.require().isFresh()) {
			return Decided.NEEDS_FRESH_FACTOR;
		}
		boolean changed = this.rows.answer(approval, approve ? Approval.State.APPROVED : Approval.State.REJECTED,
				this.clock.instant(), comment);
		if (changed) {
			append(approve ? AuditAction.APPROVED : AuditAction.REJECTED, approval.id(), approval.about());
		}
		return changed ? Decided.DONE : Decided.TOO_LATE;
	}

	/**
	 * Spends a permission on the act it allows: once, by whoever asked; one for a handoff
	 * by the job that seals it.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void use(Approval approval) {
		used(approval, null);
	}

	/**
	 * As {@link #use(Approval)}, for a newcomer, who has her subject only now.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void useFor(Approval approval, UUID newcomer) {
		used(approval, newcomer);
	}

	private void used(Approval approval, @Nullable UUID newcomer) {
		if (!this.rows.use(approval, newcomer)) {
			throw new IllegalStateException("an approval is used once, by whoever asked for it");
		}
		append(AuditAction.APPROVAL_USED, approval.id(), approval.about());
	}

	/**
	 * Takes an open request back.
	 * @return whether it could be; a countersign that is owed cannot
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean withdraw(Approval approval) {
		boolean withdrawn = approval.isWithdrawable() && this.rows.withdraw(approval);
		if (withdrawn) {
			append(AuditAction.APPROVAL_WITHDRAWN, approval.id(), approval.about());
		}
		return withdrawn;
	}

	@Transactional(readOnly = true)
	@NotAudited("The request is sealed; opening it is the event.")
	public Optional<Approval> find(UUID id) {
		return this.rows.find(id);
	}

	/**
	 * The permissions the actor holds for an act on a case and that are good now, newest
	 * first.
	 */
	@Transactional(readOnly = true)
	@NotAudited("The requests are sealed; opening or using one is the event.")
	public List<Approval> permissions(ApprovalKind kind, CaseId caseId) {
		return ofCase(caseId).stream()
			.filter((approval) -> approval.kind() == kind)
			.filter((approval) -> approval.requestedBy().equals(Actors.require().id()))
			.filter((approval) -> approval.permitsAt(this.clock.instant()))
			.toList();
	}

	/** Tells the log which requests go to another team, now that their case does. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void follow(CaseId caseId) {
		ofCase(caseId).stream()
			.filter((approval) -> approval.state() == Approval.State.PENDING)
			.forEach((approval) -> append(AuditAction.HANDED_OVER, approval.id(), approval.about()));
	}

	/**
	 * The actor's own requests that still can be answered. Another's is no obstacle: its
	 * answer is not hers to use, and only its asker could take it back.
	 */
	@Transactional(readOnly = true)
	@NotAudited("The requests are sealed; opening one is the event.")
	public List<Approval> openOfMine(CaseId caseId) {
		UUID actor = Actors.require().id();
		Instant now = this.clock.instant();
		return ofCase(caseId).stream()
			.filter((approval) -> approval.requestedBy().equals(actor) && approval.isOpenAt(now))
			.toList();
	}

	/** All that was ever asked about a case, newest first. */
	@Transactional(readOnly = true)
	@NotAudited("The requests are sealed; opening one is the event.")
	public List<Approval> ofCase(CaseId caseId) {
		return this.rows.ofCase(caseId);
	}

	/** What waits for the actor's own word, oldest first. */
	@Transactional(readOnly = true)
	@NotAudited("The requests are sealed; opening one, or listing their cases, is the event.")
	public List<Approval> waitingForMe(Set<ApprovalKind> kinds, int offset, int limit) {
		return this.rows.waitingForMe(kinds, this.clock.instant(), offset, limit);
	}

	/** What the actor has asked for, newest first. */
	@Transactional(readOnly = true)
	@NotAudited("The requests are sealed; opening one, or listing their cases, is the event.")
	public List<Approval> askedByMe(Set<ApprovalKind> kinds, int offset, int limit) {
		return this.rows.askedByMe(kinds, offset, limit);
	}

	private void append(AuditAction action, UUID id, Approval.About about) {
		CaseId caseId = (about instanceof Approval.About.ACase one) ? one.caseId() : null;
		this.log.append(new AuditEvent(Ids.next(), action, AuditEvent.Outcome.DONE, SubjectType.APPROVAL, id, caseId,
				(caseId != null) ? Compartment.CORE : null, null));
	}

}
