package org.durumi.handoffs;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.handoffs.HandoffCases.OfCase;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedJson;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second person's part: she sees which fields leave, and what stands in them as far
 * as she holds their compartments, agrees or refuses, lets a frozen handoff go on, and
 * takes a case back from a partner who does not give it.
 */
@Service
public class HandoffApprovals {

	private static final Set<ApprovalKind> KINDS = EnumSet.of(ApprovalKind.HANDOFF);

	private static final SealedJson<String> COMMENT = SealedJson.of(String.class);

	private final Handoffs handoffs;

	private final HandoffCases cases;

	private final Parts parts;

	private final Sections sections;

	private final Approvals approvals;

	private final CaseAccess access;

	private final Vault vault;

	private final SealedLog log;

	private final Clock clock;

	HandoffApprovals(Handoffs handoffs, HandoffCases cases, Parts parts, Sections sections, Approvals approvals,
			CaseAccess access, Vault vault, SealedLog log, Clock clock) {
		this.handoffs = handoffs;
		this.cases = cases;
		this.parts = parts;
		this.sections = sections;
		this.approvals = approvals;
		this.access = access;
		this.vault = vault;
		this.log = log;
		this.clock = clock;
	}

	/** One that waits for a word, or did. */
	public record Waiting(UUID handoff, Approval approval, String codeName, UUID partner) {
	}

	/**
	 * What is asked, opened.
	 *
	 * @param override why consent is overridden; empty if it is not
	 * @param fields all that leaves; of what the reader does not hold, the names alone
	 */
	public record Opened(Handoff handoff, CaseId caseId, String reason, String override, List<Field> fields) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/**
	 * One field that leaves.
	 *
	 * @param readable whether the reader holds its compartment
	 * @param overridden whether it leaves without her consent
	 */
	public record Field(FieldId id, boolean readable, boolean overridden, List<String> values) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** How an answer ended. */
	public enum Decided {

		DONE,
		/** It had been answered, withdrawn, changed or frozen, or had lapsed. */
		TOO_LATE,
		/** Nothing was decided: whoever agrees first has to show that it is her. */
		NEEDS_FRESH_FACTOR,
		/** What leaves is no longer covered by her consent; nothing was decided. */
		CONSENT_CHANGED,
		/** First the partner is to be told that it is demanded back. */
		PARTNER_UNTOLD,
		/** Whoever put it together or asked for it does not let it go on herself. */
		SECOND_PERSON,
		/**
		 * She is in custody, or was returned: nothing of hers goes on before she is out
		 * of it.
		 */
		DETAINED

	}

	/** What waits for the actor's own word, oldest first; an audited event. */
	@Transactional
	public List<Waiting> waitingForMe(int offset, int limit) {
		tellListed("approvals");
		return this.cases.askedFor(this.approvals.waitingForMe(KINDS, offset, limit));
	}

	/** What the actor asked for, newest first; an audited event. */
	@Transactional
	public List<Waiting> askedByMe(int offset, int limit) {
		tellListed("asked");
		return this.cases.askedFor(this.approvals.askedByMe(KINDS, offset, limit));
	}

	private void tellListed(String list) {
		this.log.append(AuditAction.HANDOFF_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("list", list));
	}

	/** How many wait for the actor's word, up to a limit. */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int countWaiting(int limit) {
		return this.approvals.waitingForMe(KINDS, 0, limit).size();
	}

	/** Opens what is asked, or was; an audited event. */
	@Transactional
	public Opened open(UUID id) {
		OfCase of = require(id);
		Approval approval = approval(of);
		Opening opening = open(of.caseId());
		this.log.append(this.vault.keysOf(of.caseId()), null, AuditAction.HANDOFF_READ, SubjectType.HANDOFF, id,
				Detail.none());
		Map<FieldId, HandedField> readable = this.parts.open(id)
			.stream()
			.collect(Collectors.toMap(HandedField::id, Function.identity()));
		HandoffCases.Chosen chosen = of.open(opening);
		return new Opened(this.handoffs.find(id).orElseThrow(), of.caseId(),
				HandoffRequest.open(opening, approval).reason(), chosen.overridden().isEmpty() ? "" : chosen.override(),
				chosen.leaving().stream().map(FieldId::parse).map((field) -> {
					HandedField handed = readable.get(field);
					return new Field(field, handed != null, chosen.overridden().contains(field.toString()),
							(handed != null) ? handed.values() : List.of());
				}).toList());
	}

