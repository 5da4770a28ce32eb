package org.durumi.exchange;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.access.Approvals.Decided;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditAction;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.cases.StageApprovals;
import org.durumi.exchange.CaseListExport.Asked;
import org.durumi.exchange.CaseListExport.Outcome;
import org.durumi.keys.MonthlySeal;
import org.durumi.keys.SealedJson;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.review.AuditEntry;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditReview;
import org.durumi.review.AuditRow;
import org.durumi.review.CaseOversight;
import org.durumi.review.CaseOversight.Look;
import org.durumi.sample.Clocks;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Names leave Durumi for a purpose, with a second person's word, once. */
class CaseListExportTests extends CaseTest {

	@Autowired
	private CaseListExport export;

	@Autowired
	private DuplicateSearch search;

	@Autowired
	private Approvals requests;

	@Autowired
	private MonthlySeal seal;

	@Autowired
	private CaseOversight oversight;

	@Autowired
	private AuditReview review;

	private Actor worker = OWNER.in(SessionRef.random(), 1);

	private CaseId first = new CaseId(new UUID(0, 0));

	private CaseId second = new CaseId(new UUID(0, 0));

	@BeforeEach
	void aCaseworkerWithTwoCases() {
		this.worker = hire(OWNER);
		this.first = register("=이하늘");
		this.second = register("박 \"별\", 둘째");
	}

	@Test
	void theNamesOfHerCasesLeaveOnceAndTheLogSaysSo() {
		UUID id = agreed();

		String sheet = new String(ready(id), StandardCharsets.UTF_8);
		assertThat(sheet).startsWith("\uFEFFcase_number,code_name,stage,");
		assertThat(sheet.lines()).hasSize(3);
		assertThat(sheet).contains(",'=이하늘,").contains(",\"박 \"\"별\"\", 둘째\",");

		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		assertThat(events("EXPORTED")).as("one of the list, one a case").isEqualTo(3);
		assertThat(events("FIELD_REVEALED")).as("not one a name").isZero();
	}

	@Test
	void aCaseThatBecomesHersAfterwardsIsNotInTheListNorOneThatNeverWas() {
		CaseId hers = registered();
		registered();
		UUID id = agreed();
		takePart(hers, this.worker.id());
		Outcome.Ready ready = (Outcome.Ready) download(id);
		assertThat(ready.cases()).isEqualTo(2);
		assertThat(codeNames(ready)).containsExactlyInAnyOrder(codeName(this.first), codeName(this.second));
		assertThat(exported(hers)).isEmpty();
	}

	@Test
	void aCaseThatWasTakenAwayMeanwhileIsNotInTheList() {
		UUID id = agreed();
		as(SUPERVISOR, () -> this.assignments.handOver(this.first, OWNER.subject()));
		Outcome.Ready ready = (Outcome.Ready) download(id);
		assertThat(ready.cases()).isOne();
		assertThat(codeNames(ready)).containsExactly(codeName(this.second));
		assertThat(exported(this.first)).isEmpty();
	}

	@Test
	void aListOfWhichNothingIsLeftIsNoListAndTheWordStays() {
		UUID id = agreed();
		as(SUPERVISOR, () -> this.assignments.handOver(this.first, OWNER.subject()));
		as(SUPERVISOR, () -> this.assignments.handOver(this.second, OWNER.subject()));
		assertThat(download(id)).isEqualTo(new Outcome.NothingLeft());
		assertThat(events("EXPORTED")).isZero();
		assertThat(state(id)).isEqualTo(Approval.State.APPROVED);
	}

