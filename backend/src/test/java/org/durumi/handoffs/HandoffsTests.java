package org.durumi.handoffs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.durumi.access.Approval;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.cases.Condition;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Refusal;
import org.durumi.cases.Stage;
import org.durumi.cases.Timeline;
import org.durumi.consent.Consent;
import org.durumi.consent.SharedItem;
import org.durumi.consent.Sharing;
import org.durumi.followup.ClosureChecklist;
import org.durumi.followup.ClosureChecklists;
import org.durumi.partners.PartnerKeys;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.support.DemoAccount;
import org.durumi.support.PlantedHandoff;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

class HandoffsTests extends HandoffTest {

	@Autowired
	private HandoffMessages messages;

	@Autowired
	private HandoffAcknowledgements acknowledgements;

	@Autowired
	private PartnerKeys keys;

	@Autowired
	private ClosureChecklists checklists;

	@Autowired
	private HandoffNotices notices;

	@Autowired
	private Timeline timeline;

	@Autowired
	private Parts parts;

	@Test
	void aReferralIsComposedAgreedToSealedReadAndAnswered() {
		CaseId id = shared();
		UUID handoff = asked(id, choice(HandoffTemplate.MEDICAL_REFERRAL));
		HandoffApprovals.Opened opened = as(SUPERVISOR, () -> this.words.open(handoff));
		assertThat(opened.fields()).filteredOn((field) -> field.id().equals(HANGUL))
			.singleElement()
			.satisfies((field) -> assertThat(field.readable()).as("not her compartment").isFalse());
		assertThat(opened.fields()).filteredOn((field) -> field.id().equals(CODE_NAME))
			.singleElement()
			.satisfies((field) -> assertThat(field.values()).hasSize(1));
		assertThat(as(SUPERVISOR, () -> decide(handoff, true))).isEqualTo(HandoffApprovals.Decided.NEEDS_FRESH_FACTOR);
		assertThat(asFresh(SUPERVISOR, () -> this.words.waitingForMe(0, 10_000)))
			.extracting(HandoffApprovals.Waiting::handoff)
			.contains(handoff);
		assertThat(asFresh(SUPERVISOR, () -> decide(handoff, true))).isEqualTo(HandoffApprovals.Decided.DONE);
		awaitState(handoff, HandoffState.SEALED);

		assertThat(as(this.member, () -> this.inbox.accept(handoff))).as("not read yet")
			.isEqualTo(HandoffInbox.Answered.TOO_LATE);
		HandoffInbox.Copy copy = as(this.member, () -> this.inbox.read(handoff)).orElseThrow();
		assertThat(copy.fields()).filteredOn((field) -> field.id().equals(HANGUL))
			.singleElement()
			.satisfies((field) -> assertThat(field.values()).containsExactly(NAME));
		assertThat(copy.handoff().state()).isEqualTo(HandoffState.COLLECTED);
		assertThat(as(this.member, () -> this.inbox.mayRead(handoff))).isTrue();
		assertThat(as(this.member, () -> this.inbox.accept(handoff))).isEqualTo(HandoffInbox.Answered.DONE);
		assertThat(as(this.member, () -> this.inbox.decline(handoff, DeclineCode.NO_PLACE)))
			.isEqualTo(HandoffInbox.Answered.TOO_LATE);
		assertThat(as(this.member, () -> this.inbox.take(handoff))).as("until its time is over").isPresent();
		assertThat(as(this.member, () -> this.inbox.complete(handoff, OutcomeCode.DONE)))
			.isEqualTo(HandoffInbox.Answered.DONE);
		assertThat(as(this.member, () -> this.inbox.take(handoff))).isEmpty();

		assertThat(as(this.member, () -> this.inbox.read(handoff))).as("destroyed at outcome").isEmpty();
		assertThat(as(this.member, () -> this.inbox.mayRead(handoff))).isFalse();
		assertThat(as(OWNER,
				() -> inTransaction(() -> this.jdbc.sql("select count(*) from handoffs.part where id = ?")
					.param(handoff)
					.query(Long.class)
					.single())))
			.isZero();
		assertThat(stage(id)).isEqualTo(Stage.IDENTIFIED);
		assertThat(
				as(SUPERVISOR,
						() -> inTransaction(() -> this.jdbc
							.sql("select action from audit.event where subject_id = ? order by event_id")
							.param(handoff)
							.query(String.class)
							.list())))
			.as("the partner's acts are on the desk of the case's team")
			.containsOnlyOnce("HANDOFF_SEALED")
			.containsSubsequence("HANDOFF_COMPOSED", "HANDOFF_READ", "HANDOFF_APPROVED", "HANDOFF_SEALED",
					"HANDOFF_READ", "HANDOFF_ANSWERED", "HANDOFF_ANSWERED");
	}

	@Test
	void listsAreFilteredAndWhoAskedFindsWhatSheAsked() {
		CaseId id = shared();
		UUID open = asked(id, choice(HandoffTemplate.MEDICAL_REFERRAL));
		UUID draft = draft(id, choice(HandoffTemplate.MEDICAL_REFERRAL));
		Set<HandoffState> asked = Set.of(HandoffState.AWAITING_APPROVAL);
		assertThat(as(OWNER, () -> this.outbox.page(new HandoffOutbox.Filter(asked, this.partner), 0, 10)))
			.singleElement()
			.satisfies((entry) -> {
				assertThat(entry.handoff().id()).isEqualTo(open);
				assertThat(entry.caseId()).isEqualTo(id);
				assertThat(entry.codeName()).isNotBlank();
			});
		assertThat(as(OWNER, () -> this.outbox.page(new HandoffOutbox.Filter(Set.of(), this.partner), 0, 10)))
			.extracting((entry) -> entry.handoff().id())
			.containsExactly(draft, open);
		assertThat(as(OWNER, () -> this.outbox.page(new HandoffOutbox.Filter(asked, UUID.randomUUID()), 0, 10)))
			.isEmpty();
		assertThat(as(OWNER, () -> this.words.askedByMe(0, 100))).extracting(HandoffApprovals.Waiting::handoff)
			.contains(open)
			.doesNotContain(draft);
		assertThat(as(SUPERVISOR, () -> this.words.askedByMe(0, 100))).extracting(HandoffApprovals.Waiting::handoff)
			.doesNotContain(open);
		assertThatExceptionOfType(HandoffRefused.class).as("not sealed yet")
			.isThrownBy(() -> as(this.member, () -> this.inbox.find(open)));
	}