	/**
	 * Answers a request of somebody else; agreeing takes a fresh second factor. Refused,
	 * it is a draft again.
	 * @param asked the request that was seen; another may hold something else
	 * @throws org.durumi.reference.TextRefused if the comment is too long or holds
	 * control characters
	 */
	@Transactional
	public Decided decide(UUID id, UUID asked, boolean agree, String comment) {
		String words = Text.optionalLines(comment, HandoffChoice.MAX_REASON);
		OfCase of = require(id);
		Handoff seen = this.handoffs.lock(id).orElseThrow();
		Approval approval = approval(of);
		this.approvals.requireDeciding(approval);
		if (!approval.id().equals(asked) || seen.state() != HandoffState.AWAITING_APPROVAL
				|| (agree && seen.isFrozen())) {
			return Decided.TOO_LATE;
		}
		if (agree && this.cases.isHeld(of.caseId())) {
			return Decided.DETAINED;
		}
		Optional<Consented> consented = agree ? consented(of, seen) : Optional.empty();
		if (agree && consented.isEmpty()) {
			return Decided.CONSENT_CHANGED;
		}
		CaseKeys keys = this.vault.keysOf(of.caseId());
		Sealed<String> sealed = keys.seal(Compartment.CORE,
				new Cell("access.approval_request", "decision", approval.id(), of.caseId().value()), COMMENT, words);
		Approvals.Decided decided = this.approvals.decide(approval, agree, sealed);
		if (decided != Approvals.Decided.DONE) {
			return (decided == Approvals.Decided.TOO_LATE) ? Decided.TOO_LATE : Decided.NEEDS_FRESH_FACTOR;
		}
		if (consented.isPresent()) {
			UUID event = Ids.next();
			String parts = this.cases.approved(id, event, consented.get().digest());
			this.cases.lasts(id, consented.get().until());
			this.handoffs.mark(id, Handoffs.Mark.APPROVED, this.clock.instant());
			this.log.appendAs(event, keys, Compartment.CORE, AuditAction.HANDOFF_APPROVED, SubjectType.HANDOFF, id,
					Detail.of("partner", seen.partner()).and("parts", parts));
		}
		else {
			this.handoffs.move(seen, HandoffState.DRAFT);
			this.log.append(keys, Compartment.CORE, AuditAction.HANDOFF_RECALLED, SubjectType.HANDOFF, id,
					Detail.of("state", seen.state()));
		}
		return Decided.DONE;
	}

	/**
	 * Lets somebody else's frozen handoff go on, whatever it was frozen for; it takes a
	 * fresh second factor, and she may not be in custody.
	 * @param version as it was seen, with all it was frozen for: what froze it since is
	 * for her to be told first
	 */
	@Transactional
	public Decided release(UUID id, int version) {
		OfCase of = require(id);
		Handoff seen = this.handoffs.lock(id).orElseThrow();
		if (seen.version() != version || !seen.isFrozen() || seen.state().isOver()) {
			return Decided.TOO_LATE;
		}
		if (of.isAskedBy(Actors.require().id(), approval(of))) {
			return Decided.SECOND_PERSON;
		}
		if (!Actors.require().isFresh()) {
			return Decided.NEEDS_FRESH_FACTOR;
		}
		if (this.cases.isHeld(of.caseId())) {
			return Decided.DETAINED;
		}
		Optional<Consented> consented = consented(of, seen);
		if (consented.isEmpty()) {
			return Decided.CONSENT_CHANGED;
		}
		this.cases.lasts(id, consented.get().until());
		this.handoffs.release(id);
		this.log.append(this.vault.keysOf(of.caseId()), Compartment.CORE, AuditAction.HANDOFF_RELEASED,
				SubjectType.HANDOFF, id,
				Detail.of("why", seen.frozen().stream().sorted().map(Enum::name).collect(Collectors.joining(","))));
		return Decided.DONE;
	}

	/**
	 * Has a transferred case be ours again without the partner, who has ended the
	 * handoff, or was told that the case is demanded back and does not give it; it takes
	 * a fresh second factor of somebody who did not ask for the transfer. The case stays
	 * closed until it is opened again.
	 */
	@Transactional
	public Decided takeCaseBack(UUID id) {
		OfCase of = require(id);
		Handoff seen = this.handoffs.lock(id).orElseThrow();
		if (of.isAskedBy(Actors.require().id(), approval(of))) {
			return Decided.SECOND_PERSON;
		}
		if (!Actors.require().isFresh()) {
			return Decided.NEEDS_FRESH_FACTOR;
		}
		if (seen.times().recallDemanded() != null && !seen.state().isOver() && !this.cases.isDemandTold(id)) {
			return Decided.PARTNER_UNTOLD;
		}
		if (!this.cases.takeBack(id)) {
			return Decided.TOO_LATE;
		}
		this.log.append(this.vault.keysOf(of.caseId()), Compartment.CORE, AuditAction.CASE_TAKEN_BACK,
				SubjectType.HANDOFF, id, Detail.of("state", seen.state()));
		return Decided.DONE;
	}

	/** The digest of what leaves, and her consent's last day if it has one. */
	private record Consented(String digest, @Nullable LocalDate until) {
	}

	/**
	 * Empty if something leaves that her consent does not cover; a field that was
	 * overridden was reviewed as such and rests on none. One look, and one event.
	 */
	private Optional<Consented> consented(OfCase of, Handoff handoff) {
		Opening opening = open(of.caseId());
		HandoffCases.Chosen chosen = of.open(opening);
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		return this.sections.covered(opening, handoff.partner(), chosen.consented(), today)
				? Optional.of(new Consented(chosen.digest(), this.sections.lastDay(opening, handoff.partner(), today)))
				: Optional.empty();
	}

	private OfCase require(UUID id) {
		OfCase of = this.cases.find(id).orElse(null);
		if (of == null) {
			throw this.sections.refused(id);
		}
		this.access.require(of.caseId(), CaseAct.DECIDE);
		return of;
	}

	private Approval approval(OfCase of) {
		return Optional.ofNullable(of.approval()).flatMap(this.approvals::find).orElseThrow(HandoffRefused::new);
	}

	private Opening open(CaseId caseId) {
		return this.vault.open(caseId, Purpose.HANDOFF, Compartment.CORE, List.of("handoff", "consent"));
	}

}
