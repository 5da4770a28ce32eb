package org.durumi.handoffs;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.cases.BookOutcome;
import org.durumi.followup.ClosureChecklist;
import org.durumi.followup.ClosureChecklists;
import org.durumi.handoffs.HandoffCases.OfCase;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.partners.Partners;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts together what another organisation gets of a case, shows exactly that, and asks a
 * second person.
 * <p>
 * Guaranteed: nothing is read from a compartment that the composer does not hold; what
 * she has not consented to share is left out, unless the case's owner overrides that with
 * a reason, which is reviewed; and what is agreed to is what leaves, since it is copied
 * when it is asked for.
 */
@Service
public class HandoffComposing {

	private final Handoffs handoffs;

	private final HandoffCases cases;

	private final Parts parts;

	private final Sections sections;

	private final CaseAccess access;

	private final Approvals approvals;

	private final Partners partners;

	private final ClosureChecklists checklists;

	private final Vault vault;

	private final SealedLog log;

	private final Clock clock;

	HandoffComposing(Handoffs handoffs, HandoffCases cases, Parts parts, Sections sections, CaseAccess access,
			Approvals approvals, Partners partners, ClosureChecklists checklists, Vault vault, SealedLog log,
			Clock clock) {
		this.handoffs = handoffs;
		this.cases = cases;
		this.parts = parts;
		this.sections = sections;
		this.access = access;
		this.approvals = approvals;
		this.partners = partners;
		this.checklists = checklists;
		this.vault = vault;
		this.log = log;
		this.clock = clock;
	}

	/** How asking ended. */
	public enum Asked {

		ASKED,
		/** Somebody else has changed it or asked for it meanwhile. */
		STALE,
		/** Nothing may be handed to this partner, or not this. */
		PARTNER_UNFIT,
		/** Nothing of what was chosen is known. */
		NOTHING_TO_HAND_OVER,
		/** Something was chosen that she has not consented to share. */
		CONSENT_MISSING,
		/** Consent is overridden by whose case it is alone. */
		NOT_YOURS_TO_OVERRIDE,
		/** Why it is asked for has to be said. */
		REASON_NEEDED,
		/** The case is on its way to another organisation, or there. */
		GOES_ELSEWHERE,
		/** A closed case is not transferred. */
		CASE_CLOSED,
		/**
		 * Before a case goes to another organisation what is owed to her here is settled,
		 * as before any closing.
		 */
		CHECKLIST_MISSING,
		/** She is in custody, or was returned. */
		DETAINED

	}

	/** The fields that a template chooses by itself. */
	public Set<FieldId> minimum(HandoffTemplate template) {
		return this.sections.minimum(template);
	}

	/** Every section that can be handed over, and may be within these templates. */
	public List<HandoffSection> sections() {
		return this.sections.all();
	}

	/** What the partner would see, and what not and why; an audited event. */
	@Transactional
	public HandoffPreview preview(CaseId caseId, HandoffChoice choice) {
		this.access.require(caseId, CaseAct.HAND_OFF);
		return this.sections.preview(openFor(caseId, choice.fields()), choice, today());
	}

	/** Begins a draft. */
	@Transactional
	public HandoffSaved save(CaseId caseId, HandoffChoice choice) {
		this.access.require(caseId, CaseAct.HAND_OFF);
		if (!mayOverride(caseId, choice)) {
			return new HandoffSaved.NotYoursToOverride();
		}
		UUID id = Ids.next();
		CaseKeys keys = this.vault.keysOf(caseId);
		this.cases.add(id, keys, choice);
		this.handoffs.add(id, choice);
		tellComposed(keys, id, choice);
		return new HandoffSaved.Kept(id, 0);
	}

	/**
	 * Goes on with a draft.
	 * @param version as it was seen
	 */
	@Transactional
	public HandoffSaved save(UUID id, int version, HandoffChoice choice) {
		OfCase of = require(id);
		if (!mayOverride(of.caseId(), choice) || !ownsOverride(of)) {
			return new HandoffSaved.NotYoursToOverride();
		}
		if (!this.handoffs.change(id, version, choice)) {
			return new HandoffSaved.Stale();
		}
		CaseKeys keys = this.vault.keysOf(of.caseId());
		this.cases.change(id, keys, choice);
		tellComposed(keys, id, choice);
		return new HandoffSaved.Kept(id, version + 1);
	}

	/** Opens a draft, or what became of it, to its writers; an audited event. */
	@Transactional
	public HandoffDraft open(UUID id) {
		OfCase of = require(id);
		return draft(this.handoffs.find(id).orElseThrow(HandoffRefused::new), of, openFor(of.caseId(), Set.of()));
	}

