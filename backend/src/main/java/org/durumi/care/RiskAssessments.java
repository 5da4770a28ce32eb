package org.durumi.care;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookEntry;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.CaseFacts;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordBook;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.durumi.reference.CaseId;
import org.springframework.stereotype.Service;

/** Keeps risk assessments; the newest counts. */
@Service
public class RiskAssessments extends RecordBook<RiskAssessment> implements StageGuard {

	/** For how many days an assessment carries a passage. */
	public static final int FRESH_DAYS = 14;

	private final CaseFacts facts;

	RiskAssessments(BookKeeping keeping, CaseFacts facts) {
		super(RiskAssessment.KIND, CaseAct.WORK, keeping);
		this.facts = facts;
	}

	@Override
	protected void kept(Opening opening) {
		newest(opening).ifPresent((assessment) -> this.facts.assessedAt(opening.caseId(), assessment.level()));
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.RISK_ASSESSMENT, Condition.RECENT_RISK_ASSESSMENT);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return newest(opening)
			.map((assessment) -> condition == Condition.RISK_ASSESSMENT
					|| !assessment.assessedOn().isBefore(today.minusDays(FRESH_DAYS)))
			.orElse(false);
	}

	/**
	 * By the day it was made, not by when it was written down; of one day the later
	 * written.
	 */
	private Optional<RiskAssessment> newest(Opening opening) {
		return entries(opening).stream()
			.map(BookEntry::content)
			.reduce((one, other) -> other.assessedOn().isAfter(one.assessedOn()) ? other : one);
	}

}
