package org.durumi.journey;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.BookOutcome;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordBook;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.durumi.reference.CaseId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the legs of a passage and moves them on, one tap a step. */
@Service
public class Legs extends RecordBook<Leg> implements StageGuard {

	private final CaseList cases;

	private final Clock clock;

	Legs(BookKeeping keeping, CaseList cases) {
		super(Leg.KIND, CaseAct.TRAVEL, keeping);
		this.cases = cases;
		this.clock = keeping.clock();
	}

	/** Adds a leg to the passage of the cycle that the case is in. */
	@Override
	@Transactional
	public BookOutcome<Leg> add(CaseId caseId, Leg leg) {
		return super.add(caseId, leg.inCycle(cycle(caseId)));
	}

	/** They have set out. */
	@Transactional
	public BookOutcome<Leg> depart(CaseId caseId, BookEntry<Leg> seen) {
		return step(caseId, seen, Leg.Outcome.PLANNED, (leg) -> leg.departing(this.clock.instant()));
	}

	/** Somebody has heard of them. */
	@Transactional
	public BookOutcome<Leg> checkIn(CaseId caseId, BookEntry<Leg> seen) {
		return step(caseId, seen, Leg.Outcome.UNDER_WAY, (leg) -> leg.checkedIn(this.clock.instant()));
	}

	/** They were handed over where it was agreed. */
	@Transactional
	public BookOutcome<Leg> handOver(CaseId caseId, BookEntry<Leg> seen) {
		return step(caseId, seen, Leg.Outcome.UNDER_WAY,
				(leg) -> leg.ending(this.clock.instant(), Leg.Outcome.HANDED_OVER));
	}

	/** It ended somewhere else, or will not begin. */
	@Transactional
	public BookOutcome<Leg> abort(CaseId caseId, BookEntry<Leg> seen) {
		if (seen.content().outcome() == Leg.Outcome.HANDED_OVER || seen.content().outcome() == Leg.Outcome.ABORTED) {
			return new BookOutcome.Refused<>(Set.of(RecordRefusal.OUT_OF_ORDER));
		}
		return change(caseId, seen, seen.content().ending(this.clock.instant(), Leg.Outcome.ABORTED));
	}

	private BookOutcome<Leg> step(CaseId caseId, BookEntry<Leg> seen, Leg.Outcome before, UnaryOperator<Leg> step) {
		if (seen.content().outcome() != before) {
			return new BookOutcome.Refused<>(Set.of(RecordRefusal.OUT_OF_ORDER));
		}
		return change(caseId, seen, step.apply(seen.content()));
	}

	/**
	 * A leg begins where the one before it ended; one that was left out is called off
	 * first.
	 */
	@Override
	protected Set<RecordRefusal> reasonsBeside(Opening opening, Leg leg) {
		boolean waits = (leg.outcome() == Leg.Outcome.UNDER_WAY || leg.outcome() == Leg.Outcome.HANDED_OVER)
				&& entries(opening).stream()
					.map(BookEntry::content)
					.anyMatch((earlier) -> earlier.cycle() == leg.cycle() && earlier.number() < leg.number()
							&& earlier.isOpen());
		return waits ? Set.of(RecordRefusal.OUT_OF_ORDER) : Set.of();
	}

	/** The number the next leg takes. */
	public static int nextNumber(List<BookEntry<Leg>> legs) {
		return legs.stream().mapToInt((entry) -> entry.content().number()).max().orElse(0) + 1;
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.PLANNED_LEGS, Condition.LAST_LEG_HANDED_OVER);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		int cycle = cycle(opening.caseId());
		List<Leg> legs = entries(opening).stream()
			.map(BookEntry::content)
			.filter((leg) -> leg.cycle() == cycle && leg.outcome() != Leg.Outcome.ABORTED)
			.toList();
		if (condition == Condition.PLANNED_LEGS) {
			return legs.stream().anyMatch(Leg::isOpen);
		}
		return legs.stream()
			.max(Comparator.comparingInt(Leg::number))
			.filter((leg) -> leg.outcome() == Leg.Outcome.HANDED_OVER)
			.isPresent();
	}

	private int cycle(CaseId caseId) {
		return this.cases.find(caseId).map(CaseListRow::cycle).orElse(1);
	}

}
