package org.durumi.journey;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordBook;
import org.durumi.cases.StageGuard;
import org.durumi.keys.Opening;
import org.springframework.stereotype.Service;

/** Keeps decisions on protection; a country's newest counts. */
@Service
public class ProtectionDecisions extends RecordBook<ProtectionDecision> implements StageGuard {

	ProtectionDecisions(BookKeeping keeping) {
		super(ProtectionDecision.KIND, CaseAct.TRAVEL, keeping);
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.PROTECTION_GRANTED, Condition.PROTECTION_REFUSED, Condition.ACCEPTED_ELSEWHERE);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		boolean elsewhere = condition == Condition.ACCEPTED_ELSEWHERE;
		ProtectionDecision.Outcome wanted = (condition == Condition.PROTECTION_REFUSED)
				? ProtectionDecision.Outcome.REFUSED : ProtectionDecision.Outcome.GRANTED;
		Map<String, ProtectionDecision.Outcome> newest = new HashMap<>();
		entries(opening).forEach((entry) -> newest.putIfAbsent(entry.content().country(), entry.content().outcome()));
		return newest.entrySet()
			.stream()
			.anyMatch((decision) -> decision.getKey().equals(ProtectionDecision.KOREA) != elsewhere
					&& decision.getValue() == wanted);
	}

}
