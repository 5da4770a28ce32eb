package org.durumi.care;

import java.time.LocalDate;
import java.util.Set;

import org.durumi.access.CaseAct;
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
	protected void kept(CaseId caseId, RiskAssessment assessment) {
		this.facts.assessedAt(caseId, assessment.level());
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.RISK_ASSESSMENT, Condition.RECENT_RISK_ASSESSMENT);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return latest(opening)
			.map((assessment) -> condition == Condition.RISK_ASSESSMENT
					|| !assessment.assessedOn().isBefore(today.minusDays(FRESH_DAYS)))
			.orElse(false);
	}

}
