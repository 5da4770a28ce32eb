package org.durumi.journey;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordBook;
import org.durumi.cases.Residence;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.springframework.stereotype.Service;

/** Keeps discharges from Hanawon. */
@Service
public class Discharges extends RecordBook<Discharge> implements StageGuard, Residence {

	Discharges(BookKeeping keeping) {
		super(Discharge.KIND, CaseAct.WORK, keeping);
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.DISCHARGE);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return latest(opening).isPresent();
	}

	@Override
	public Optional<LocalDate> since(Opening opening) {
		return latest(opening).map(Discharge::livesThereFrom);
	}

}
