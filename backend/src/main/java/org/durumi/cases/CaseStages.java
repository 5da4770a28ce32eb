package org.durumi.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.Approvals;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves a case from stage to stage, as far as its conditions allow, and undoes the last
 * move. A move, its event and whatever follows from it commit together.
 */
@Service
public class CaseStages {

	private static final Duration AUTHOR_MAY_UNDO = Duration.ofHours(24);

	private final CaseFiles files;

	private final StageMoves moves;

	private final Conditions conditions;

	private final StageApprovals requests;

	private final Approvals approvals;

	private final CaseAccess access;

	private final Vault vault;

	private final SealedLog log;

	private final People people;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	CaseStages(CaseFiles files, StageMoves moves, Conditions conditions, StageApprovals requests, Approvals approvals,
			CaseAccess access, Vault vault, SealedLog log, People people, ApplicationEventPublisher events,
			Clock clock) {
		this.files = files;
		this.moves = moves;
		this.conditions = conditions;
		this.requests = requests;
		this.approvals = approvals;
		this.access = access;
		this.vault = vault;
		this.log = log;
		this.people = people;
		this.events = events;
		this.clock = clock;
	}

	/** Moves the case, or says what is missing. */
	@Transactional
	public MoveOutcome move(Move move) {
		this.access.require(move.caseId(), CaseAct.MOVE);
		CaseFile file = lock(move.caseId());
		Optional<Refusal> objection = this.conditions.objection(move.to(), move.caseId());
		if (objection.isPresent()) {
			return refused(file, move.to(), MoveOutcome.Refused.because(objection.get()));
		}
		List<Set<Condition>> ways = StageRules.ways(file.stage(), move.to(), file.stageBefore());
		if (ways.isEmpty()) {
			return refused(file, move.to(), MoveOutcome.Refused.because(Refusal.NO_SUCH_STEP));
		}
		Opening opening = this.vault.open(move.caseId(), Purpose.CONDITIONS, List.of("conditions"));
		List<StageMove> history = this.moves.of(move.caseId());
		Set<Condition> missing = this.conditions.missing(ways, move.to(), opening, today());
		Set<Refusal> refusals = refusals(move, file, history, opening);
		if (!missing.isEmpty() || !refusals.isEmpty()) {
			return refused(file, move.to(), new MoveOutcome.Refused(missing, refusals));
		}
		Optional<Approval> permission = ways.stream().anyMatch((way) -> way.contains(Condition.SECOND_PERSON))
				? this.conditions.permission(move.to(), move.caseId()) : Optional.empty();
		permission.ifPresent(this.approvals::use);
		StageMove.Kind kind = (file.stage() == Stage.CLOSED) ? StageMove.Kind.REOPENING : StageMove.Kind.MOVE;
		return carryOut(file, move, kind, permission.map(Approval::id).orElse(null), Set.of(), history);
	}

	/**
	 * Starts a passage without a second person, life being in danger. The supervisor
	 * finds the countersign among her approvals at once and owes it within 24 hours.
	 */
	@Transactional
	public MoveOutcome startPassageInEmergency(CaseId caseId, LocalDate on, String reason, int version) {
		Move move = new Move(caseId, Stage.IN_PASSAGE, on, reason, version);
		this.access.require(caseId, CaseAct.MOVE);
		CaseFile file = lock(caseId);
		Optional<Refusal> objection = this.conditions.objection(Stage.IN_PASSAGE, caseId);
		if (objection.isPresent()) {
			return refused(file, Stage.IN_PASSAGE, MoveOutcome.Refused.because(objection.get()));
		}
		List<Set<Condition>> ways = StageRules.ways(file.stage(), Stage.IN_PASSAGE, file.stageBefore());
		if (ways.isEmpty() || !ways.getFirst().contains(Condition.SECOND_PERSON)) {
			return refused(file, Stage.IN_PASSAGE, MoveOutcome.Refused.because(Refusal.NO_SUCH_STEP));
		}
		Opening opening = this.vault.open(caseId, Purpose.CONDITIONS, List.of("conditions"));
		List<StageMove> history = this.moves.of(caseId);
		Set<Refusal> refusals = refusals(move, file, history, opening);
		if (!Relation.standsForOwner(this.access.relationsTo(caseId))) {
			refusals.add(Refusal.NOT_THE_OWNER);
		}
		if (!move.hasReason()) {
			refusals.add(Refusal.REASON_NEEDED);
		}
		if (!refusals.isEmpty()) {
			return refused(file, Stage.IN_PASSAGE, new MoveOutcome.Refused(Set.of(), refusals));
		}
		Set<Condition> owed = this.conditions.missing(ways, Stage.IN_PASSAGE, opening, today());
		UUID countersign = this.requests.countersign(caseId, reason);
		return carryOut(file, move, StageMove.Kind.EMERGENCY, countersign, owed, history);
	}

