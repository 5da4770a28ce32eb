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

/** Keeps the places she stayed at. */
@Service
public class Shelters extends RecordBook<ShelterPlace> implements StageGuard {

	Shelters(BookKeeping keeping) {
		super(ShelterPlace.KIND, CaseAct.TRAVEL, keeping);
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.SHELTER_PLACE);
	}

	/** A place is there as long as she has not left it. */
	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		return latestOfCycle(opening).filter((place) -> place.until() == null || !place.until().isBefore(today))
			.isPresent();
	}

}
