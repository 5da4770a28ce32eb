package org.durumi.ui.review;

import java.util.UUID;

import org.durumi.access.StaffDirectory;
import org.durumi.exchange.AuditExport;
import org.durumi.review.AuditHistory;
import org.durumi.review.AuditReview;
import org.durumi.review.Escalations;
import org.durumi.review.Questions;
import org.durumi.review.ReviewDesk;
import org.springframework.stereotype.Component;

/** The services behind an opened entry of the log. */
@Component
record ReviewActs(AuditReview review, ReviewDesk desk, Questions questions, Escalations escalations,
		AuditHistory history, AuditExport export, StaffDirectory staff) {

	/** What was said about an entry; the caller has opened it. */
	Said said(UUID event) {
		return new Said(this.desk.reasons(event), this.questions.about(event), this.escalations.of(event).orElse(null));
	}

}