	/** Takes the last move back; both stay in the timeline. */
	@Transactional
	public MoveOutcome undo(CaseId caseId, String reason, int version) {
		this.access.require(caseId, CaseAct.MOVE);
		CaseFile file = lock(caseId);
		List<StageMove> history = this.moves.of(caseId);
		StageMove last = StageMoves.lastStanding(history).orElse(null);
		Stage back = (last == null || last.from() == null) ? file.stage() : last.from();
		Optional<Refusal> objection = this.conditions.objection(back, caseId);
		if (objection.isPresent()) {
			return refused(file, back, MoveOutcome.Refused.because(objection.get()));
		}
		if (last == null || last.kind() == StageMove.Kind.INTAKE || last.from() == null || last.content() == null
				|| this.conditions.isOutdated(back, caseId, last.recordedAt())) {
			return refused(file, file.stage(), MoveOutcome.Refused.because(Refusal.NOTHING_TO_UNDO));
		}
		Move undo = new Move(caseId, last.from(), today(), reason, version);
		if (file.version() != version) {
			return refused(file, undo.to(), MoveOutcome.Refused.because(Refusal.STALE));
		}
		if (!undo.hasUsableReason()) {
			return refused(file, undo.to(), MoveOutcome.Refused.because(Refusal.REASON_UNUSABLE));
		}
		Optional<Approval> permission = Optional.empty();
		if (!isOwnAndFresh(last)) {
			permission = this.requests.lateUndo(caseId, last.id());
			if (permission.isEmpty()) {
				return refused(file, undo.to(), MoveOutcome.Refused.because(Refusal.UNDO_NEEDS_SECOND_PERSON));
			}
			this.approvals.use(permission.get());
		}
		Opening opening = this.vault.open(caseId, Purpose.CONDITIONS, Compartment.CORE, List.of("stage_move"));
		MoveContent content = opening.open(Compartment.CORE, MoveContent.cell(last.id(), caseId), last.content());
		Stage from = file.stage();
		Move recorded = new Move(caseId, last.from(), today(), reason, version);
		record(file, recorded, StageMove.Kind.UNDO, permission.map(Approval::id).orElse(null), last.id(), Set.of(),
				history);
		file.restore(last.from(), content.stageBefore(), content.cycleBefore());
		return finish(file, from, last.from(), AuditAction.STAGE_UNDONE, today());
	}

	private MoveOutcome carryOut(CaseFile file, Move move, StageMove.Kind kind, @Nullable UUID approval,
			Set<Condition> owed, List<StageMove> history) {
		Stage from = file.stage();
		record(file, move, kind, approval, null, owed, history);
		file.moveTo(move.to());
		return finish(file, from, move.to(), AuditAction.STAGE_MOVED, move.on());
	}

