package org.durumi.followup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The plan that begins with a residence of her own: contacts monthly to six months,
 * quarterly to two years, half-yearly to five; assessments at 0, 6, 12, 24, 36 and 60
 * months, since symptoms may last beyond three years; and a review at the end.
 */
final class FiveYearPlan {

	private static final int MONTHS = 60;

	private static final List<Integer> ASSESSMENTS = List.of(0, 6, 12, 24, 36, MONTHS);

	private FiveYearPlan() {
	}

	/** A task and its day. */
	record Due(PlanTask task, LocalDate on) {
	}

	/** All tasks of the plan, by day. */
	static List<Due> from(LocalDate residence) {
		List<Due> plan = new ArrayList<>();
		for (int month = 0; month <= MONTHS; month++) {
			LocalDate day = residence.plusMonths(month);
			if (isContact(month)) {
				plan.add(new Due(PlanTask.planned(PlanTask.Kind.CONTACT, month), day));
			}
			if (ASSESSMENTS.contains(month)) {
				plan.add(new Due(PlanTask.planned(PlanTask.Kind.ASSESSMENT, month), day));
			}
		}
		plan.add(new Due(PlanTask.planned(PlanTask.Kind.FINAL_REVIEW, MONTHS), residence.plusMonths(MONTHS)));
		return plan;
	}

	private static boolean isContact(int month) {
		return IntStream.rangeClosed(1, 6).anyMatch((monthly) -> monthly == month)
				|| month > 6 && month <= 24 && month % 3 == 0 || month > 24 && month % 6 == 0;
	}

}
