package org.durumi.inbound;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.durumi.access.AccessRefused;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.Intake;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.consent.Consent;
import org.durumi.people.DuplicateMatch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.People;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.TextRefused;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HoldingAreaTests extends InboundTest {

	@Autowired
	private ReceivedInCase received;

	@Autowired
	private People people;

	@Autowired
	private AuditLog log;

	@Test
	void aPartnerHandsHerToUsAndACaseworkerTakesHerIntoANewCase() {
		Actor member = member();
		UUID referral = handedIn(member, draft("남보라"));
		ReferralDraft told = as(OWNER, () -> this.holding.open(referral)).orElseThrow();
		assertThat(told).isEqualTo(draft("남보라"));

		CaseId caseId = accepted(as(OWNER, () -> this.holding.acceptIntoNew(referral, registration(told))));
		assertThat(as(OWNER, () -> this.people.reveal(caseId, IdentityField.HANGUL))).isEqualTo("남보라");
		assertThat(as(OWNER, () -> this.received.open(caseId))).singleElement().satisfies((kept) -> {
			assertThat(kept.content().partner()).isEqualTo(member.organisation());
			assertThat(kept.content().told()).isEqualTo(told);
		});
		assertThat(timeline(caseId, "received")).hasSize(1);
		assertThat(actions(caseId)).contains("CASE_REGISTERED", "REFERRAL_ACCEPTED", "RECORD_OPENED");

		assertThat(as(OWNER, () -> this.holding.open(referral))).as("it lies in the case alone").isEmpty();
		Handed line = as(member, () -> this.handing.line(referral));
		assertThat(line.reference()).isEqualTo("LH-17");
		assertThat(line.referral().state()).isEqualTo(ReferralState.ACCEPTED);
		assertThat(told(referral)).containsExactly("REFERRAL_RECEIVED 0", "REFERRAL_OPENED 0", "REFERRAL_ACCEPTED 0",
				"REFERRAL_LIST_READ 0");
	}

	@Test
	void whoWasHandedInBeforeIsACandidateAndIsTakenIntoHerCase() {
		Actor member = member();
		UUID first = handedIn(member, draft("차우림"));
		CaseId caseId = accepted(as(OWNER, () -> this.holding.acceptIntoNew(first, registration(draft("차우림")))));
		UUID second = handedIn(member(),
				new ReferralDraft(new IdentityDraft("", "Cha Urim", "", "", "", "", null, null, null, Set.of()),
						SafeContactDraft.EMPTY, "", Urgency.WEEKS, "A doctor.", Consent.Form.ORALLY, TODAY,
						"To a doctor.", ""));
		ReferralDraft told = as(OWNER, () -> this.holding.open(second)).orElseThrow();
		assertThat(as(OWNER, () -> this.holding.candidates(told)).matches())
			.anyMatch((match) -> match.caseId().equals(caseId));
		Actor colleague = hire(OWNER);
		assertThat(as(colleague, () -> this.holding.candidates(told)).matches()).as("a case she may not open")
			.isEmpty();

		assertThatExceptionOfType(AccessRefused.class)
			.isThrownBy(() -> as(colleague, () -> this.holding.acceptIntoExisting(second, caseId)));
		assertThat(as(OWNER, () -> this.holding.find(second)).state()).isEqualTo(ReferralState.RECEIVED);
		assertThat(accepted(as(OWNER, () -> this.holding.acceptIntoExisting(second, caseId)))).isEqualTo(caseId);
		assertThat(as(OWNER, () -> this.people.reveal(caseId, IdentityField.DPRK_ROMANISED)))
			.as("who she is stays as it stood")
			.isEmpty();
		assertThat(as(OWNER, () -> this.received.open(caseId))).hasSize(2);
		assertThat(as(OWNER, () -> this.received.count(caseId))).isEqualTo(2);
	}

	@Test
	void aCaseThatCannotBeOpenedTakesNobodyIn() {
		UUID referral = handedIn(member(), draft("표은결"));
		Registration ahead = as(OWNER, () -> new Registration(this.holding.candidates(draft("표은결")).searchId(),
				named("표은결"), SafeContactDraft.EMPTY,
				new Intake(TODAY.plusDays(3), Intake.Source.OTHER_ORGANISATION, "", Intake.VictimStatus.PRESUMED),
				Stage.IDENTIFIED, List.of()));
		assertThat(as(OWNER, () -> this.holding.acceptIntoNew(referral, ahead)))
			.isEqualTo(new HoldingArea.Accepted.Refused(Set.of(RegistrationOutcome.Reason.IDENTIFIED_IN_FUTURE)));
		assertThat(as(OWNER, () -> this.holding.open(referral))).isPresent();
	}

	@Test
	void ofTwoWhoTakeHerInAtOnceOneWinsAndTheOtherIsTold() throws Exception {
		UUID referral = handedIn(member(), draft("소가람"));
		List<DemoAccount> both = List.of(OWNER, DemoAccount.CASEWORKER_SEOUL);
		int[] before = both.stream().mapToInt(this::cases).toArray();
		List<Registration> prepared = both.stream()
			.map((account) -> as(account, () -> registration(draft("소가람"))))
			.toList();
		CyclicBarrier start = new CyclicBarrier(2);
		try (ExecutorService hands = Executors.newFixedThreadPool(2)) {
			List<Callable<HoldingArea.Accepted>> acts = List.of(
					() -> taking(start, both.getFirst(), referral, prepared.getFirst()),
					() -> taking(start, both.getLast(), referral, prepared.getLast()));
			List<Future<HoldingArea.Accepted>> ended = hands.invokeAll(acts);
			List<HoldingArea.Accepted> outcomes = List.of(ended.getFirst().get(), ended.getLast().get());
			assertThat(outcomes).filteredOn(HoldingArea.Accepted.Done.class::isInstance).hasSize(1);
			assertThat(outcomes).filteredOn(HoldingArea.Accepted.TooLate.class::isInstance).hasSize(1);
		}
		assertThat(both.stream().mapToInt(this::cases).sum()).as("no second case").isEqualTo(before[0] + before[1] + 1);
		assertThat(as(OWNER, () -> this.holding.decline(referral, NotTaken.NO_PLACE)))
			.isEqualTo(HoldingArea.Declined.TOO_LATE);
	}

	@Test
	void aCaseThatIsClosedTakesNobodyIn() {
		UUID first = handedIn(member(), draft("연새봄"));
		CaseId caseId = accepted(as(OWNER, () -> this.holding.acceptIntoNew(first, registration(draft("연새봄")))));
		UUID second = handedIn(member(), draft("연새봄"));
		advance(caseId, Stage.CLOSED);
		List<DuplicateMatch> matches = as(OWNER, () -> this.holding.candidates(draft("연새봄"))).matches();
		assertThat(as(OWNER, () -> this.holding.stages(matches))).containsEntry(caseId, Stage.CLOSED);
		assertThat(as(OWNER, () -> this.holding.acceptIntoExisting(second, caseId)))
			.isInstanceOf(HoldingArea.Accepted.NotOpen.class);
		assertThat(as(OWNER, () -> this.holding.open(second))).as("nothing is lost").isPresent();
	}

	@Test
	void whoeverSaysNoUnreadIsReviewedAndWhoReadIsNot() {
		UUID unread = handedIn(member(), draft("여다은"));
		UUID read = handedIn(member(), draft("여다은"));
		as(OWNER, () -> this.holding.open(read));
		as(DemoAccount.CASEWORKER_SEOUL, () -> this.holding.open(unread));
		for (UUID one : List.of(unread, read)) {
			as(OWNER, () -> this.holding.decline(one, NotTaken.NO_PLACE));
		}
		assertThat(flags(unread)).containsExactly("DECLINED_UNREAD");
		assertThat(flags(read)).isEmpty();
	}

	@Test
	void whomNobodyDecidedAboutIsOnASupervisorsDesk() {
		UUID referral = UUID.randomUUID();
		Actor keeper = SystemActor.HANDOFF_KEEPER.in(SessionRef.random());
		as(keeper, () -> inTransaction(() -> {
			this.log.openSession(keeper);
			this.log.append(AuditEvent.done(AuditAction.REFERRAL_EXPIRED, SubjectType.REFERRAL, referral));
			return true;
		}));
		assertThat(told(referral)).containsExactly("REFERRAL_EXPIRED 0");
		assertThat(flags(referral)).containsExactly("UNDECIDED");
	}

	@Test
	void ofAPartnerThatIsClosedTheyStandLastAndWhatIsSoonLostIsCounted() throws SQLException {
		Actor closed = member();
		UUID late = handedIn(closed, urgent());
		UUID first = handedIn(member(), draft("기단비"));
		enable(closed.organisation(), false);
		assertThat(as(SUPERVISOR, () -> this.holding.waiting(null, 0, 1000))).extracting(Referral::id)
			.containsSubsequence(first, late);
		assertThat(as(SUPERVISOR, () -> this.holding.closedPartners())).contains(closed.organisation());
		assertThat(as(OWNER, () -> this.holding.isWaiting(late))).isTrue();
		int before = as(SUPERVISOR, () -> this.holding.countDue());
		letTimePass(first, "2 days");
		assertThat(as(SUPERVISOR, () -> this.holding.countDue())).isEqualTo(before + 1);
		as(OWNER, () -> this.holding.decline(late, NotTaken.NO_PLACE));
		assertThat(as(OWNER, () -> this.holding.isWaiting(late))).isFalse();
		assertThat(as(SUPERVISOR, () -> this.holding.countDue())).as("thirty days are not soon").isEqualTo(before + 1);
	}

	@ParameterizedTest
	@CsvSource({ "LH-17, true", "2026/0412, true", "BJ-CL-2026/031, true", "PAT.0012, true", "Kim, false",
			"KimEunJu1, false", "Kim-Eun-1, false", "PARK-1, false", "-17, false", "남보라1, false" })
	void aReferenceIsAFilesNumberAndNoName(String typed, boolean usable) {
		assertThat(ReferralDraft.isReference(typed)).isEqualTo(usable);
	}

	@Test
	void declinedOrWithdrawnIsOverAndNotReadAgain() {
		Actor member = member();
		UUID declined = handedIn(member, draft("여다은"));
		assertThat(as(OWNER, () -> this.holding.decline(declined, NotTaken.NOT_OUR_REGION)))
			.isEqualTo(HoldingArea.Declined.DONE);
		assertThat(as(member, () -> this.handing.line(declined)).referral().declined())
			.isEqualTo(NotTaken.NOT_OUR_REGION);
		assertThat(as(member, () -> this.handing.withdraw(declined))).isEqualTo(HandingIn.Withdrawn.TOO_LATE);

		UUID withdrawn = handedIn(member, draft("여다은"));
		assertThat(as(member, () -> this.handing.withdraw(withdrawn))).isEqualTo(HandingIn.Withdrawn.DONE);
		assertThat(as(OWNER, () -> this.holding.acceptIntoNew(withdrawn, registration(draft("여다은")))))
			.isInstanceOf(HoldingArea.Accepted.TooLate.class);
		for (UUID over : List.of(declined, withdrawn)) {
			assertThat(as(OWNER, () -> this.holding.open(over))).isEmpty();
			assertThat(as(OWNER, () -> this.holding.waiting(null, 0, 1000))).extracting(Referral::id)
				.doesNotContain(over);
		}
		assertThat(as(member, () -> this.handing.page(0, 10))).extracting((handed) -> handed.referral().id())
			.containsExactly(withdrawn, declined);
	}

	@Test
	void whatNobodyDecidedInTimeIsDestroyed() throws SQLException {
		Actor member = member();
		UUID referral = handedIn(member, draft("편하늬"));
		UUID young = handedIn(member, draft("편하늬"));
		letTimePass(referral, "-1 second");
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> as(member, () -> this.handing.line(referral)).referral().state() == ReferralState.EXPIRED);
		assertThat(told(referral)).contains("REFERRAL_EXPIRED 0");
		assertThat(as(OWNER, () -> this.holding.open(referral))).isEmpty();
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement();
				ResultSet left = statement
					.executeQuery("select id from inbound.content where id in ('" + referral + "', '" + young + "')")) {
			assertThat(left.next()).isTrue();
			assertThat(left.getString(1)).isEqualTo(young.toString());
			assertThat(left.next()).isFalse();
		}
	}

	@Test
	void theMostUrgentComesFirstAndASupervisorSeesWhoWaitsAndOpensNothing() {
		Actor member = member();
		UUID days = handedIn(member, draft("기단비"));
		UUID atOnce = handedIn(member, urgent());
		List<Referral> waiting = as(SUPERVISOR, () -> this.holding.waiting(null, 0, 1000));
		assertThat(waiting).extracting(Referral::id).containsSubsequence(atOnce, days);
		assertThat(waiting).hasSize(as(SUPERVISOR, () -> this.holding.countWaiting()));
		assertThat(as(SUPERVISOR, () -> this.holding.partners())).contains(member.organisation());
		assertThat(as(SUPERVISOR, () -> this.holding.waiting(member.organisation(), 0, 1000)))
			.extracting(Referral::partner)
			.isNotEmpty()
			.containsOnly(member.organisation());
		assertThat(as(SUPERVISOR, () -> this.holding.waiting(UUID.randomUUID(), 0, 1000))).isEmpty();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(SUPERVISOR, () -> this.holding.open(days)));
		for (DemoAccount other : List.of(DemoAccount.COORDINATOR, DemoAccount.ANALYST, DemoAccount.ADMIN,
				DemoAccount.PARTNER_CLINIC)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> as(other, () -> this.holding.waiting(null, 0, 1)));
		}
	}

	@Test
	void anotherOrganisationsIsNobodysBusinessAndTryingIsAnEvent() {
		UUID referral = handedIn(member(), draft("탁민들"));
		Actor stranger = member();
		assertThatExceptionOfType(ReferralRefused.class)
			.isThrownBy(() -> as(stranger, () -> this.handing.line(referral)));
		assertThatExceptionOfType(ReferralRefused.class)
			.isThrownBy(() -> as(stranger, () -> this.handing.withdraw(referral)));
		assertThat(as(stranger, () -> this.handing.page(0, 10))).isEmpty();
		assertThat(told(referral)).containsExactly("REFERRAL_RECEIVED 0", "DENIED 1", "DENIED 1");
		UUID nothing = UUID.randomUUID();
		assertThatExceptionOfType(ReferralRefused.class).isThrownBy(() -> as(OWNER, () -> this.holding.open(nothing)));
		assertThat(told(nothing)).containsExactly("DENIED 1");
	}

	@Test
	void aPartnerThatIsClosedHandsInNothingAndSeesNothing() {
		Actor member = member();
		UUID referral = handedIn(member, draft("방초롱"));
		enable(member.organisation(), false);
		assertThat(as(member, () -> this.handing.submit(draft("방초롱")))).isInstanceOf(HandingIn.Outcome.Closed.class);
		assertThat(as(member, () -> this.handing.page(0, 10))).isEmpty();
		assertThatExceptionOfType(ReferralRefused.class)
			.isThrownBy(() -> as(member, () -> this.handing.withdraw(referral)));
		assertThat(as(OWNER, () -> this.holding.open(referral))).as("she waits all the same").isPresent();
	}

	@Test
	void saysAllThatStandsAgainstItAtOnce() {
		Actor member = member();
		ReferralDraft nothing = new ReferralDraft(IdentityDraft.EMPTY, SafeContactDraft.EMPTY, "", Urgency.DAYS, "",
				Consent.Form.ORALLY, null, "", "her name");
		assertThat(as(member, () -> this.handing.submit(nothing)))
			.isEqualTo(new HandingIn.Outcome.Refused(Set.of(ReferralFault.NOBODY, ReferralFault.HELP_MISSING,
					ReferralFault.AGREEMENT_MISSING, ReferralFault.DAY_MISSING, ReferralFault.REFERENCE_UNUSABLE)));
		assertThat(agreedOn(TODAY.plusDays(2)).faults(TODAY)).containsExactly(ReferralFault.AGREED_IN_FUTURE);
		assertThat(agreedOn(LocalDate.of(1997, 12, 31)).faults(TODAY))
			.containsExactly(ReferralFault.AGREED_BEFORE_BIRTH);
		assertThat(agreedOn(LocalDate.of(1998, 1, 1)).faults(TODAY)).isEmpty();
		assertThat(as(member, () -> this.handing.page(0, 10))).isEmpty();
		assertThatExceptionOfType(TextRefused.class)
			.isThrownBy(() -> new ReferralDraft(named("길"), SafeContactDraft.EMPTY, "", Urgency.DAYS,
					"a".repeat(ReferralDraft.MAX_TEXT + 1), Consent.Form.ORALLY, TODAY, "Yes.", ""));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(OWNER, () -> this.handing.submit(draft("길"))));
	}

	/** As if it had come long ago, and had so long left. */
	private static void letTimePass(UUID referral, String left) throws SQLException {
		String session = HexFormat.of().formatHex(SessionRef.random().bytes());
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			superuser.setAutoCommit(false);
			statement.execute("select set_config('durumi.actor', access.system_actor('MIGRATION')::text, true)");
			statement.execute("select audit.open_session('\\x" + session + "')");
			statement.execute("update inbound.referral set received_at = now() - interval '2 days',"
					+ " decide_by = now() + interval '" + left + "' where id = '" + referral + "'");
			statement.execute("""
					insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
						subject_type, subject_id, detail_sha256)
					values (uuidv7(), 1, access.actor(), access.actor(), '\\x%s', 0, 'MIGRATED', 0, 'REFERRAL', '%s',
						sha256(''))""".formatted(session, referral));
			superuser.commit();
		}
	}

	/** By which rules what was done with it is on a supervisor's desk. */
	private List<String> flags(UUID referral) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.jdbc.sql("""
				select f.rule from review.flag f join audit.event e on e.event_id = f.event_id
				where e.subject_id = ?""").param(referral).query(String.class).list()));
	}

	private static ReferralDraft agreedOn(LocalDate day) {
		return new ReferralDraft(named("길이음"), SafeContactDraft.EMPTY, "", Urgency.DAYS, "A safe place.",
				Consent.Form.ORALLY, day, "Yes.", "");
	}

	private static ReferralDraft urgent() {
		return new ReferralDraft(named("기단비"), SafeContactDraft.EMPTY, "", Urgency.AT_ONCE, "A safe place.",
				Consent.Form.VITAL_INTERESTS, null, "She is unconscious.", "");
	}

	private HoldingArea.Accepted taking(CyclicBarrier start, DemoAccount account, UUID referral,
			Registration registration) throws Exception {
		start.await();
		return as(account, () -> this.holding.acceptIntoNew(referral, registration));
	}

	private int cases(DemoAccount account) {
		return as(account,
				() -> this.list.countsByStage(CaseListFilter.of(CaseListFilter.Scope.MINE))
					.values()
					.stream()
					.mapToInt(Integer::intValue)
					.sum());
	}

	private static CaseId accepted(HoldingArea.Accepted outcome) {
		assertThat(outcome).isInstanceOf(HoldingArea.Accepted.Done.class);
		return ((HoldingArea.Accepted.Done) outcome).caseId();
	}

}