	private void record(CaseFile file, Move move, StageMove.Kind kind, @Nullable UUID approval, @Nullable UUID undoes,
			Set<Condition> owed, List<StageMove> history) {
		UUID id = Ids.next();
		CaseKeys keys = this.vault.keysOf(move.caseId());
		MoveContent content = new MoveContent(move.on(), move.reason().strip(), List.of(), List.copyOf(owed),
				file.stageBefore(), file.cycle());
		int number = history.isEmpty() ? 1 : history.getFirst().number() + 1;
		this.moves.add(move.caseId(),
				new StageMove(id, number, kind, file.stage(), move.to(), file.cycle(), this.clock.instant(),
						Actors.require().id(), approval, undoes,
						keys.seal(Compartment.CORE, MoveContent.cell(id, move.caseId()), MoveContent.TYPE, content)));
	}

	private MoveOutcome finish(CaseFile file, Stage from, Stage to, AuditAction action, LocalDate on) {
		CaseFile saved = this.files.saveAndFlush(file);
		this.log.append(this.vault.keysOf(file.caseId()), Compartment.CORE, action, SubjectType.CASE_FILE,
				file.caseId().value(), Detail.of("from", from).and("to", to));
		this.events.publishEvent(new StageMoved(file.caseId(), from, to, on, action == AuditAction.STAGE_UNDONE));
		if (this.conditions.isElsewhere(file.caseId())) {
			// accepted while an arrest waited to stop it: nothing of it is kept but that
			refused(file, to, MoveOutcome.Refused.because(Refusal.ELSEWHERE));
			throw new OptimisticLockingFailureException("another organisation has taken the case meanwhile");
		}
		return new MoveOutcome.Moved(from, to, saved.version());
	}

	private Set<Refusal> refusals(Move move, CaseFile file, List<StageMove> history, Opening opening) {
		Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
		if (move.version() != file.version()) {
			refusals.add(Refusal.STALE);
		}
		if (move.on().isAfter(latestDayOnEarth())) {
			refusals.add(Refusal.IN_THE_FUTURE);
		}
		StageMoves.lastStanding(history).ifPresent((last) -> {
			if (opening.holds(Compartment.CORE) && move.on().isBefore(dayOf(last, opening))) {
				refusals.add(Refusal.BEFORE_LAST_MOVE);
			}
		});
		this.people.earliestPossibleDay(opening).ifPresent((birth) -> {
			if (move.on().isBefore(birth)) {
				refusals.add(Refusal.BEFORE_BIRTH);
			}
		});
		if (move.needsReason(file.stage()) && !move.hasReason()) {
			refusals.add(Refusal.REASON_NEEDED);
		}
		if (!move.hasUsableReason()) {
			refusals.add(Refusal.REASON_UNUSABLE);
		}
		return refusals;
	}

	/** Of a move that no person dated, the earliest that it was anywhere. */
	private static LocalDate dayOf(StageMove move, Opening opening) {
		Sealed<MoveContent> content = move.content();
		return (content != null)
				? opening.open(Compartment.CORE, MoveContent.cell(move.id(), opening.caseId()), content).on()
				: LocalDate.ofInstant(move.recordedAt(), ZoneOffset.ofHours(-12));
	}

	private MoveOutcome refused(CaseFile file, Stage to, MoveOutcome.Refused refused) {
		// whoever recorded something for the move, and takes that back now, leaves the
		// refusal
		this.log.appendLasting(this.vault.keysOf(file.caseId()), AuditAction.STAGE_REFUSED,
				Detail.of("from", file.stage())
					.and("to", to)
					.and("missing", refused.missing())
					.and("refusals", refused.refusals()));
		return refused;
	}

	private CaseFile lock(CaseId caseId) {
		return this.files.lock(caseId.value()).orElseThrow(() -> new IllegalStateException("seen but not found"));
	}

	private boolean isOwnAndFresh(StageMove move) {
		Instant deadline = move.recordedAt().plus(AUTHOR_MAY_UNDO);
		return Actors.require().id().equals(move.recordedBy()) && !this.clock.instant().isAfter(deadline);
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

	/** In Seoul it is tomorrow before it is in Greenwich. */
	private LocalDate latestDayOnEarth() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.ofHours(14));
	}

}
