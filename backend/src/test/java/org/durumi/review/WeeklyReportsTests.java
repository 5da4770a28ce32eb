package org.durumi.review;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.durumi.access.Ties;
import org.durumi.cases.EmergencyAccess;
import org.durumi.cases.Stage;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WeeklyReportsTests extends CaseTest {

	private static final DemoAccount OTHER = DemoAccount.SUPERVISOR_SEOUL;

	@Autowired
	private WeeklyReports reports;

	@Autowired
	private ReviewDesk desk;

	@Autowired
	private ReviewLag lag;

	@Autowired
	private ReviewSettings settings;

	@Autowired
	private Questions questions;

	@Autowired
	private Escalations escalations;

	@Autowired
	private AuditReview review;

	@Autowired
	private EmergencyAccess emergency;

	@Autowired
	private Ties ties;

	@BeforeEach
	void theRulesHaveLookedAtWhatWasBefore() {
		awaitRules();
	}

	@Test
	void saysWhatTheRulesFoundAndWhatBecameOfIt() {
		WeekReport before = thisWeek(SUPERVISOR);
		WeekReport others = thisWeek(OTHER);
		UUID entry = declaredTie(registered(OWNER, Stage.IDENTIFIED, IdentityDraft.EMPTY));
		as(SUPERVISOR, () -> this.questions.ask(entry, "Who is she to you?"));
		UUID question = as(OWNER, () -> this.questions.toMe()).stream()
			.filter((asked) -> asked.row().id().equals(entry))
			.findFirst()
			.orElseThrow()
			.id();
		as(OWNER, () -> this.questions.answer(question, "A neighbour."));
		as(SUPERVISOR, () -> this.review.signOff(entry, "In order."));

		WeekReport after = thisWeek(SUPERVISOR);

		WeekReport.Found found = found(after);
		assertThat(found.entries()).isEqualTo(found(before).entries() + 1);
		assertThat(found.reviewed()).isEqualTo(found(before).reviewed() + 1);
		assertThat(found.late()).isEqualTo(found(before).late());
		assertThat(found.usually()).isNotNull();
		assertThat(found.longest()).isNotNull().isGreaterThanOrEqualTo(found.usually());
		assertThat(after.questions().asked()).isEqualTo(before.questions().asked() + 1);
		assertThat(after.questions().answered()).isEqualTo(before.questions().answered() + 1);
		assertThat(found(thisWeek(OTHER))).as("another team's").isEqualTo(found(others));
		assertThat(after.teams()).contains("Yanji").doesNotContain("Seoul");
		assertThat(thisWeek(OTHER).teams()).contains("Seoul").doesNotContain("Yanji");
	}

	@Test
	void itsFiguresAreTheDesks() {
		declaredTie(registered(OWNER, Stage.IDENTIFIED, IdentityDraft.EMPTY));
		WeekReport report = thisWeek(SUPERVISOR);
		assertThat(report.desk()).isNotEmpty().isEqualTo(as(SUPERVISOR, () -> this.desk.load()));
		assertThat(report.entries()).isEqualTo(as(SUPERVISOR, () -> this.desk.entries()));
		assertThat(report.entries().open()).isEqualTo(as(SUPERVISOR, () -> this.desk.waiting(null, 0, 10_000)).size());
		assertThat(report.accesses().people()).isNotEmpty();
	}

	@Test
	void listsBrokenGlassByCodeNameAndWhatWasHandedOn() {
		CaseId id = registered(OWNER, Stage.IDENTIFIED, IdentityDraft.EMPTY);
		String codeName = facts(id).codeName();
		asFresh(DemoAccount.CASEWORKER_SEOUL, () -> this.emergency.open(codeName, "She is in danger."));
		assertThat(thisWeek(SUPERVISOR).brokenGlass()).anySatisfy((glass) -> {
			assertThat(glass.codeName()).isEqualTo(codeName);
			assertThat(glass.by()).isEqualTo("서가온");
			assertThat(glass.reviewedAt()).isNull();
		});
		awaitRules();
		UUID entry = onDesk("GLASS_BROKEN", id);
		as(SUPERVISOR, () -> this.escalations.escalate(entry, "I sent him."));
		as(OTHER, () -> this.review.signOff(entry, "In order."));

		WeekReport report = thisWeek(SUPERVISOR);

		assertThat(report.brokenGlass()).anySatisfy((glass) -> {
			assertThat(glass.codeName()).isEqualTo(codeName);
			assertThat(glass.reviewer()).isEqualTo("한서윤");
			assertThat(glass.reviewedAt()).isNotNull();
		});
		assertThat(report.handedOn()).anySatisfy((handed) -> {
			assertThat(handed.codeName()).isEqualTo(codeName);
			assertThat(handed.action()).isEqualTo("GLASS_BROKEN");
			assertThat(handed.by()).isEqualTo("최다온");
			assertThat(handed.reviewed()).isTrue();
		});
		assertThat(thisWeek(OTHER).brokenGlass()).noneMatch((glass) -> codeName.equals(glass.codeName()));
	}

	@Test
	void isMadeOfWeeksThatAreOverAndEachIsAnEvent() {
		LocalDate last = as(SUPERVISOR, () -> this.reports.weeks().getFirst());
		assertThat(last).isEqualTo(monday().minusWeeks(1));
		int before = events();
		assertThat(as(SUPERVISOR, () -> this.reports.of(last))).as("before she has shown that it is her").isEmpty();
		assertThat(events()).isEqualTo(before);
		WeekReport report = asFresh(SUPERVISOR, () -> this.reports.of(last)).orElseThrow();
		assertThat(report.monday()).isEqualTo(last);
		assertThat(report.reader()).isEqualTo("최다온");
		assertThat(report.brokenGlass()).isEmpty();
		assertThat(events()).isEqualTo(before + 1);
		assertThatIllegalArgumentException().isThrownBy(() -> asFresh(SUPERVISOR, () -> this.reports.of(monday())));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> asFresh(SUPERVISOR, () -> this.reports.of(last.minusDays(1))));
		assertThat(events()).as("nothing was told").isEqualTo(before + 1);
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseGetsOne(DemoAccount other) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.reports.of(LocalDate.of(2026, 3, 2))));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> as(other, () -> this.lag.state()));
	}

	@Test
	void theRulesKeepUp() {
		ReviewLag.State state = as(SUPERVISOR, () -> this.lag.state());
		assertThat(state.isBehind()).isFalse();
		assertThat(state.lastRound()).isNotNull();
	}

	private WeekReport thisWeek(DemoAccount account) {
		return as(account, () -> inTransaction(() -> this.reports.made(account.subject(), monday())));
	}

	private LocalDate monday() {
		return LocalDate.now(this.settings.zone()).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
	}

	private static WeekReport.Found found(WeekReport report) {
		Map<ReviewRule, WeekReport.Found> found = report.found();
		return found.getOrDefault(ReviewRule.OWN_RELATIVE, new WeekReport.Found(0, 0, 0, 0, null, null));
	}

	private UUID declaredTie(CaseId id) {
		as(OWNER, () -> this.ties.declare(id));
		awaitRules();
		return onDesk("TIE_DECLARED", id);
	}

	private UUID onDesk(String action, CaseId id) {
		return as(SUPERVISOR, () -> this.desk.waiting(null, 0, 10_000)).stream()
			.map(ReviewDesk.Waiting::row)
			.filter((row) -> row.action().equals(action) && id.equals(row.caseId()))
			.findFirst()
			.orElseThrow()
			.id();
	}

	private void awaitRules() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> as(SUPERVISOR, () -> this.lag.state()).waiting() == 0);
	}

	private int events() {
		return as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = 'REVIEW_REPORTED'")
					.param(SUPERVISOR.subject())
					.query(Integer.class)
					.single()));
	}

}
