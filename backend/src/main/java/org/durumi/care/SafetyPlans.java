package org.durumi.care;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordBook;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.springframework.stereotype.Service;

/** Keeps safety plans; the newest counts. */
@Service
public class SafetyPlans extends RecordBook<SafetyPlan> implements StageGuard {

	SafetyPlans(BookKeeping keeping) {
		super(SafetyPlan.KIND, CaseAct.WORK, keeping);
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.SAFETY_PLAN);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return latest(opening).isPresent();
	}

}
