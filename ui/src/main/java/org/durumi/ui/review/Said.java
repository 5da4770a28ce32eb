package org.durumi.ui.review;

import java.util.List;

import org.durumi.review.Escalations.Escalation;
import org.durumi.review.Questions;
import org.durumi.review.ReviewDesk;
import org.jspecify.annotations.Nullable;

/**
 * What was said about an entry besides its marks.
 *
 * @param reasons why it is, or was, on a desk
 * @param questions to whoever acted, oldest first
 * @param escalation absent unless somebody has handed it on
 */
record Said(List<ReviewDesk.Reason> reasons, List<Questions.Question> questions, @Nullable Escalation escalation) {

	Said {
		reasons = List.copyOf(reasons);
		questions = List.copyOf(questions);
	}

	/** Whether a question waits for its answer. */
	boolean isAsked() {
		return this.questions.stream().anyMatch((question) -> question.answeredAt() == null);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
