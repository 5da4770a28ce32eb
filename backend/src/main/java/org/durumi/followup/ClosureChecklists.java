package org.durumi.followup;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordBook;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.springframework.stereotype.Service;

/** Keeps closure checklists; the newest counts. */
@Service
public class ClosureChecklists extends RecordBook<ClosureChecklist> implements StageGuard {

	ClosureChecklists(BookKeeping keeping) {
		super(ClosureChecklist.KIND, CaseAct.WORK, keeping);
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.CLOSURE_CHECKLIST);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return latest(opening).isPresent();
	}

}
