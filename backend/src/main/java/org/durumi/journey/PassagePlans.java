package org.durumi.journey;

import org.durumi.access.CaseAct;
import org.durumi.cases.BookKeeping;
import org.durumi.cases.RecordBook;
import org.springframework.stereotype.Service;

/** Keeps passage plans; the newest counts. */
@Service
public class PassagePlans extends RecordBook<PassagePlan> {

	PassagePlans(BookKeeping keeping) {
		super(PassagePlan.KIND, CaseAct.TRAVEL, keeping);
	}

}