	@Test
	void whatSheKeepsBackOrNeverConsentedToStaysUnlessTheOwnerOverridesIt() {
		CaseId id = shared(new Consent.Withheld(SharedItem.NAMES, null, ""));
		HandoffChoice choice = choice(HandoffTemplate.MEDICAL_REFERRAL, HANGUL, CODE_NAME);
		assertThat(withheld(id, choice)).containsOnly(entry(HANGUL, HandoffPreview.Withheld.SHE_KEEPS_IT));
		UUID handoff = draft(id, choice);
		assertThat(as(OWNER, () -> this.composing.ask(handoff, 0, "Why.", null)))
			.isEqualTo(HandoffComposing.Asked.CONSENT_MISSING);

		CaseId unasked = named();
		HandoffPreview preview = as(OWNER, () -> this.composing.preview(unasked, choice));
		assertThat(preview.sharing()).isInstanceOf(Sharing.Missing.class);
		assertThat(preview.leaving()).isEmpty();

		HandoffChoice overriding = new HandoffChoice(this.partner, choice.template(), choice.language(),
				choice.fields(), "She is unconscious.");
		takePart(unasked, hire(OWNER).id());
		UUID overridden = draft(unasked, overriding);
		assertThat(as(OWNER, () -> this.composing.ask(overridden, 0, "At once.", null)))
			.isEqualTo(HandoffComposing.Asked.ASKED);
		assertThat(actions(unasked)).contains("CONSENT_OVERRIDDEN");
		assertThat(as(SUPERVISOR, () -> this.words.open(overridden)).override()).isEqualTo("She is unconscious.");
		assertThat(as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc.sql("""
						select count(*) from review.flag f join audit.event e on e.event_id = f.event_id
						where f.rule = 'WITHOUT_CONSENT' and e.subject_id = ?""")
					.param(overridden)
					.query(Long.class)
					.single())))
			.isOne();
	}

	@Test
	void whoeverIsNotItsOwnerOverridesNothing() {
		CaseId id = named();
		Actor colleague = hire(OWNER);
		takePart(id, colleague.id());
		HandoffChoice overriding = new HandoffChoice(this.partner, HandoffTemplate.MEDICAL_REFERRAL, Language.ENGLISH,
				Set.of(HANGUL), "Because.");
		assertThat(as(colleague, () -> this.composing.save(id, overriding)))
			.isInstanceOf(HandoffSaved.NotYoursToOverride.class);
		assertThat(as(colleague, () -> this.composing.save(id, choice(HandoffTemplate.MEDICAL_REFERRAL))))
			.isInstanceOf(HandoffSaved.Kept.class);
		for (DemoAccount other : List.of(DemoAccount.CASEWORKER_SEOUL, SUPERVISOR, DemoAccount.COORDINATOR,
				DemoAccount.PARTNER_CLINIC)) {
			assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
					() -> as(other, () -> this.composing.preview(id, choice(HandoffTemplate.MEDICAL_REFERRAL))));
		}
	}

	@Test
	void aTransferMovesTheCaseOnAcceptanceAndClosesIt() {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.CASE_TRANSFER);
		UUID second = draft(id, choice(HandoffTemplate.CASE_TRANSFER));
		assertThat(ask(second, "Too.", HandoffTemplate.CASE_TRANSFER)).isEqualTo(HandoffComposing.Asked.GOES_ELSEWHERE);
		as(this.member, () -> this.inbox.read(handoff));
		assertThat(stage(id)).as("still ours").isEqualTo(Stage.IDENTIFIED);
		int version = facts(id).version();
		assertThat(as(this.member, () -> this.inbox.accept(handoff))).isEqualTo(HandoffInbox.Answered.DONE);

		assertThat(move(id, Stage.LOST_CONTACT, "She is theirs.")).isEqualTo(elsewhere());
		Awaitility.await().until(() -> stage(id) == Stage.CLOSED);
		assertThat(facts(id)).satisfies((closed) -> {
			assertThat(closed.stageBefore()).isEqualTo(Stage.IDENTIFIED);
			assertThat(closed.nextDue()).isNull();
			assertThat(closed.version()).isEqualTo(version + 1);
		});
		assertThat(move(id, Stage.LOST_CONTACT, "She is theirs.")).as("not that there is no such step")
			.isEqualTo(elsewhere());
		assertThat(as(OWNER, () -> this.stages.undo(id, "Back.", facts(id).version()))).isEqualTo(elsewhere());
		assertThat(actions(id)).containsOnlyOnce("CASE_TRANSFERRED");
		assertThat(as(OWNER, () -> this.timeline.of(id))).filteredOn((entry) -> entry.source().equals("stage_move"))
			.first()
			.satisfies((entry) -> {
				assertThat(entry.by()).as("nobody of ours").isNull();
				assertThat(entry.facts()).containsEntry("kind", "TRANSFER")
					.containsEntry("from", "IDENTIFIED")
					.containsEntry("to", "CLOSED");
			});
		assertThat(as(OWNER, () -> this.checklists.open(id))).singleElement()
			.satisfies((entry) -> assertThat(entry.content().reason()).isEqualTo(ClosureChecklist.Reason.TRANSFERRED));

		assertThat(as(OWNER, () -> this.pages.open(id))).satisfies((page) -> {
			assertThat(page.elsewhere()).isTrue();
			assertThat(page.moves()).isEmpty();
			assertThat(page.undoable()).isFalse();
		});
		assertThat(move(id, Stage.IDENTIFIED, "Back.")).isEqualTo(elsewhere());
		as(this.member, () -> this.inbox.complete(handoff, OutcomeCode.RETURNED));
		assertThat(needAttention()).as("nobody follows her").contains(handoff);
		assertThat(as(OWNER, () -> this.stages.undo(id, "Back.", facts(id).version())))
			.isEqualTo(new MoveOutcome.Refused(Set.of(), Set.of(Refusal.NOTHING_TO_UNDO)));
		assertThat(move(id, Stage.IDENTIFIED, "Back.")).isInstanceOf(MoveOutcome.Moved.class);
		assertThat(needAttention()).doesNotContain(handoff);
		assertThat(as(OWNER, () -> this.stages.undo(id, "Not yet.", facts(id).version()))).as("the reopening")
			.isInstanceOf(MoveOutcome.Moved.class);
		assertThat(needAttention()).as("closed again").contains(handoff);
	}

	@Test
	void aReopeningFromBeforeACaseWasToGoIsNotTakenBackAfterIt() {
		CaseId id = shared();
		advance(id, Stage.CLOSED);
		assertThat(move(id, Stage.IDENTIFIED, "She called us.")).isInstanceOf(MoveOutcome.Moved.class);
		UUID handoff = asked(id, choice(HandoffTemplate.CASE_TRANSFER));
		as(OWNER, () -> this.outbox.recall(handoff));
		assertThat(as(OWNER, () -> this.stages.undo(id, "Not yet.", facts(id).version())))
			.as("it would close her case with nobody's word")
			.isEqualTo(new MoveOutcome.Refused(Set.of(), Set.of(Refusal.NOTHING_TO_UNDO)));
		assertThat(as(OWNER, () -> this.pages.open(id)).undoable()).isFalse();
	}

	@Test
	void whatIsOnItsWayIsNotClosedAndWhatIsClosedGoesNowhere() {
		CaseId id = shared();
		meet(id, Condition.SECOND_PERSON, Stage.CLOSED);
		meet(id, Condition.SECOND_PERSON, Stage.DECEASED);
		UUID handoff = asked(id, choice(HandoffTemplate.PASSAGE_TRANSFER));
		MoveOutcome.Refused onItsWay = new MoveOutcome.Refused(Set.of(), Set.of(Refusal.ON_ITS_WAY));
		assertThat(move(id, Stage.CLOSED, "She declined.")).isEqualTo(onItsWay);
		assertThat(as(OWNER, () -> this.pages.open(id)).moves()).as("nor asked for in vain")
			.filteredOn((possible) -> possible.to() == Stage.CLOSED || possible.to() == Stage.DECEASED)
			.hasSize(2)
			.allMatch((possible) -> possible.objection() == Refusal.ON_ITS_WAY && !possible.isOpen());
		assertThat(move(id, Stage.DECEASED, "She died.")).isEqualTo(onItsWay);
		assertThat(move(id, Stage.LOST_CONTACT, "Not reached.")).isInstanceOf(MoveOutcome.Moved.class);
		as(OWNER, () -> this.outbox.recall(handoff));
		assertThat(missing(id, Stage.CLOSED)).as("what was settled or agreed to before it was to go")
			.contains(Condition.CLOSURE_CHECKLIST, Condition.SECOND_PERSON);
		assertThat(missing(id, Stage.DECEASED)).contains(Condition.SECOND_PERSON);
		advance(id, Stage.CLOSED);

		assertThat(ask(draft(id, choice(HandoffTemplate.CASE_TRANSFER)), "Now.", HandoffTemplate.CASE_TRANSFER))
			.isEqualTo(HandoffComposing.Asked.CASE_CLOSED);
	}

	@ParameterizedTest
	@EnumSource(OutcomeCode.class)
	void whatThePartnerReportsSaysWhoseTheCaseIsThen(OutcomeCode code) {
		CaseId id = shared();
		UUID handoff = taken(id);
		as(this.member, () -> this.inbox.complete(handoff, code));
		boolean theirs = Set.of(OutcomeCode.DONE, OutcomeCode.DONE_IN_PART, OutcomeCode.PASSED_ON).contains(code);
		assertThat(as(OWNER, () -> this.outbox.find(handoff)).orElseThrow().theirs()).isEqualTo(theirs);
		assertThat(as(OWNER, () -> this.outbox.find(handoff)).orElseThrow().givenBack())
			.isEqualTo(Set.of(OutcomeCode.RETURNED, OutcomeCode.LOST_CONTACT).contains(code));
		assertThat(needAttention()).as("whatever the outcome").contains(handoff);
		boolean asked = as(OWNER, () -> this.outbox.checkEnd(handoff));
		assertThat(asked).as("a case that came back is opened again instead")
			.isEqualTo(!Set.of(OutcomeCode.RETURNED, OutcomeCode.LOST_CONTACT).contains(code));
		assertThat(needAttention().contains(handoff)).isEqualTo(!asked);
		assertThat(move(id, Stage.IDENTIFIED, "She called us.")).satisfies((outcome) -> {
			if (theirs) {
				assertThat(outcome).isEqualTo(elsewhere());
			}
			else {
				assertThat(outcome).isInstanceOf(MoveOutcome.Moved.class);
			}
		});
	}

	@Test
	void howATransferEndedNeedsAttentionUntilOneOfOursHasAskedThePartner() {
		CaseId id = shared();
		UUID handoff = taken(id);
		assertThat(as(OWNER, () -> this.outbox.checkEnd(handoff))).as("not ended").isFalse();
		as(this.member, () -> this.inbox.complete(handoff, OutcomeCode.DECEASED));
		assertThat(as(OWNER, () -> this.outbox.find(handoff)).orElseThrow().unchecked()).isTrue();
		for (DemoAccount other : List.of(DemoAccount.CASEWORKER_SEOUL, DemoAccount.SUPERVISOR_SEOUL,
				DemoAccount.PARTNER_CLINIC)) {
			assertThatException().as("%s", other).isThrownBy(() -> as(other, () -> this.outbox.checkEnd(handoff)));
		}
		assertThat(needAttention()).contains(handoff);
		assertThat(as(SUPERVISOR, () -> this.outbox.checkEnd(handoff))).isTrue();
		assertThat(as(OWNER, () -> this.outbox.checkEnd(handoff))).as("once").isFalse();
		assertThat(actions(id)).containsOnlyOnce("TRANSFER_END_CHECKED");
		assertThat(needAttention()).doesNotContain(handoff);
		assertThat(as(OWNER, () -> this.outbox.find(handoff)).orElseThrow().unchecked()).isFalse();
	}

	@Test
	void aSupervisorTakesACaseBackFromAPartnerWhoDoesNotGiveIt() {
		CaseId id = shared();
		UUID handoff = taken(id);
		assertThat(asFresh(SUPERVISOR, () -> this.words.takeCaseBack(handoff))).as("nobody demanded it")
			.isEqualTo(HandoffApprovals.Decided.TOO_LATE);
		as(SUPERVISOR, () -> this.outbox.recall(handoff));
		assertThat(move(id, Stage.IDENTIFIED, "Back.")).as("a demand is a word").isEqualTo(elsewhere());
		assertThat(as(SUPERVISOR, () -> this.words.takeCaseBack(handoff)))
			.isEqualTo(HandoffApprovals.Decided.NEEDS_FRESH_FACTOR);
		for (DemoAccount other : List.of(OWNER, DemoAccount.SUPERVISOR_SEOUL, DemoAccount.PARTNER_CLINIC)) {
			assertThatException().as("%s", other)
				.isThrownBy(() -> asFresh(other, () -> this.words.takeCaseBack(handoff)));
		}
		assertThat(asFresh(SUPERVISOR, () -> this.words.takeCaseBack(handoff)))
			.isEqualTo(HandoffApprovals.Decided.PARTNER_UNTOLD);
		assertThat(as(OWNER, () -> this.notices.told(handoff, HandoffNotice.What.DEMANDED))).isTrue();
		assertThat(asFresh(SUPERVISOR, () -> this.words.takeCaseBack(handoff)))
			.isEqualTo(HandoffApprovals.Decided.DONE);
		assertThat(found(handoff).state()).isEqualTo(HandoffState.RECALLED);
		assertThat(found(handoff).times().recallDemanded()).as("first it was demanded")
			.isBefore(found(handoff).times().ended());
		assertThat(as(this.member, () -> this.inbox.complete(handoff, OutcomeCode.SHE_ENDED_IT)))
			.as("she has it no more")
			.isEqualTo(HandoffInbox.Answered.TOO_LATE);
		assertThat(asFresh(SUPERVISOR, () -> this.words.takeCaseBack(handoff))).as("once")
			.isEqualTo(HandoffApprovals.Decided.TOO_LATE);
		assertThat(needAttention()).contains(handoff);
		assertThat(move(id, Stage.IDENTIFIED, "Back.")).isInstanceOf(MoveOutcome.Moved.class);
		assertThat(needAttention()).doesNotContain(handoff);
	}

	@Test
	void aClosedPartnerNeedNotBeToldAndWhatEndedIsTakenBackAsWell() {
		CaseId silent = shared();
		UUID closed = taken(silent);
		as(SUPERVISOR, () -> this.outbox.recall(closed));
		enable(false);
		assertThat(asFresh(SUPERVISOR, () -> this.words.takeCaseBack(closed))).isEqualTo(HandoffApprovals.Decided.DONE);
		enable(true);
		CaseId across = shared();
		UUID ended = taken(across);
		as(this.member, () -> this.inbox.complete(ended, OutcomeCode.DONE));
		assertThat(asFresh(SUPERVISOR, () -> this.words.takeCaseBack(ended))).isEqualTo(HandoffApprovals.Decided.DONE);
		assertThat(found(ended).state()).isEqualTo(HandoffState.COMPLETED);
		assertThat(as(OWNER, () -> this.outbox.find(ended)).orElseThrow().givenBack()).isTrue();
		assertThat(as(OWNER, () -> this.outbox.checkEnd(ended))).as("she is ours again").isFalse();

		assertThat(told(ended)).as("they are told, and see it").contains(HandoffNotice.What.TAKEN_BACK);
		assertThat(told(closed)).contains(HandoffNotice.What.TAKEN_BACK);
		assertThat(as(this.member, () -> this.inbox.find(ended)).times().takenBack()).isAfter(ended(ended));
		assertThat(as(this.member, () -> this.inbox.find(closed)).times().takenBack()).as("of one they did not end")
			.isNotNull();
		UUID given = taken(shared());
		as(this.member, () -> this.inbox.complete(given, OutcomeCode.RETURNED));
		assertThat(told(given)).as("who gave it back").doesNotContain(HandoffNotice.What.TAKEN_BACK);
		assertThat(as(this.member, () -> this.inbox.find(given)).times().takenBack()).isNull();
	}

	@Test
	void aPartnerWhoDoesNotKnowThatACaseWasTakenBackNeedsAttentionAlsoWhenItIsOpenAgain() throws SQLException {
		CaseId id = shared();
		UUID handoff = taken(id);
		as(this.member, () -> this.inbox.complete(handoff, OutcomeCode.DONE));
		asFresh(SUPERVISOR, () -> this.words.takeCaseBack(handoff));
		assertThat(move(id, Stage.IDENTIFIED, "Back.")).isInstanceOf(MoveOutcome.Moved.class);
		assertThat(needAttention()).as("a mail may be on its way").doesNotContain(handoff);
		try (Connection superuser = TestDatabase.connect("postgres")) {
			PlantedHandoff.ageNotices(superuser, handoff, id.value(), Duration.ofHours(1));
		}
		assertThat(needAttention()).contains(handoff);
		as(OWNER, () -> this.notices.told(handoff, HandoffNotice.What.TAKEN_BACK));
		assertThat(needAttention()).doesNotContain(handoff);
	}

	private List<HandoffNotice.What> told(UUID handoff) {
		return as(OWNER, () -> this.notices.of(handoff)).stream().map(HandoffNotice::what).toList();
	}

	private Instant ended(UUID handoff) {
		return Objects.requireNonNull(found(handoff).times().completed());
	}

	@Test
	void nothingGoesOnAfterARepatriation() {
		CaseId id = shared();
		UUID sealed = sealed(id, HandoffTemplate.CASE_TRANSFER);
		move(id, Stage.LOST_CONTACT, "Not reached.");
		assertThat(move(id, Stage.REPATRIATED, "Her sister saw it.")).isInstanceOf(MoveOutcome.Moved.class);
		assertThat(found(sealed).frozen()).containsExactly(Handoff.Frozen.ARREST);
		assertThat(asFresh(SUPERVISOR, () -> release(sealed))).isEqualTo(HandoffApprovals.Decided.DETAINED);
		move(id, Stage.LOST_CONTACT, "Nothing was heard since.");
		assertThat(asFresh(SUPERVISOR, () -> release(sealed))).as("wherever she is held")
			.isEqualTo(HandoffApprovals.Decided.DETAINED);
		as(OWNER, () -> this.outbox.recall(sealed));
		for (HandoffTemplate template : List.of(HandoffTemplate.CASE_TRANSFER, HandoffTemplate.MEDICAL_REFERRAL)) {
			assertThat(ask(draft(id, choice(template)), "Now.", template)).isEqualTo(HandoffComposing.Asked.DETAINED);
		}
	}

	@Test
	void anArrestThatMeetsAnAcceptanceIsToldSoAndNothingIsHalfDone() throws Exception {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.CASE_TRANSFER);
		as(this.member, () -> this.inbox.read(handoff));
		missing(id, Stage.DETAINED).forEach((condition) -> meet(id, condition, Stage.DETAINED));
		CompletableFuture<Void> accepted = new CompletableFuture<>();
		CompletableFuture<Void> waited = new CompletableFuture<>();
		try (ExecutorService both = Executors.newFixedThreadPool(2)) {
			Future<?> acceptance = both.submit(() -> as(this.member, () -> inTransaction(() -> {
				HandoffInbox.Answered answered = this.inbox.accept(handoff);
				accepted.complete(null);
				waited.join();
				return answered;
			})));
			accepted.join();
			Future<MoveOutcome> arrest = both.submit(() -> move(id, Stage.DETAINED, "At the station."));
			try (Connection superuser = TestDatabase.connect("postgres")) {
				Awaitility.await().until(() -> anArrestWaits(superuser));
			}
			waited.complete(null);
			assertThat(acceptance.get()).isEqualTo(HandoffInbox.Answered.DONE);
			assertThatException().isThrownBy(arrest::get).withCauseInstanceOf(OptimisticLockingFailureException.class);
		}
		Awaitility.await().until(() -> stage(id) == Stage.CLOSED);
		assertThat(facts(id).stageBefore()).as("no arrest was half recorded").isEqualTo(Stage.IDENTIFIED);
		assertThat(actions(id)).as("that somebody tried").contains("STAGE_REFUSED");
	}

	private static boolean anArrestWaits(Connection superuser) throws SQLException {
		try (Statement statement = superuser.createStatement(); ResultSet row = statement.executeQuery("""
				select exists (select from pg_locks l join pg_stat_activity a using (pid)
					where not l.granted and a.query like 'select handoffs.freeze(%')""")) {
			row.next();
			return row.getBoolean(1);
		}
	}

	private List<UUID> needAttention() {
		return as(OWNER, () -> this.outbox.due(null, 0, 1000)).stream().map((entry) -> entry.handoff().id()).toList();
	}

	/** A transfer that the partner has accepted, and the case closed by that. */
	private UUID taken(CaseId id) {
		UUID handoff = sealed(id, HandoffTemplate.CASE_TRANSFER);
		as(this.member, () -> this.inbox.read(handoff));
		assertThat(as(this.member, () -> this.inbox.accept(handoff))).isEqualTo(HandoffInbox.Answered.DONE);
		Awaitility.await().until(() -> stage(id) == Stage.CLOSED);
		return handoff;
	}

	@Test
	void aTransferIsAskedForOnlyOnceAllIsSettled() {
		CaseId id = shared();
		UUID handoff = draft(id, choice(HandoffTemplate.CASE_TRANSFER));
		ClosureChecklist half = new ClosureChecklist(ClosureChecklist.Reason.TRANSFERRED, TODAY, true, false, true, "");
		ClosureChecklist other = new ClosureChecklist(ClosureChecklist.Reason.MOVED, TODAY, true, true, true, "");
		for (ClosureChecklist settled : Arrays.asList(null, half, other)) {
			assertThat(as(OWNER, () -> this.composing.ask(handoff, 0, "Now.", settled)))
				.isEqualTo(HandoffComposing.Asked.CHECKLIST_MISSING);
		}
		assertThat(as(OWNER, () -> this.checklists.count(id))).isZero();
		assertThat(ask(handoff, "Now.", HandoffTemplate.CASE_TRANSFER)).isEqualTo(HandoffComposing.Asked.ASKED);
		assertThat(as(OWNER, () -> this.checklists.count(id))).isOne();
	}

	private static MoveOutcome elsewhere() {
		return new MoveOutcome.Refused(Set.of(), Set.of(Refusal.ELSEWHERE));
	}

	@Test
	void whatIsRecalledBeforeItIsCollectedIsGoneAndAfterwardsDemanded() {
		CaseId id = shared();
		UUID early = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		assertThat(as(OWNER, () -> this.outbox.recall(early))).isEqualTo(HandoffOutbox.Recalled.TAKEN_BACK);
		assertThat(as(this.member, () -> this.inbox.read(early))).isEmpty();
		assertThat(as(this.member, () -> this.inbox.take(early))).isEmpty();
		assertThat(as(this.member, () -> this.inbox.page(0, 10))).singleElement()
			.satisfies((line) -> assertThat(line.state()).isEqualTo(HandoffState.RECALLED));

		UUID late = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		assertThat(as(this.member, () -> this.inbox.take(late))).isPresent();
		as(this.member, () -> this.inbox.accept(late));
		assertThat(as(SUPERVISOR, () -> this.outbox.recall(late))).isEqualTo(HandoffOutbox.Recalled.DEMANDED);
		assertThat(found(late).times().recallDemanded()).isNotNull();
		assertThat(as(this.member, () -> this.inbox.read(late))).isEmpty();
		assertThat(as(OWNER, () -> this.outbox.recall(late))).isEqualTo(HandoffOutbox.Recalled.TOO_LATE);
		assertThat(as(this.member, () -> this.inbox.take(late))).isEmpty();
		assertThat(as(this.member, () -> this.inbox.complete(late, OutcomeCode.RETURNED)))
			.isEqualTo(HandoffInbox.Answered.DONE);
	}

	@Test
	void staffWhoTryWhatIsNotTheirsGetNothingAndEachTryIsAnEntry() {
		CaseId id = shared();
		UUID handoff = draft(id, choice(HandoffTemplate.MEDICAL_REFERRAL));
		assertThat(as(OWNER, () -> this.outbox.require(handoff)).caseId()).isEqualTo(id);
		as(OWNER, () -> this.composing.requireComposing(id));

		Actor stranger = hire(DemoAccount.CASEWORKER_SEOUL);
		assertThatExceptionOfType(HandoffRefused.class)
			.isThrownBy(() -> as(stranger, () -> this.outbox.require(handoff)));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> as(stranger, () -> {
			this.composing.requireComposing(id);
			return id;
		}));
		assertThat(as(SUPERVISOR, () -> inTransaction(() -> this.jdbc
			.sql("select subject_id from audit.event where action = 'DENIED' and actor_id = ? order by event_id")
			.param(stranger.id())
			.query(UUID.class)
			.list()))).containsExactly(handoff, id.value());
	}

	@Test
	void aWithdrawnConsentAndAnArrestFreezeWhatIsQueued() {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		as(OWNER, () -> this.consents.withdraw(id, as(OWNER, () -> this.consents.open(id)).getFirst(), TODAY, ""));
		assertThat(found(handoff).frozen()).containsExactly(Handoff.Frozen.CONSENT);
		assertThat(as(this.member, () -> this.inbox.read(handoff))).isEmpty();
		assertThat(as(this.member, () -> this.inbox.mayRead(handoff))).isFalse();
		assertThat(asFresh(SUPERVISOR, () -> release(handoff))).isEqualTo(HandoffApprovals.Decided.CONSENT_CHANGED);
		consent(id);
		assertThat(as(SUPERVISOR, () -> release(handoff))).isEqualTo(HandoffApprovals.Decided.NEEDS_FRESH_FACTOR);
		assertThat(asFresh(SUPERVISOR, () -> release(handoff))).isEqualTo(HandoffApprovals.Decided.DONE);

		as(OWNER, () -> this.records.add(id, Condition.DETENTION, TODAY));
		move(id, Stage.DETAINED, "Taken at the station.");
		assertThat(found(handoff).frozen()).containsExactly(Handoff.Frozen.ARREST);
		assertThat(as(this.member, () -> this.inbox.take(handoff))).isEmpty();
		Handoff theirs = as(this.member, () -> this.inbox.find(handoff));
		assertThat(theirs.isFrozen()).isTrue();
		assertThat(theirs.frozen()).as("not a partner's to know").isEmpty();
		UUID another = draft(id, choice(HandoffTemplate.MEDICAL_REFERRAL));
		assertThat(as(OWNER, () -> this.composing.ask(another, 0, "She needs it.", null)))
			.isEqualTo(HandoffComposing.Asked.DETAINED);

		int stopped = found(handoff).version();
		withdrawConsent(id);
		assertThat(found(handoff).frozen()).containsExactlyInAnyOrder(Handoff.Frozen.CONSENT, Handoff.Frozen.ARREST);
		consent(id);
		assertThat(asFresh(SUPERVISOR, () -> this.words.release(handoff, stopped))).as("not told of both")
			.isEqualTo(HandoffApprovals.Decided.TOO_LATE);
		assertThat(asFresh(SUPERVISOR, () -> release(handoff))).isEqualTo(HandoffApprovals.Decided.DETAINED);
		move(id, Stage.IDENTIFIED, "They let her go.");
		assertThat(asFresh(SUPERVISOR, () -> release(handoff))).isEqualTo(HandoffApprovals.Decided.DONE);
		assertThat(found(handoff).frozen()).isEmpty();
	}

	@Test
	void whatWasAgreedToEndsWithAConsentThatIsShortened() {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		UUID read = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		as(this.member, () -> this.inbox.read(read));
		consent(id, TODAY.plusDays(5), Consent.Form.ORALLY);
		assertThat(until(handoff)).isEqualTo(TODAY.plusDays(5));
		consent(id, TODAY.plusDays(9), Consent.Form.ORALLY);
		assertThat(until(handoff)).as("longer takes a second person").isEqualTo(TODAY.plusDays(5));
		withdrawConsent(id);
		assertThat(found(handoff).frozen()).containsExactly(Handoff.Frozen.CONSENT);
		consent(id, TODAY, Consent.Form.VITAL_INTERESTS);
		assertThat(until(handoff)).isEqualTo(TODAY);
		assertThat(asFresh(SUPERVISOR, () -> release(handoff))).isEqualTo(HandoffApprovals.Decided.DONE);
		assertThat(until(handoff)).as("a basis ends as well").isEqualTo(TODAY);
		assertThat(as(OWNER, () -> this.outbox.recall(read))).isEqualTo(HandoffOutbox.Recalled.DEMANDED);
		assertThat(actions(id)).contains("HANDOFF_SHORTENED");
	}

	@Test
	void withAHandoffThatIsTakenBackGoesItsRequestWhoeverAskedForIt() {
		UUID handoff = asked(shared(), choice(HandoffTemplate.MEDICAL_REFERRAL));
		assertThat(as(SUPERVISOR, () -> this.words.waitingForMe(0, 10_000)))
			.filteredOn((waiting) -> waiting.handoff().equals(handoff))
			.singleElement()
			.satisfies((waiting) -> {
				assertThat(waiting.partner()).isEqualTo(this.partner);
				assertThat(waiting.codeName()).isNotBlank();
			});
		as(SUPERVISOR, () -> this.outbox.recall(handoff));
		assertThat(as(SUPERVISOR, () -> this.words.waitingForMe(0, 10_000)))
			.extracting(HandoffApprovals.Waiting::handoff)
			.doesNotContain(handoff);
		assertThat(as(OWNER, () -> this.words.askedByMe(0, 100))).first()
			.satisfies((asked) -> assertThat(asked.approval().state()).isEqualTo(Approval.State.WITHDRAWN));
	}

	private LocalDate until(UUID handoff) {
		return as(OWNER,
				() -> inTransaction(() -> this.jdbc.sql("select consent_until from handoffs.handoff_case where id = ?")
					.param(handoff)
					.query(LocalDate.class)
					.single()));
	}

	@Test
	void aReasonExemptsFromHerConsentWhatItOverridesAndNoOtherField() {
		CaseId id = shared();
		UUID nothing = asked(id, overriding(HANGUL));
		assertThat(actions(id)).doesNotContain("CONSENT_OVERRIDDEN");
		withdrawConsent(id);
		assertThat(found(nothing).frozen()).containsExactly(Handoff.Frozen.CONSENT);
		assertThat(asFresh(SUPERVISOR, () -> release(nothing))).isEqualTo(HandoffApprovals.Decided.CONSENT_CHANGED);

		CaseId keeping = shared(new Consent.Withheld(SharedItem.NAMES, null, ""));
		UUID one = asked(keeping, overriding(HANGUL, CODE_NAME));
		assertThat(as(SUPERVISOR, () -> this.words.open(one)).fields()).filteredOn(HandoffApprovals.Field::overridden)
			.extracting(HandoffApprovals.Field::id)
			.containsExactly(HANGUL);
		withdrawConsent(keeping);
		assertThat(found(one).frozen()).containsExactly(Handoff.Frozen.CONSENT);

		CaseId never = named();
		UUID all = asked(never, overriding(HANGUL, CODE_NAME));
		consent(never, new Consent.Withheld(SharedItem.NAMES, null, ""));
		assertThat(found(all).frozen()).isEmpty();
		assertThat(asFresh(SUPERVISOR, () -> decide(all, true))).isEqualTo(HandoffApprovals.Decided.DONE);
	}

	private void withdrawConsent(CaseId id) {
		as(OWNER, () -> this.consents.withdraw(id, this.consents.open(id).getFirst(), TODAY, ""));
	}

	@Test
	void whoAgreesAgreesToWhatSheSaw() {
		CaseId id = shared();
		UUID handoff = asked(id, choice(HandoffTemplate.MEDICAL_REFERRAL, CODE_NAME));
		UUID seen = request(handoff);
		as(OWNER, () -> this.composing.withdraw(handoff));
		HandoffSaved more = as(OWNER, () -> this.composing.save(handoff, found(handoff).version(),
				choice(HandoffTemplate.MEDICAL_REFERRAL, CODE_NAME, HANGUL)));
		assertThat(as(OWNER, () -> this.composing.ask(handoff, ((HandoffSaved.Kept) more).version(), "More.", null)))
			.isEqualTo(HandoffComposing.Asked.ASKED);
		assertThat(asFresh(SUPERVISOR, () -> this.words.decide(handoff, seen, true, "")))
			.isEqualTo(HandoffApprovals.Decided.TOO_LATE);
		assertThat(found(handoff).times().approved()).isNull();
		assertThat(asFresh(SUPERVISOR, () -> decide(handoff, true))).isEqualTo(HandoffApprovals.Decided.DONE);
	}

	@Test
	void whatIsMoreThanTheFieldsThatWereAgreedToIsNotSealed() {
		UUID handoff = draft(shared(), choice(HandoffTemplate.MEDICAL_REFERRAL, CODE_NAME));
		HandoffPreview.Item more = new HandoffPreview.Item(HANGUL, Compartment.IDENTITY, SharedItem.NAMES, null, false,
				List.of(NAME));
		assertThat(as(OWNER, () -> inTransaction(() -> {
			this.parts.keep(handoff, List.of(more), "");
			return this.composing.ask(handoff, 0, "Less than she gets.", null);
		}))).isEqualTo(HandoffComposing.Asked.ASKED);
		assertThat(asFresh(SUPERVISOR, () -> decide(handoff, true))).isEqualTo(HandoffApprovals.Decided.DONE);
		Awaitility.await().until(() -> found(handoff).waitsFor() == Handoff.WaitsFor.CONTENT);
		as(OWNER, () -> this.outbox.recall(handoff));
	}

	@Test
	void whoAskedLetsNothingGoOn() {
		CaseId id = shared();
		Actor like = hire(SUPERVISOR);
		Actor both = hire(like.organisation(), like.team(), Set.of(Role.SUPERVISOR, Role.CASEWORKER));
		takePart(id, both.id());
		HandoffSaved saved = as(both, () -> this.composing.save(id, choice(HandoffTemplate.MEDICAL_REFERRAL)));
		UUID handoff = ((HandoffSaved.Kept) saved).id();
		as(both, () -> this.composing.ask(handoff, 0, "She needs it.", null));
		withdrawConsent(id);
		consent(id);
		int version = found(handoff).version();

		assertThat(asFresh(both, () -> this.words.release(handoff, version)))
			.isEqualTo(HandoffApprovals.Decided.SECOND_PERSON);
		assertThat(asFresh(SUPERVISOR, () -> this.words.release(handoff, version - 1)))
			.isEqualTo(HandoffApprovals.Decided.TOO_LATE);
		assertThat(asFresh(SUPERVISOR, () -> this.words.release(handoff, version)))
			.isEqualTo(HandoffApprovals.Decided.DONE);
	}

	@Test
	void theSecondPersonAgreesUntilTheConsentsLastDay() {
		CaseId id = named();
		consent(id, TODAY.plusDays(3), Consent.Form.ORALLY);
		UUID handoff = asked(id, choice(HandoffTemplate.MEDICAL_REFERRAL));
		long before = looks(id);
		assertThat(asFresh(SUPERVISOR, () -> decide(handoff, true))).isEqualTo(HandoffApprovals.Decided.DONE);
		assertThat(looks(id) - before).as("one look, one event").isOne();
		assertThat(until(handoff)).isEqualTo(TODAY.plusDays(3));
	}

	private long looks(CaseId id) {
		return actions(id).stream().filter("HANDOFF_PREVIEWED"::equals).count();
	}

	@Test
	void withoutAKeyOrAPartnerItWaitsAndSaysForWhat() {
		CaseId id = shared();
		UUID handoff = asked(id, choice(HandoffTemplate.MEDICAL_REFERRAL));
		enable(false);
		asFresh(SUPERVISOR, () -> decide(handoff, true));
		Awaitility.await().until(() -> found(handoff).waitsFor() == Handoff.WaitsFor.PARTNER);
		enable(true);
		awaitState(handoff, HandoffState.SEALED);
		enable(false);
		assertThatExceptionOfType(HandoffRefused.class)
			.isThrownBy(() -> as(this.member, () -> this.inbox.read(handoff)));
		assertThat(as(this.member, () -> this.inbox.page(0, 10))).isEmpty();
	}

	@Test
	void whatWasSealedToAKeyThatIsRevokedIsNoLongerTaken() {
		CaseId id = shared();
		UUID handoff = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		UUID collected = sealed(id, HandoffTemplate.MEDICAL_REFERRAL);
		assertThat(as(this.member, () -> this.inbox.take(collected))).isPresent();
		revokeKey(found(handoff));
		assertThat(as(this.member, () -> this.inbox.take(handoff))).isEmpty();
		assertThat(as(this.member, () -> this.inbox.read(handoff))).isEmpty();
		assertThat(as(OWNER, () -> this.outbox.take(handoff))).isEmpty();
		assertThat(found(handoff).state()).isEqualTo(HandoffState.SEALED);
		assertThat(as(this.member, () -> this.inbox.accept(collected))).isEqualTo(HandoffInbox.Answered.TOO_LATE);
		assertThat(as(this.member, () -> this.inbox.decline(collected, DeclineCode.NO_PLACE)))
			.isEqualTo(HandoffInbox.Answered.DONE);
	}

	@Test
	void aMemberOfAnotherPartnerGetsNothingAndEachTryIsAnEntry() {
		UUID handoff = sealed(shared(), HandoffTemplate.MEDICAL_REFERRAL);
		Actor stranger = hire(newPartner(), null, Set.of(Role.PARTNER));
		List<Supplier<Object>> tries = List.of(() -> this.inbox.read(handoff), () -> this.inbox.take(handoff),
				() -> this.inbox.accept(handoff), () -> this.inbox.decline(handoff, DeclineCode.NO_PLACE),
				() -> this.inbox.complete(handoff, OutcomeCode.DONE), () -> this.messages.read(handoff),
				() -> this.messages.write(handoff, HandoffMessages.Kind.QUESTION, "Who is she?"),
				() -> this.outbox.take(handoff), () -> this.outbox.recall(handoff), () -> this.outbox.require(handoff),
				() -> this.words.open(handoff), () -> this.words.decide(handoff, handoff, true, ""),
				() -> this.words.release(handoff, 0), () -> this.composing.open(handoff),
				() -> this.composing.withdraw(handoff), () -> this.composing.ask(handoff, 0, "Me.", null),
				() -> this.acknowledgements.take(handoff, new byte[1]));
		for (Supplier<Object> one : tries) {
			assertThatExceptionOfType(HandoffRefused.class).isThrownBy(() -> as(stranger, one));
		}
		assertThat(as(stranger, () -> this.inbox.page(0, 10))).isEmpty();
		assertThat(as(stranger, () -> this.outbox.page(HandoffOutbox.Filter.ALL, 0, 10))).isEmpty();
		assertThat(as(stranger, () -> this.outbox.find(handoff))).isEmpty();
		assertThat(as(stranger, () -> this.inbox.mayRead(handoff))).isFalse();
		assertThat(as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where action = 'DENIED' and subject_id = ? and actor_id = ?")
					.params(handoff, stranger.id())
					.query(Long.class)
					.single())))
			.as("on the desk of the case's team")
			.isEqualTo(tries.size());
		assertThat(found(handoff).state()).isEqualTo(HandoffState.SEALED);
	}

	@Test
	void whatIsOverIsGoneAndWhatIsOwedIsRemindedOf() throws SQLException {
		CaseId id = shared();
		UUID key = as(OWNER, () -> inTransaction(() -> this.keys.usable(this.partner, made().plusSeconds(100))))
			.orElseThrow()
			.id();
		UUID late;
		UUID unanswered;
		try (Connection superuser = TestDatabase.connect("postgres")) {
			late = PlantedHandoff.in(superuser, "SEALED", "CASE_TRANSFER", id.value(), this.partner, key, Duration.ZERO)
				.id();
			unanswered = PlantedHandoff
				.in(superuser, "COLLECTED", "MEDICAL_REFERRAL", id.value(), this.partner, key, Duration.ZERO)
				.id();
		}
		awaitState(late, HandoffState.EXPIRED);
		Awaitility.await()
			.until(() -> found(unanswered).times().chased() != null && found(unanswered).times().packageGone() != null);
		// she has others, which other tests have stopped
		assertThat(as(OWNER, () -> this.outbox.due(null, 0, 1000))).extracting((entry) -> entry.handoff().id())
			.contains(unanswered)
			.doesNotContain(late);
		assertThat(as(this.member, () -> this.inbox.take(unanswered))).isEmpty();
		assertThat(as(this.member, () -> this.inbox.accept(unanswered))).as("late is better than never")
			.isEqualTo(HandoffInbox.Answered.DONE);
		assertThat(as(OWNER,
				() -> inTransaction(() -> this.jdbc.sql("select count(*) from handoffs.part where id = ?")
					.param(late)
					.query(Long.class)
					.single())))
			.isZero();
		assertThat(ask(draft(id, choice(HandoffTemplate.CASE_TRANSFER)), "Now.", HandoffTemplate.CASE_TRANSFER))
			.as("nobody has the case")
			.isEqualTo(HandoffComposing.Asked.ASKED);
	}

	private Map<FieldId, HandoffPreview.Withheld> withheld(CaseId id, HandoffChoice choice) {
		return as(OWNER, () -> this.composing.preview(id, choice)).items()
			.stream()
			.filter((item) -> choice.fields().contains(item.field()) && item.withheld() != null)
			.collect(Collectors.toMap(HandoffPreview.Item::field, HandoffPreview.Item::withheld));
	}

}
