package org.durumi.handoffs;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Approvals;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.handoffs.HandoffCases.OfCase;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What we handed off: where each one is, what is owed, taking one back, and carrying the
 * sealed file to a partner without an account.
 */
@Service
public class HandoffOutbox {

	private static final UUID NOBODY = new UUID(0, 0);

	private final Handoffs handoffs;

	private final HandoffCases cases;

	private final Sections sections;

	private final CaseAccess access;

	private final Approvals approvals;

	private final Vault vault;

	private final SealedLog log;

	private final AuditLog plainLog;

	private final Clock clock;

	HandoffOutbox(Handoffs handoffs, HandoffCases cases, Sections sections, CaseAccess access, Approvals approvals,
			Vault vault, SealedLog log, AuditLog plainLog, Clock clock) {
		this.handoffs = handoffs;
		this.cases = cases;
		this.sections = sections;
		this.access = access;
		this.approvals = approvals;
		this.vault = vault;
		this.log = log;
		this.plainLog = plainLog;
		this.clock = clock;
	}

	/**
	 * One of ours, with its case.
	 *
	 * @param givenBack whether the case was transferred and has come back, and is still
	 * closed here: nobody follows her
	 * @param theirs whether the case was transferred by it and is the partner's now
	 * @param unchecked whether the case was transferred and did not come back, and nobody
	 * has asked the partner yet how it ended
	 * @param checked who asked them, if somebody did
	 */
	public record Entry(Handoff handoff, CaseId caseId, String codeName, UUID composedBy, boolean givenBack,
			boolean theirs, boolean unchecked, @Nullable Checked checked) {
	}

	/** Who of ours says that a transfer ended as its partner reported, and since when. */
	public record Checked(UUID by, Instant at) {
	}

	/**
	 * Which are wanted.
	 *
	 * @param states none for all
	 * @param partner absent for all
	 */
	public record Filter(Set<HandoffState> states, @Nullable UUID partner) {

		/** All of them. */
		public static final Filter ALL = new Filter(Set.of(), null);

		public Filter {
			states = Set.copyOf(states);
		}

	}

	/** The sealed file on its way out. */
	public record Taken(Handoff handoff, byte[] file) {

		/** What the file is called; the guide for partners names it so. */
		public String fileName() {
			return "handoff-" + this.handoff.id() + ".asc";
		}

	}

	/** How taking one back ended. */
	public enum Recalled {

		/** Nobody had it yet, and nobody gets it. */
		TAKEN_BACK,
		/** The partner has it; that it is to be given back and deleted is recorded. */
		DEMANDED,
		/** There is nothing to take back any more, or somebody was quicker. */
		TOO_LATE

	}

	/** Those that the actor may see, newest first; an audited event. */
	@Transactional
	public List<Entry> page(Filter filter, int offset, int limit) {
		UUID partner = filter.partner();
		return list("outbox", """
				(:all or h.state = any (:states)) and (:everybody or h.partner_id = :partner)
				order by h.id desc offset :offset limit :limit""",
				Map.of("all", filter.states().isEmpty(), "states",
						filter.states().stream().map(Enum::name).toArray(String[]::new), "everybody", partner == null,
						"partner", (partner != null) ? partner : NOBODY, "offset", offset, "limit", limit));
	}

	/** Those of one case, newest first; an audited event. */
	@Transactional
	public List<Entry> ofCase(CaseId caseId) {
		this.access.require(caseId, CaseAct.VIEW);
		return list("case", "c.case_id = :case order by h.id desc", Map.of("case", caseId.value()));
	}

	/**
	 * What somebody should look at, the longest overdue first, and what only has to be
	 * asked about last: an answer or an outcome that is owed, something that waits for a
	 * key, what is frozen, a case that came back and is not opened again, and a transfer
	 * that ended otherwise until somebody has asked the partner, and one whose partner
	 * does not know yet that it was taken back. An audited event.
	 * @param partner absent for all
	 */
	@Transactional
	public List<Entry> due(@Nullable UUID partner, int offset, int limit) {
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		return list("due",
				"""
						(:everybody or h.partner_id = :partner) and
						(h.state = 'COLLECTED' and h.acknowledge_by <= :now or h.state = 'ACCEPTED' and h.outcome_by <= :now
							or h.state = 'AWAITING_APPROVAL' and h.waits_for is not null
							or h.frozen_at is not null and h.state in ('AWAITING_APPROVAL', 'SEALED', 'COLLECTED')
							or %1$s or %2$s or %3$s)
						order by (%1$s), coalesce(h.ended_at, h.completed_at, h.frozen_at, h.outcome_by, h.acknowledge_by, h.approved_at), h.id
						offset :offset limit :limit"""
					.formatted(Handoffs.UNCHECKED, Handoffs.GIVEN_BACK, Handoffs.UNTOLD),
				Map.of("now", now, "everybody", partner == null, "partner", (partner != null) ? partner : NOBODY,
						"offset", offset, "limit", limit));
	}