	/**
	 * Copies what leaves, and asks a second person to agree to it.
	 * @param version as it was seen
	 * @param reason for whoever is asked
	 * @param settled what is settled before the case is transferred, which closes it once
	 * the partner accepts; kept in the case. Of a referral there is none
	 * @throws org.durumi.reference.TextRefused if the reason is too long or holds control
	 * characters
	 */
	@Transactional
	public Asked ask(UUID id, int version, String reason, @Nullable ClosureChecklist settled) {
		String why = Text.optionalLines(reason, HandoffChoice.MAX_REASON);
		OfCase of = require(id);
		this.approvals.requireAsking(ApprovalKind.HANDOFF, of.caseId());
		Handoff seen = this.handoffs.lock(id).orElseThrow(HandoffRefused::new);
		if (seen.state() != HandoffState.DRAFT || seen.version() != version) {
			return Asked.STALE;
		}
		if (why.isEmpty()) {
			return Asked.REASON_NEEDED;
		}
		Opening opening = this.vault.open(of.caseId(), Purpose.HANDOFF, this.sections.readFor(seen.template()));
		HandoffChoice choice = draft(seen, of, opening).choice();
		HandoffPreview preview = this.sections.preview(opening, choice, today());
		Asked refused = refusal(of.caseId(), choice, preview);
		if (refused == null && choice.template().purpose() == HandoffPurpose.TRANSFER) {
			refused = settle(of.caseId(), settled);
		}
		if (refused != null) {
			return refused;
		}
		List<HandoffPreview.Item> leaving = preview.leaving().toList();
		CaseKeys keys = this.vault.keysOf(of.caseId());
		HandoffCases.Chosen chosen = HandoffCases.Chosen.asked(choice, leaving);
		this.parts.keep(id, leaving, chosen.salt());
		UUID approval = Ids.next();
		this.approvals.ask(approval, ApprovalKind.HANDOFF, of.caseId(), null,
				new HandoffRequest(why, id).seal(approval, keys));
		this.cases.ask(id, keys, chosen, approval, preview.consent());
		// before it is moved: the database asks for this event
		tellOverridden(keys, id, choice, chosen.overridden());
		this.handoffs.move(seen, HandoffState.AWAITING_APPROVAL);
		tellComposed(keys, id, choice);
		return Asked.ASKED;
	}

	/** Takes the request back; it is a draft again. */
	@Transactional
	public boolean withdraw(UUID id) {
		OfCase of = require(id);
		Handoff seen = this.handoffs.lock(id).orElseThrow(HandoffRefused::new);
		if (seen.state() != HandoffState.AWAITING_APPROVAL) {
			return false;
		}
		Optional.ofNullable(of.approval()).flatMap(this.approvals::find).ifPresent(this.approvals::withdraw);
		this.handoffs.move(seen, HandoffState.DRAFT);
		this.log.append(this.vault.keysOf(of.caseId()), Compartment.CORE, AuditAction.HANDOFF_RECALLED,
				SubjectType.HANDOFF, id, Detail.of("state", seen.state()));
		return true;
	}

	/**
	 * Lets whoever may compose of this case at all; that another tried is an audited
	 * event.
	 * @throws org.durumi.access.AccessRefused if the actor may not; the same for a case
	 * that does not exist
	 */
	@Transactional
	@NotAudited("Lets pass or refuses; a refusal is an event, and what was let pass writes its own.")
	public void requireComposing(CaseId caseId) {
		this.access.require(caseId, CaseAct.HAND_OFF);
	}

	private @Nullable Asked refusal(CaseId caseId, HandoffChoice choice, HandoffPreview preview) {
		if (this.partners.find(choice.partner()).filter(choice.template()::fits).isEmpty()) {
			return Asked.PARTNER_UNFIT;
		}
		if (!mayOverride(caseId, choice)) {
			return Asked.NOT_YOURS_TO_OVERRIDE;
		}
		if (this.cases.isHeld(caseId)) {
			return Asked.DETAINED;
		}
		if (preview.wantsOverride()) {
			return Asked.CONSENT_MISSING;
		}
		if (preview.leaving().findAny().isEmpty()) {
			return Asked.NOTHING_TO_HAND_OVER;
		}
		return null;
	}

	/** Keeps the checklist of a transfer, or says what stands against the transfer. */
	private @Nullable Asked settle(CaseId caseId, @Nullable ClosureChecklist settled) {
		if (this.cases.goesElsewhere(caseId)) {
			return Asked.GOES_ELSEWHERE;
		}
		if (!this.cases.isOpen(caseId)) {
			return Asked.CASE_CLOSED;
		}
		boolean kept = settled != null && settled.reason() == ClosureChecklist.Reason.TRANSFERRED
				&& this.checklists.add(caseId, settled) instanceof BookOutcome.Kept;
		return kept ? null : Asked.CHECKLIST_MISSING;
	}

	private void tellOverridden(CaseKeys keys, UUID id, HandoffChoice choice, List<String> overridden) {
		if (!overridden.isEmpty()) {
			this.log.append(keys, Compartment.CORE, AuditAction.CONSENT_OVERRIDDEN, SubjectType.HANDOFF, id,
					Detail.fields(overridden).and("partner", choice.partner()));
		}
	}

	private void tellComposed(CaseKeys keys, UUID id, HandoffChoice choice) {
		this.log.append(keys, Compartment.CORE, AuditAction.HANDOFF_COMPOSED, SubjectType.HANDOFF, id,
				Detail.of("partner", choice.partner())
					.and("template", choice.template())
					.and("fields", choice.fieldNames()));
	}

	private boolean mayOverride(CaseId caseId, HandoffChoice choice) {
		return !choice.overrides() || this.access.may(caseId, CaseAct.OVERRIDE_CONSENT);
	}

	/** What its owner has overridden, nobody else changes. */
	private boolean ownsOverride(OfCase of) {
		return !of.overridden() || this.access.may(of.caseId(), CaseAct.OVERRIDE_CONSENT);
	}

	private OfCase require(UUID id) {
		OfCase of = this.cases.find(id).orElse(null);
		if (of == null) {
			throw this.sections.refused(id);
		}
		this.access.require(of.caseId(), CaseAct.HAND_OFF);
		return of;
	}

	private HandoffDraft draft(Handoff handoff, OfCase of, Opening opening) {
		HandoffCases.Chosen chosen = of.open(opening);
		return new HandoffDraft(handoff, of.caseId(), new HandoffChoice(handoff.partner(), handoff.template(),
				handoff.language(), chosen.ids(), chosen.override()));
	}

	private Opening openFor(CaseId caseId, Set<FieldId> fields) {
		List<String> names = fields.isEmpty() ? List.of("handoff")
				: new TreeSet<>(fields).stream().map(FieldId::toString).toList();
		return this.vault.open(caseId, Purpose.HANDOFF, names);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

}
