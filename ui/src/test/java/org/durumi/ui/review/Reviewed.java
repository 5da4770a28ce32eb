package org.durumi.ui.review;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.StaffDirectory;
import org.durumi.audit.AuditEvent;
import org.durumi.reference.CaseId;
import org.durumi.exchange.AuditExport;
import org.durumi.review.AuditHistory;
import org.durumi.review.AuditReview;
import org.durumi.review.AuditRow;
import org.durumi.review.Escalations;
import org.durumi.review.Questions;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewRule;
import org.durumi.review.ReviewSettings;
import org.jspecify.annotations.Nullable;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** What the screens of the review are shown in tests: invented entries. */
final class Reviewed {

	static final Instant NOW = Instant.parse("2026-03-09T09:00:00Z");

	static final UUID EVENT = new UUID(7, 1);

	static final ReviewSettings SETTINGS = new ReviewSettings(Duration.ofSeconds(5), ZoneId.of("Asia/Seoul"),
			LocalTime.of(7, 0), LocalTime.of(21, 0), Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), 12,
			Duration.ofMinutes(10), 5, Duration.ofMinutes(10), 40, Duration.ofHours(1), 9, Duration.ofHours(24),
			Duration.ofHours(72), Duration.ofDays(7));

	private Reviewed() {
	}

	/** Services that answer nothing yet. */
	static ReviewActs acts() {
		ReviewDesk desk = mock(ReviewDesk.class);
		when(desk.settings()).thenReturn(SETTINGS);
		AuditExport export = mock(AuditExport.class);
		when(export.isFactorFresh()).thenReturn(true);
		return new ReviewActs(mock(AuditReview.class), desk, mock(Questions.class), mock(Escalations.class),
				mock(AuditHistory.class), export, mock(StaffDirectory.class));
	}

	/** Somebody broke the glass. */
	static AuditRow row(@Nullable String actorName, boolean own, boolean reviewed) {
		return new AuditRow(EVENT, NOW.minusSeconds(3600), new UUID(0, 2), actorName, "GLASS_BROKEN",
				AuditEvent.Outcome.DONE, "CASE_FILE", new UUID(0, 3), null, new CaseId(new UUID(0, 3)),
				"Amber Crane 12", "CORE", own, reviewed);
	}

	static AuditRow row() {
		return row("문가람", false, false);
	}

	static ReviewDesk.Waiting waiting(Instant due, ReviewDesk.Asked asked, ReviewDesk.Reason... reasons) {
		return new ReviewDesk.Waiting(row(), List.of(reasons), due, due.isBefore(NOW), asked);
	}

	static ReviewDesk.Reason reason(ReviewRule rule, @Nullable Integer figure) {
		return new ReviewDesk.Reason(rule, figure);
	}

	static Questions.Question question(int number, @Nullable String answer) {
		return new Questions.Question(new UUID(9, number), row(), "최다온", NOW.minusSeconds(600),
				"Why did you look? " + number, (answer != null) ? NOW : null, answer);
	}

}
