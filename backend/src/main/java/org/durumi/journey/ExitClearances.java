package org.durumi.journey;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordBook;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.springframework.stereotype.Service;

/** Keeps clearances to leave a third country. */
@Service
public class ExitClearances extends RecordBook<ExitClearance> implements StageGuard {

	ExitClearances(BookKeeping keeping) {
		super(ExitClearance.KIND, CaseAct.TRAVEL, keeping);
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.EXIT_CLEARANCE);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return latestOfCycle(opening).isPresent();
	}

}
