package org.durumi.review;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.durumi.access.AccessRefused;
import org.durumi.access.Ties;
import org.durumi.audit.Reading;
import org.durumi.cases.Stage;
import org.durumi.people.IdentityDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.TextRefused;
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

class ReviewDeskTests extends CaseTest {

	private static final DemoAccount OTHER = DemoAccount.SUPERVISOR_SEOUL;

	@Autowired
	private ReviewDesk desk;

	@Autowired
	private Questions questions;

	@Autowired
	private Escalations escalations;

	@Autowired
	private AuditReview review;

	@Autowired
	private Ties ties;

	private CaseId id = new CaseId(new UUID(0, 0));

	private UUID entry = new UUID(0, 0);

	@BeforeEach
	void somethingForTheDesk() {
		this.id = registered(OWNER, Stage.IDENTIFIED, IdentityDraft.EMPTY);
		as(OWNER, () -> this.ties.declare(this.id));
		this.entry = Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> onDesk(SUPERVISOR), Optional::isPresent)
			.orElseThrow()
			.row()
			.id();
	}

	@Test
	void anEntryWaitsWithItsReasonAndItsTimeUntilItIsSignedOff() {
		ReviewDesk.Waiting waiting = onDesk(SUPERVISOR).orElseThrow();
		assertThat(waiting.reasons()).contains(new ReviewDesk.Reason(ReviewRule.OWN_RELATIVE, null));
		assertThat(waiting.row().actor()).isEqualTo(OWNER.subject());
		assertThat(waiting.due()).isAfter(Instant.now().plus(Duration.ofHours(71)));
		assertThat(waiting.overdue()).isFalse();
		assertThat(waiting.asked()).isEqualTo(ReviewDesk.Asked.NOT);
		int open = load().open();
		assertThat(open).isPositive();

		assertThat(as(SUPERVISOR, () -> this.review.signOff(this.entry, "She told me.")))
			.isEqualTo(SignOffOutcome.DONE);

		assertThat(onDesk(SUPERVISOR)).isEmpty();
		assertThat(load().open()).isEqualTo(open - 1);
		assertThat(as(SUPERVISOR, () -> this.desk.reasons(this.entry))).extracting(ReviewDesk.Reason::rule)
			.contains(ReviewRule.OWN_RELATIVE);
	}

	@Test
	void oneRulesEntriesAreListedAlone() {
		assertThat(as(SUPERVISOR, () -> this.desk.waiting(ReviewRule.OWN_RELATIVE, 0, 100)))
			.anyMatch((waiting) -> waiting.row().id().equals(this.entry))
			.allSatisfy((waiting) -> assertThat(waiting.reasons()).extracting(ReviewDesk.Reason::rule)
				.contains(ReviewRule.OWN_RELATIVE));
		assertThat(as(SUPERVISOR, () -> this.desk.waiting(ReviewRule.BREAK_GLASS, 0, 100)))
			.noneMatch((waiting) -> waiting.row().id().equals(this.entry));
	}

	@Test
	void readingTheDeskIsWrittenToTheLogOnce() {
		int before = count(SUPERVISOR, "AUDIT_LIST_READ", SUPERVISOR.subject());
		Reading reading = new Reading();
		as(SUPERVISOR, () -> this.desk.waiting(reading, null, 0, 1));
		as(SUPERVISOR, () -> this.desk.waiting(reading, null, 1, 1));
		assertThat(count(SUPERVISOR, "AUDIT_LIST_READ", SUPERVISOR.subject())).isEqualTo(before + 1);
		as(SUPERVISOR, () -> this.desk.waiting(new Reading(), null, 1, 1));
		assertThat(count(SUPERVISOR, "AUDIT_LIST_READ", SUPERVISOR.subject())).as("whichever page comes first")
			.isEqualTo(before + 2);
	}

	@Test
	void whoActedIsAskedAndAnswersAndTheReviewerReadsIt() {
		assertThat(ask(SUPERVISOR, "누구신가요? Who is she to you?")).isEqualTo(QuestionOutcome.DONE);
		assertThat(onDesk(SUPERVISOR).orElseThrow().asked()).isEqualTo(ReviewDesk.Asked.WAITING);
		assertThat(ask(SUPERVISOR, "Again?")).isEqualTo(QuestionOutcome.WAITING);
		Questions.Question asked = toOwner();
		assertThat(asked.question()).isEqualTo("누구신가요? Who is she to you?");
		assertThat(asked.row().id()).isEqualTo(this.entry);
		assertThat(as(OWNER, () -> this.questions.unanswered())).isPositive();

		assertThat(answer(OWNER, asked.id(), "My cousin's neighbour.")).isEqualTo(QuestionOutcome.DONE);

		assertThat(answer(OWNER, asked.id(), "Something else.")).isEqualTo(QuestionOutcome.ANSWERED);
		assertThat(onDesk(SUPERVISOR).orElseThrow().asked()).isEqualTo(ReviewDesk.Asked.ANSWERED);
		assertThat(ask(SUPERVISOR, "Since when?")).isEqualTo(QuestionOutcome.DONE);
		assertThat(onDesk(SUPERVISOR).orElseThrow().asked()).as("one waits").isEqualTo(ReviewDesk.Asked.WAITING);
		assertThat(as(SUPERVISOR, () -> this.questions.about(this.entry))).hasSize(2).first().satisfies((question) -> {
			assertThat(question.question()).isEqualTo("누구신가요? Who is she to you?");
			assertThat(question.answer()).isEqualTo("My cousin's neighbour.");
			assertThat(question.toString()).doesNotContain("cousin");
		});
		assertThat(count(SUPERVISOR, "REASON_ASKED", this.entry)).isEqualTo(2);
		assertThat(count(OWNER, "REASON_GIVEN", this.entry)).isOne();
		assertThat(sealedTexts()).noneMatch((bytes) -> new String(bytes, StandardCharsets.UTF_8).contains("cousin"));
	}

	@Test
	void nobodyIsAskedByHerselfOrByWhomItIsNoneOf() {
		assertThat(ask(OTHER, "Why?")).isEqualTo(QuestionOutcome.NOT_YOURS);
		as(SUPERVISOR, () -> this.desk.waiting(null, 0, 1));
		UUID own = as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select event_id from audit.event where actor_id = ? order by event_id desc limit 1")
					.param(SUPERVISOR.subject())
					.query(UUID.class)
					.single()));
		assertThat(as(SUPERVISOR, () -> this.questions.ask(own, "Why?"))).isEqualTo(QuestionOutcome.OWN);
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> ask(SUPERVISOR, " "));
	}

	@Test
	void nobodyElseAnswers() {
		ask(SUPERVISOR, "Why?");
		UUID question = toOwner().id();
		assertThat(answer(DemoAccount.CASEWORKER_SEOUL, question, "I know.")).isEqualTo(QuestionOutcome.NOT_YOURS);
		assertThat(answer(SUPERVISOR, question, "I know.")).isEqualTo(QuestionOutcome.NOT_YOURS);
		assertThat(as(DemoAccount.CASEWORKER_SEOUL, () -> this.questions.toMe()))
			.noneMatch((each) -> each.id().equals(question));
	}

	@Test
	void whatIsHandedOnIsOnTheOtherSupervisorsDeskAndHersToReview() {
		assertThat(onDesk(OTHER)).isEmpty();
		ReviewDesk.Load before = load();
		int entries = as(SUPERVISOR, () -> this.desk.entries()).open();
		assertThat(escalate(OTHER)).isEqualTo(EscalationOutcome.NOT_YOURS);
		assertThat(escalate(SUPERVISOR)).isEqualTo(EscalationOutcome.DONE);
		assertThat(escalate(SUPERVISOR)).isEqualTo(EscalationOutcome.ALREADY_DONE);
		assertThat(as(SUPERVISOR, () -> this.review.signOff(this.entry, "Fine."))).isEqualTo(SignOffOutcome.HANDED_ON);
		assertThat(onDesk(SUPERVISOR)).as("she has nothing to do with it any more").isEmpty();
		assertThat(load().open()).isEqualTo(before.open() - 1);
		assertThat(as(SUPERVISOR, () -> this.desk.entries()).open()).isEqualTo(entries - 1);

		ReviewDesk.Waiting handedOn = onDesk(OTHER).orElseThrow();
		assertThat(handedOn.reasons()).extracting(ReviewDesk.Reason::rule).contains(ReviewRule.ESCALATED);
		assertThat(handedOn.row().codeName()).as("the case stays her team's").isNull();
		assertThat(as(OTHER, () -> this.escalations.of(this.entry))).get().satisfies((escalation) -> {
			assertThat(escalation.reason()).isEqualTo("She is my friend.");
			assertThat(escalation.own()).isFalse();
		});
		assertThat(as(SUPERVISOR, () -> this.escalations.of(this.entry))).get()
			.extracting(Escalations.Escalation::own)
			.isEqualTo(true);
		assertThat(as(OTHER, () -> this.review.signOff(this.entry, "Talked to both."))).isEqualTo(SignOffOutcome.DONE);
		assertThat(onDesk(OTHER)).isEmpty();
		assertThat(onDesk(SUPERVISOR)).isEmpty();
		assertThat(count(SUPERVISOR, "ENTRY_ESCALATED", this.entry)).isOne();
	}

	@ParameterizedTest
	@EnumSource(names = { "CASEWORKER_YANJI", "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseHasADesk(DemoAccount other) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.desk.waiting(null, 0, 10)));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> as(other, () -> this.desk.load()));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(other, () -> this.questions.about(this.entry)));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> ask(other, "Why?"));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> escalate(other));
	}

	@Test
	void whoKnowsHerSaysSoOnceAndOnlyOfACaseThatIsHersToSee() {
		assertThat(as(OWNER, () -> this.ties.isDeclared(this.id))).isTrue();
		assertThat(as(OWNER, () -> this.ties.declare(this.id))).isFalse();
		assertThat(count(OWNER, "TIE_DECLARED", this.id.value())).isOne();
		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(DemoAccount.CASEWORKER_SEOUL, () -> this.ties.declare(this.id)));
	}

	private Optional<ReviewDesk.Waiting> onDesk(DemoAccount supervisor) {
		return as(supervisor, () -> this.desk.waiting(null, 0, 10_000)).stream()
			.filter((waiting) -> waiting.row().action().equals("TIE_DECLARED")
					&& (this.id.equals(waiting.row().caseId()) || this.entry.equals(waiting.row().id())))
			.findFirst();
	}

	private ReviewDesk.Load load() {
		return as(SUPERVISOR, () -> this.desk.load()).getOrDefault(ReviewRule.OWN_RELATIVE, new ReviewDesk.Load(0, 0));
	}

	private QuestionOutcome ask(DemoAccount supervisor, String question) {
		return as(supervisor, () -> this.questions.ask(this.entry, question));
	}

	private QuestionOutcome answer(DemoAccount account, UUID question, String answer) {
		return as(account, () -> this.questions.answer(question, answer));
	}

	private Questions.Question toOwner() {
		return as(OWNER, () -> this.questions.toMe()).stream()
			.filter((question) -> question.row().id().equals(this.entry))
			.findFirst()
			.orElseThrow();
	}

	private EscalationOutcome escalate(DemoAccount supervisor) {
		return as(supervisor, () -> this.escalations.escalate(this.entry, "She is my friend."));
	}

	private List<byte[]> sealedTexts() {
		return as(OWNER,
				() -> inTransaction(() -> this.jdbc
					.sql("select question || answer from review.question where asked_of = ? and answer is not null")
					.param(OWNER.subject())
					.query(byte[].class)
					.list()));
	}

	private int count(DemoAccount actor, String action, UUID subject) {
		return as(actor,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = ? and subject_id = ?")
					.params(actor.subject(), action, subject)
					.query(Integer.class)
					.single()));
	}

}
