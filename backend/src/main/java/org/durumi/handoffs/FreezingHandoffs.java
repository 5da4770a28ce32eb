package org.durumi.handoffs;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.cases.Stage;
import org.durumi.cases.StageMoved;
import org.durumi.consent.ConsentRecorded;
import org.durumi.handoffs.HandoffCases.OfCase;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stops what is queued of a case when she takes consent back or is arrested, in the
 * transaction that records it, and has it end with a consent that she shortens. What a
 * partner has accepted is not stopped: that is to be demanded back.
 */
@Component
class FreezingHandoffs {

	private final Handoffs handoffs;

	private final HandoffCases cases;

	private final Sections sections;

	private final Vault vault;

	private final SealedLog log;

	private final JdbcClient jdbc;

	private final Clock clock;

	FreezingHandoffs(Handoffs handoffs, HandoffCases cases, Sections sections, Vault vault, SealedLog log,
			JdbcClient jdbc, Clock clock) {
		this.handoffs = handoffs;
		this.cases = cases;
		this.sections = sections;
		this.vault = vault;
		this.log = log;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	@EventListener
	void on(ConsentRecorded recorded) {
		if (!recorded.sharingChanged()) {
			return;
		}
		List<UUID> ids = this.handoffs.outbox(
				"c.case_id = :case and h.state in ('AWAITING_APPROVAL', 'SEALED', 'COLLECTED', 'ACCEPTED') order by h.id",
				Map.of("case", recorded.caseId().value()), (row) -> row.handoff().id());
		// whoever agrees meanwhile has read the ledger as it was: she first, or she reads
		// this
		List<Handoff> current = ids.stream()
			.flatMap((id) -> this.handoffs.lock(id).stream())
			.filter((handoff) -> !handoff.state().isOver() && handoff.state() != HandoffState.DRAFT)
			.toList();
		if (current.isEmpty()) {
			return;
		}
		Opening opening = this.vault.open(recorded.caseId(), Purpose.HANDOFF, Compartment.CORE,
				List.of("handoff", "consent"));
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		freeze(recorded.caseId(), Handoff.Frozen.CONSENT,
				current.stream()
					.filter((handoff) -> handoff.state() != HandoffState.ACCEPTED
							&& !handoff.frozen().contains(Handoff.Frozen.CONSENT))
					.filter((handoff) -> {
						OfCase of = this.cases.find(handoff.id()).orElseThrow();
						return !this.sections.covered(opening, handoff.partner(), of.open(opening).consented(), today);
					})
					.map(Handoff::id)
					.toArray(UUID[]::new));
		current.forEach((handoff) -> shorten(recorded.caseId(), handoff,
				this.sections.lastDay(opening, handoff.partner(), today)));
	}

	private void shorten(CaseId caseId, Handoff handoff, @Nullable LocalDate until) {
		if (until != null && this.cases.shorten(handoff.id(), caseId, until)) {
			this.log.append(this.vault.keysOf(caseId), Compartment.CORE, AuditAction.HANDOFF_SHORTENED,
					SubjectType.HANDOFF, handoff.id(), Detail.none());
		}
	}

	@EventListener
	void on(StageMoved moved) {
		if (moved.to() == Stage.DETAINED || moved.to() == Stage.REPATRIATED) {
			freeze(moved.caseId(), Handoff.Frozen.ARREST);
		}
	}

	/** Those of them that are queued; all of the case's if none is named. */
	private void freeze(CaseId caseId, Handoff.Frozen why, UUID... which) {
		if (why == Handoff.Frozen.CONSENT && which.length == 0) {
			return;
		}
		List<UUID> frozen = this.jdbc.sql("select handoffs.freeze(?, ?, ?)")
			.params(caseId.value(), why.name(), which)
			.query(UUID.class)
			.list();
		CaseKeys keys = this.vault.keysOf(caseId);
		frozen.forEach((id) -> this.log.append(keys, Compartment.CORE, AuditAction.HANDOFF_FROZEN, SubjectType.HANDOFF,
				id, Detail.of("why", why)));
	}

}