	/**
	 * Notes that the actor asked the partner, and that a transfer ended as they had
	 * reported: whoever works on the case, or its supervisor. Until then it is their word
	 * alone; not guaranteed is that she did ask.
	 * @return whether there was something to ask, and nobody had
	 */
	@Transactional
	public boolean checkEnd(UUID id) {
		OfCase of = visible(id);
		if (!this.access.may(of.caseId(), CaseAct.DECIDE)) {
			this.access.require(of.caseId(), CaseAct.HAND_OFF);
		}
		boolean checked = this.handoffs.checkEnd(id);
		if (checked) {
			OutcomeCode outcome = this.handoffs.find(id).orElseThrow(HandoffRefused::new).outcome();
			this.log.append(this.vault.keysOf(of.caseId()), Compartment.CORE, AuditAction.TRANSFER_END_CHECKED,
					SubjectType.HANDOFF, id, Detail.of("code", Objects.requireNonNull(outcome)));
		}
		return checked;
	}

	/**
	 * One of those that the actor may see; that she tried another is an audited event.
	 */
	@Transactional
	@NotAudited("Its course and its times, and nothing of hers; listing is the event.")
	public Entry require(UUID id) {
		return find(id).orElseThrow(() -> this.sections.refused(id));
	}

	/** One, if it is the actor's to see. */
	@Transactional(readOnly = true)
	@NotAudited("Its course and its times, and nothing of hers; listing is the event.")
	public Optional<Entry> find(UUID id) {
		return this.handoffs.outbox("h.id = :id", Map.of("id", id), HandoffOutbox::entry).stream().findFirst();
	}

	/**
	 * Takes one back: by whoever works on the case, or its supervisor. Before it was
	 * collected it is gone; afterwards that it is to be given back is recorded, and what
	 * can still be read of it here is gone.
	 */
	@Transactional
	public Recalled recall(UUID id) {
		OfCase of = visible(id);
		if (!this.access.may(of.caseId(), CaseAct.DECIDE)) {
			this.access.require(of.caseId(), CaseAct.HAND_OFF);
		}
		Handoff seen = this.handoffs.lock(id).orElseThrow(HandoffRefused::new);
		if (seen.state().isOver() || seen.times().recallDemanded() != null) {
			return Recalled.TOO_LATE;
		}
		if (seen.state() == HandoffState.ACCEPTED) {
			this.handoffs.mark(id, Handoffs.Mark.RECALL_DEMANDED, this.clock.instant());
		}
		else {
			this.handoffs.move(seen, HandoffState.RECALLED);
			Optional.ofNullable(of.approval()).flatMap(this.approvals::find).ifPresent(this.approvals::withdraw);
		}
		this.log.append(this.vault.keysOf(of.caseId()), Compartment.CORE, AuditAction.HANDOFF_RECALLED,
				SubjectType.HANDOFF, id, Detail.of("state", seen.state()));
		return switch (seen.state()) {
			case COLLECTED, ACCEPTED -> Recalled.DEMANDED;
			case DRAFT, AWAITING_APPROVAL, SEALED, DECLINED, COMPLETED, RECALLED, EXPIRED -> Recalled.TAKEN_BACK;
		};
	}

	/**
	 * Takes the sealed file out, to be sent to a partner without an account; from then on
	 * it counts as collected, since nobody here sees when she has it.
	 * @return empty if there is none, any more or yet, it is frozen, its partner is
	 * closed or the key it was sealed to revoked
	 */
	@Transactional
	public Optional<Taken> take(UUID id) {
		OfCase of = visible(id);
		this.access.require(of.caseId(), CaseAct.HAND_OFF);
		Handoff seen = this.handoffs.lock(id).orElseThrow(HandoffRefused::new);
		Optional<byte[]> content = isCollectable(seen, this.clock.instant()) ? this.handoffs.content(id)
				: Optional.empty();
		return content.filter((file) -> seen.state() != HandoffState.SEALED || this.handoffs.collect(seen))
			.map((file) -> {
				this.plainLog.append(AuditEvent.done(AuditAction.HANDOFF_TAKEN, SubjectType.HANDOFF, id));
				return new Taken(seen, file);
			});
	}

	/** Whether its file is still to be had. */
	public static boolean isCollectable(Handoff handoff, Instant now) {
		Instant by = handoff.times().collectBy();
		return !handoff.isFrozen() && by != null && by.isAfter(now) && switch (handoff.state()) {
			case SEALED, COLLECTED -> true;
			case ACCEPTED -> handoff.times().recallDemanded() == null;
			case DRAFT, AWAITING_APPROVAL, DECLINED, COMPLETED, RECALLED, EXPIRED -> false;
		};
	}

	private List<Entry> list(String name, String where, Map<String, ?> params) {
		this.log.append(AuditAction.HANDOFF_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("list", name));
		return this.handoffs.outbox(where, params, HandoffOutbox::entry);
	}

	private static Entry entry(Handoffs.Row row) {
		return new Entry(row.handoff(), new CaseId(row.caseId()), row.codeName(), row.composedBy(), row.givenBack(),
				row.theirs(), row.unchecked(), (row.checkedBy() != null && row.checkedAt() != null)
						? new Checked(row.checkedBy(), row.checkedAt()) : null);
	}

	private OfCase visible(UUID id) {
		return this.cases.find(id).orElseThrow(() -> this.sections.refused(id));
	}

}
