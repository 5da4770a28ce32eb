package org.durumi.harm;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.EarlierCycle;
import org.durumi.cases.EarlierCycles;
import org.durumi.cases.RecordBook;
import org.durumi.cases.Stage;
import org.durumi.cases.StageMoved;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.Records;
import org.durumi.keys.SealedRecord;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * Keeps the cycles of a case: those told at intake, and those that stage moves begin and
 * end. A coordinator who moves a case holds no key for harm; the cycle she ends stays
 * open in the record until its owner closes it, while the case file counts on.
 */
@Service
public class Cycles extends RecordBook<Cycle> implements EarlierCycles {

	private final Records records;

	private final Vault vault;

	Cycles(BookKeeping keeping) {
		super(Cycle.KIND, CaseAct.WORK, keeping);
		this.records = keeping.records();
		this.vault = keeping.vault();
	}

	@Override
	public void record(CaseId caseId, List<EarlierCycle> cycles) {
		int number = 1;
		for (EarlierCycle cycle : cycles) {
			this.records.add(Cycle.KIND, caseId, new Cycle(number++, cycle.crossedInYear(), ending(cycle), null, true));
		}
		this.records.add(Cycle.KIND, caseId, new Cycle(number, null, Cycle.Ending.ONGOING, null, false));
	}

	@EventListener
	void on(StageMoved moved) {
		if (moved.from() == null) {
			return;
		}
		if (moved.undoing()) {
			reopen(moved);
			return;
		}
		switch (moved.to()) {
			case ARRIVED, RESETTLED -> {
				beginAfterRepatriation(moved);
				end(moved, Cycle.Ending.ARRIVED);
			}
			case REPATRIATED -> end(moved, Cycle.Ending.REPATRIATED);
			case DECEASED -> end(moved, Cycle.Ending.DECEASED);
			case IDENTIFIED -> begin(moved);
			// a cycle goes on, unless she was lost in the DPRK and is found outside
			case ASSESSED, SHELTERED, IN_PASSAGE, THIRD_COUNTRY, HANAWON, DETAINED -> beginAfterRepatriation(moved);
			case CLOSED, LOST_CONTACT -> {
				// neither says where she is
			}
		}
	}

	/** Lost after a repatriation and found beyond the border, she has crossed again. */
	private void beginAfterRepatriation(StageMoved moved) {
		if (moved.from() == Stage.LOST_CONTACT) {
			Opening opening = this.vault.open(moved.caseId(), Purpose.RECORD, List.of(Cycle.KIND.name()));
			entries(opening).stream()
				.map(BookEntry::content)
				.max(Comparator.comparingInt(Cycle::number))
				.filter((last) -> last.ending() == Cycle.Ending.REPATRIATED)
				.ifPresent((last) -> begin(moved, opening, last.number()));
		}
	}

	private void end(StageMoved moved, Cycle.Ending how) {
		Opening opening = this.vault.open(moved.caseId(), Purpose.RECORD, List.of(Cycle.KIND.name()));
		ongoing(opening).ifPresent((cycle) -> {
			LocalDate on = moved.on();
			this.records.change(Cycle.KIND, cycle, opening.open(cycle).ended(how, on));
		});
	}

	/**
	 * The cycle that the move ended goes on; one that it began waits to be begun again.
	 */
	private void reopen(StageMoved moved) {
		Cycle.Ending undone = switch (Objects.requireNonNull(moved.from())) {
			case ARRIVED, RESETTLED -> (moved.to() == Stage.HANAWON || moved.to() == Stage.ARRIVED)
					? Cycle.Ending.ONGOING : Cycle.Ending.ARRIVED;
			case REPATRIATED -> Cycle.Ending.REPATRIATED;
			case DECEASED -> Cycle.Ending.DECEASED;
			case IDENTIFIED, ASSESSED, SHELTERED, IN_PASSAGE, THIRD_COUNTRY, HANAWON, CLOSED, DETAINED, LOST_CONTACT ->
				Cycle.Ending.ONGOING;
		};
		Opening opening = this.vault.open(moved.caseId(), Purpose.RECORD, List.of(Cycle.KIND.name()));
		if (undone != Cycle.Ending.ONGOING && opening.holds(Compartment.HARM)) {
			this.records.of(Cycle.KIND, moved.caseId())
				.stream()
				.max(Comparator.comparingInt((cycle) -> opening.open(cycle).number()))
				.filter((cycle) -> opening.open(cycle).ending() == undone)
				.ifPresent((cycle) -> this.records.change(Cycle.KIND, cycle,
						opening.open(cycle).ended(Cycle.Ending.ONGOING, null)));
		}
	}

	private void begin(StageMoved moved) {
		Opening opening = this.vault.open(moved.caseId(), Purpose.RECORD, List.of(Cycle.KIND.name()));
		if (opening.holds(Compartment.HARM) && ongoing(opening).isEmpty()) {
			begin(moved, opening,
					entries(opening).stream().map(BookEntry::content).mapToInt(Cycle::number).max().orElse(0));
		}
	}

	private void begin(StageMoved moved, Opening opening, int last) {
		this.records.add(Cycle.KIND, opening.caseId(),
				new Cycle(last + 1, moved.on().getYear(), Cycle.Ending.ONGOING, null, false));
	}

	private Optional<SealedRecord<Cycle>> ongoing(Opening opening) {
		if (!opening.holds(Compartment.HARM)) {
			return Optional.empty();
		}
		return this.records.of(Cycle.KIND, opening.caseId())
			.stream()
			.filter((cycle) -> opening.open(cycle).ending() == Cycle.Ending.ONGOING)
			.findFirst();
	}

	private static Cycle.Ending ending(EarlierCycle cycle) {
		return switch (cycle.ending()) {
			case REPATRIATED -> Cycle.Ending.REPATRIATED;
			case RETURNED -> Cycle.Ending.RETURNED;
			case UNKNOWN -> Cycle.Ending.UNKNOWN;
		};
	}

}