	@Test
	void aCaseOfAnotherTeamIsLeftOutAlreadyWhenItIsAsked() {
		assertThat(as(this.worker, this.export::countLeftOut)).isZero();
		this.worker = hire(DemoAccount.CASEWORKER_SEOUL);
		CaseId elsewhere = registered();
		takePart(elsewhere, this.worker.id());
		assertThat(as(this.worker, this.export::countLeftOut)).isOne();
		assertThat(as(this.worker, () -> this.export.ask("All of them."))).isEqualTo(Asked.NOTHING_TO_EXPORT);

		CaseId own = register("서울별");
		UUID id = asked();
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> find(this.export.waitingForMe(500), id)).cases()).isOne();
		assertThat(asFresh(DemoAccount.SUPERVISOR_SEOUL, () -> this.export.decide(id, true, "Agreed.")))
			.isEqualTo(Decided.DONE);
		Outcome.Ready ready = (Outcome.Ready) download(id);
		assertThat(ready.cases()).isOne();
		assertThat(new String(ready.csv(), StandardCharsets.UTF_8)).contains("서울별");
		assertThat(exported(elsewhere)).isEmpty();
		assertThat(as(this.worker, () -> this.oversight.of(own)).looks()).extracting(Look::action)
			.contains(AuditAction.EXPORTED);
	}

	@Test
	void aCaseThatWentToAnotherTeamIsNotInTheListThoughSheStillHasAPartInIt() {
		UUID id = agreed();
		DemoAccount there = DemoAccount.CASEWORKER_SEOUL;
		as(this.worker, () -> ask(ApprovalKind.HAND_OVER, there.subject()));
		as(SUPERVISOR, this::agreeToNewest);
		assertThat(as(this.worker, () -> this.assignments.handOver(this.first, there.subject())))
			.isEqualTo(CaseAssignments.HandOver.DONE);
		as(DemoAccount.SUPERVISOR_SEOUL, () -> ask(ApprovalKind.ASSIGNMENT, this.worker.id()));
		as(there, this::agreeToNewest);
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.assignments.assign(this.first, this.worker.id())))
			.isEqualTo(CaseAssignments.Assigned.DONE);

		Outcome.Ready ready = (Outcome.Ready) download(id);
		assertThat(ready.cases()).isOne();
		assertThat(codeNames(ready)).containsExactly(codeName(this.second));
		assertThat(as(there, () -> this.oversight.of(this.first)).looks()).extracting(Look::action)
			.doesNotContain(AuditAction.EXPORTED);
	}

	@Test
	void theOwnerOfEachCaseSeesThatItLeftInAList() {
		CaseId ofAColleague = registered();
		takePart(ofAColleague, this.worker.id());
		ready(agreed());
		for (CaseId id : List.of(ofAColleague, this.first, this.second)) {
			assertThat(exported(id)).as("the supervisor is told of %s", id)
				.extracting(Look::compartment, Look::times)
				.containsExactly(tuple(Compartment.IDENTITY, 1));
		}
		assertThat(as(OWNER, () -> this.oversight.of(ofAColleague)).looks()).as("the owner is told")
			.extracting(Look::name, Look::action)
			.contains(tuple("새 동료", AuditAction.EXPORTED));
	}

	@Test
	void aSupervisorReviewsOneEntryThatTellsWhoseAndFindsEachByItsCase() {
		ready(agreed());
		List<AuditRow> listed = rows("");
		assertThat(listed).singleElement().satisfies((head) -> {
			assertThat((Object) head.caseId()).isNull();
			AuditEntry entry = as(SUPERVISOR, () -> this.review.open(head.id())).orElseThrow();
			assertThat(entry.codeNames()).containsExactlyInAnyOrder(codeName(this.first), codeName(this.second));
			assertThat(entry.detail()).containsEntry("cases", "2").containsEntry("opened", "2");
		});
		assertThat(rows(codeName(this.first))).singleElement()
			.satisfies((row) -> assertThat(row.caseId()).isEqualTo(this.first));
	}

	@ParameterizedTest
	@ValueSource(strings = { "NEW.case_id is null", "NEW.case_id is not null", "NEW.case_id = '%s'" })
	void nothingLeavesIfOneOfItsEventsCannotBeWritten(String which) throws SQLException {
		UUID id = agreed();
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			statement.execute("create function audit.no_room() returns trigger language plpgsql as"
					+ " $$ begin raise exception 'no room' using errcode = 'disk_full'; end $$");
			try {
				statement.execute("create trigger no_room before insert on audit.event for each row when"
						+ " (NEW.action = 'EXPORTED' and " + which.formatted(this.second)
						+ ") execute function audit.no_room()");
				assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> download(id))
					.withMessageContaining("no room");
			}
			finally {
				statement.execute("drop function audit.no_room() cascade");
			}
		}
		assertThat(events("EXPORTED")).isZero();
		assertThat(state(id)).isEqualTo(Approval.State.APPROVED);
		assertThat(download(id)).as("the word was not spent").isInstanceOf(Outcome.Ready.class);
	}

	@Test
	void aRequestFromBeforeTheCasesWereKeptIsReadAndPermitsNothing() {
		UUID id = Ids.next();
		as(this.worker, () -> inTransaction(() -> {
			Instant now = Instant.now();
			this.requests.ask(id, ApprovalKind.EXPORT, new Approval.About.AList(OWNER.team()), now,
					this.seal.seal(now, "access.approval_request", "request", id, SealedJson.of(Before.class),
							new Before("As it was asked then.", 2)));
			return true;
		}));
		ExportRequest waiting = as(SUPERVISOR, () -> find(this.export.waitingForMe(500), id));
		assertThat(waiting.purpose()).isEqualTo("As it was asked then.");
		assertThat(waiting.cases()).isEqualTo(2);
		assertThat(asFresh(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."))).isEqualTo(Decided.DONE);
		assertThat(as(this.worker, () -> find(this.export.askedByMe(10), id)).permitsAt(Instant.now())).isFalse();
		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		assertThat(as(this.worker, () -> this.export.ask("Again."))).as("it is in nobody's way").isEqualTo(Asked.ASKED);
	}

	@Test
	void nothingLeavesWithoutAWordAFreshFactorOrInTime() {
		UUID id = asked();
		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		assertThat(as(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."))).isEqualTo(Decided.NEEDS_FRESH_FACTOR);
		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		asFresh(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."));
		assertThat(as(this.worker, () -> this.export.download(id))).isEqualTo(new Outcome.NeedsFreshFactor());
		assertThat(Clocks.after(Duration.ofDays(3), () -> download(id))).isEqualTo(new Outcome.NotAgreed());
		assertThat(events("EXPORTED")).isZero();

		assertThat(asFresh(hire(OWNER), () -> this.export.download(id))).as("what another asked for")
			.isEqualTo(new Outcome.NotAgreed());
		assertThat(download(id)).isInstanceOf(Outcome.Ready.class);
	}

	@Test
	void theSupervisorReadsThePurposeAndSaysNo() {
		UUID id = asked();
		ExportRequest waiting = as(SUPERVISOR, () -> find(this.export.waitingForMe(500), id));
		assertThat(waiting.purpose()).isEqualTo("The clinic asks for them.");
		assertThat(waiting.cases()).isEqualTo(2);
		assertThat(waiting.toString()).doesNotContain("clinic");
		assertThat(as(SUPERVISOR, () -> this.export.decide(id, false, "Not all of them."))).isEqualTo(Decided.DONE);
		assertThat(asFresh(SUPERVISOR, () -> this.export.decide(id, true, "After all."))).isEqualTo(Decided.TOO_LATE);
		assertThat(download(id)).isEqualTo(new Outcome.NotAgreed());
		assertThat(as(this.worker, () -> find(this.export.askedByMe(500), id)).comment()).isEqualTo("Not all of them.");
	}

	@Test
	void nobodyAgreesToHerOwnListNorAnotherTeamsSupervisor() {
		Actor leads = hire(SUPERVISOR);
		takePart(registered(), leads.id());
		assertThat(as(leads, () -> this.export.ask("For the board."))).isEqualTo(Asked.ASKED);
		UUID id = as(leads, () -> this.export.askedByMe(10)).getFirst().approval().id();
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(leads, () -> this.export.decide(id, true, "Of course.")));
		assertThat(asFresh(DemoAccount.SUPERVISOR_SEOUL, () -> this.export.decide(id, true, "Of course.")))
			.isEqualTo(Decided.TOO_LATE);
		assertThat(as(leads, () -> find(this.export.askedByMe(10), id)).approval().state())
			.isEqualTo(Approval.State.PENDING);
		assertThat(asFresh(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."))).isEqualTo(Decided.DONE);
	}

	@Test
	void itIsAskedOnceAtATimeAndForSomething() {
		assertThat(as(hire(OWNER), () -> this.export.ask("For nothing."))).isEqualTo(Asked.NOTHING_TO_EXPORT);
		UUID id = asked();
		assertThat(as(this.worker, () -> this.export.ask("Again."))).isEqualTo(Asked.ALREADY_ASKED);
		assertThat(as(this.worker, () -> this.export.withdraw(id))).isTrue();
		assertThat(as(this.worker, () -> this.export.ask("Again."))).isEqualTo(Asked.ASKED);
	}

	@ParameterizedTest
	@EnumSource(names = { "COORDINATOR", "PARTNER_CLINIC", "ANALYST", "ADMIN" })
	void nobodyElseExports(DemoAccount account) {
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(account, () -> this.export.ask("Because.")));
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> asFresh(account, () -> this.export.download(UUID.randomUUID())));
	}

	private UUID asked() {
		assertThat(as(this.worker, () -> this.export.ask("The clinic asks for them."))).isEqualTo(Asked.ASKED);
		return as(this.worker, () -> this.export.askedByMe(10)).getFirst().approval().id();
	}

	private UUID agreed() {
		UUID id = asked();
		assertThat(asFresh(SUPERVISOR, () -> this.export.decide(id, true, "Agreed."))).isEqualTo(Decided.DONE);
		return id;
	}

	private Outcome download(UUID id) {
		return asFresh(this.worker, () -> this.export.download(id));
	}

	private byte[] ready(UUID id) {
		return ((Outcome.Ready) download(id)).csv();
	}

	private StageApprovals.Asked ask(ApprovalKind kind, UUID person) {
		return this.approvals.ask(kind, this.first, new StageApprovals.Request("It is better so.", person));
	}

	private StageApprovals.Decided agreeToNewest() {
		return this.approvals.decide(this.approvals.ofCase(this.first).getFirst().id(), true, "Agreed.", null);
	}

	private List<String> codeNames(Outcome.Ready ready) {
		return new String(ready.csv(), StandardCharsets.UTF_8).lines()
			.skip(1)
			.map((line) -> line.split(",")[1])
			.toList();
	}

	private String codeName(CaseId id) {
		return as(SUPERVISOR, () -> inTransaction(() -> this.list.find(id).orElseThrow())).codeName();
	}

	/** What the supervisor of the case's team is told of lists that it was in. */
	private List<Look> exported(CaseId id) {
		return as(SUPERVISOR, () -> this.oversight.of(id)).looks()
			.stream()
			.filter((look) -> look.action() == AuditAction.EXPORTED)
			.toList();
	}

	private List<AuditRow> rows(String caseText) {
		AuditFilter filter = new AuditFilter(this.worker.id(), caseText, Set.of("EXPORTED"), null, null, true);
		return as(SUPERVISOR, () -> this.review.page(filter, 0, 50));
	}

	private Approval.State state(UUID id) {
		return as(this.worker, () -> find(this.export.askedByMe(10), id)).approval().state();
	}

	private CaseId register(String name) {
		RegistrationOutcome outcome = as(this.worker, () -> {
			UUID searched = this.search.search(new DuplicateQuery("아무개", "")).searchId();
			return this.registration
				.register(new Registration(searched, IdentityDraft.of(Map.of(IdentityField.HANGUL, name)),
						SafeContactDraft.EMPTY, intake(), Stage.IDENTIFIED, List.of()));
		});
		assertThat(outcome).isInstanceOf(RegistrationOutcome.Registered.class);
		return ((RegistrationOutcome.Registered) outcome).caseId();
	}

	private long events(String action) {
		return as(this.worker,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where action = ? and actor_id = ?")
							.params(action, this.worker.id())
							.query(Long.class)
							.single()));
	}

	/** What was sealed before the cases were kept. */
	record Before(String purpose, int cases) {
	}

	private static ExportRequest find(List<ExportRequest> requests, UUID id) {
		return requests.stream().filter((one) -> one.approval().id().equals(id)).findFirst().orElseThrow();
	}

}
