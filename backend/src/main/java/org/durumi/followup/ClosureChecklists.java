package org.durumi.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.Condition;
import org.durumi.cases.Elsewhere;
import org.durumi.cases.RecordBook;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.springframework.stereotype.Service;

/**
 * Keeps closure checklists; the newest counts, unless it was for a transfer that came to
 * nothing.
 */
@Service
public class ClosureChecklists extends RecordBook<ClosureChecklist> implements StageGuard {

	private final Elsewhere elsewhere;

	ClosureChecklists(BookKeeping keeping, Elsewhere elsewhere) {
		super(ClosureChecklist.KIND, CaseAct.WORK, keeping);
		this.elsewhere = elsewhere;
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.CLOSURE_CHECKLIST);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		Instant since = this.elsewhere.lastBack(opening.caseId()).orElse(Instant.MIN);
		return entries(opening).stream().anyMatch((entry) -> entry.recordedAt().isAfter(since));
	}

}
