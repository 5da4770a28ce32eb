package org.durumi.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.Approvals;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.NotAudited;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Sealed;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** One stream of all that happened in a case, newest first. */
@Service
public class Timeline {

	private final StageMoves moves;

	private final Approvals approvals;

	private final ObjectProvider<TimelineSource> sources;

	private final CaseAccess access;

	private final Vault vault;

	Timeline(StageMoves moves, Approvals approvals, ObjectProvider<TimelineSource> sources, CaseAccess access,
			Vault vault) {
		this.moves = moves;
		this.approvals = approvals;
		this.sources = sources;
		this.access = access;
		this.vault = vault;
	}

	/** What a stage move says beyond its stages, opened. */
	public record MoveText(LocalDate on, String reason, List<Condition> beforeUs, List<Condition> owed) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** The whole stream, without a sealed word in it. */
	@Transactional(readOnly = true)
	@NotAudited("A part of the case page, whose opening is the event.")
	public List<TimelineEntry> of(CaseId caseId) {
		if (!this.access.may(caseId, CaseAct.VIEW)) {
			return List.of();
		}
		List<TimelineEntry> entries = new ArrayList<>();
		this.moves.of(caseId).forEach((move) -> entries.add(entry(move)));
		this.approvals.ofCase(caseId).forEach((approval) -> entries.add(entry(approval)));
		this.sources.orderedStream().forEach((source) -> entries.addAll(source.entriesOf(caseId)));
		entries.sort(Comparator.comparing(TimelineEntry::at).thenComparing(TimelineEntry::id).reversed());
		return entries;
	}

	/**
	 * Opens what was said about a move; an audited event.
	 * @throws java.util.NoSuchElementException if nothing was, as of a transfer
	 */
	@Transactional
	public MoveText openMove(CaseId caseId, UUID moveId) {
		this.access.require(caseId, CaseAct.VIEW);
		Sealed<MoveContent> said = this.moves.of(caseId)
			.stream()
			.filter((candidate) -> candidate.id().equals(moveId))
			.findFirst()
			.map(StageMove::content)
			.orElseThrow();
		Opening opening = this.vault.open(caseId, Purpose.RECORD, Compartment.CORE, List.of("stage_move"));
		MoveContent content = opening.open(Compartment.CORE, MoveContent.cell(moveId, caseId), said);
		return new MoveText(content.on(), content.reason(), content.beforeUs(), content.owed());
	}

	private static TimelineEntry entry(StageMove move) {
		Map<String, String> facts = new HashMap<>(Map.of("kind", move.kind().name(), "to", move.to().name()));
		if (move.from() != null) {
			facts.put("from", move.from().name());
		}
		return new TimelineEntry("stage_move", move.id(), move.recordedAt(), move.recordedBy(), Compartment.CORE,
				facts);
	}

	private static TimelineEntry entry(Approval approval) {
		Map<String, String> facts = new HashMap<>(
				Map.of("kind", approval.kind().name(), "state", approval.state().name()));
		if (approval.decidedBy() != null) {
			facts.put("decidedBy", approval.decidedBy().toString());
		}
		return new TimelineEntry("approval_request", approval.id(), approval.requestedAt(), approval.requestedBy(),
				Compartment.CORE, facts);
	}

}
