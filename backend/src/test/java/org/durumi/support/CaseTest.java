package org.durumi.support;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.actor.Actor;
import org.durumi.cases.CaseAssignments;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.CasePage;
import org.durumi.cases.CasePages;
import org.durumi.cases.CaseRegistration;
import org.durumi.cases.CaseStages;
import org.durumi.cases.Condition;
import org.durumi.cases.Intake;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.cases.StageApprovals;
import org.durumi.cases.Timeline;
import org.durumi.cases.TimelineEntry;
import org.durumi.people.DuplicateQuery;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.reference.CaseId;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test that needs a case standing somewhere. It is brought there through the services,
 * by the people whose steps they are.
 */
public abstract class CaseTest extends DatabaseTest {

	protected static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	protected static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	protected static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

	/** The day she came to us, unless a test says otherwise. */
	protected static final LocalDate INTAKE = TODAY.minusDays(30);

	@Autowired
	private DuplicateSearch duplicates;

	@Autowired
	protected CaseRegistration registration;

	@Autowired
	protected CaseStages stages;

	@Autowired
	protected StageApprovals approvals;

	@Autowired
	protected CaseAssignments assignments;

	@Autowired
	protected CasePages pages;

	@Autowired
	protected CaseList list;

	@Autowired
	protected Timeline timeline;

	@Autowired
	protected CaseRecords records;

	protected CaseId registered() {
		return registered(OWNER, Stage.IDENTIFIED, IdentityDraft.EMPTY);
	}

	protected CaseId registered(DemoAccount owner, Stage stage, IdentityDraft identity) {
		RegistrationOutcome outcome = as(owner, () -> this.registration
			.register(new Registration(search(owner), identity, SafeContactDraft.EMPTY, intake(), stage, List.of())));
		assertThat(outcome).isInstanceOf(RegistrationOutcome.Registered.class);
		return ((RegistrationOutcome.Registered) outcome).caseId();
	}

	/** A search that this person has just made. */
	protected UUID search(DemoAccount account) {
		return as(account, () -> this.duplicates.search(new DuplicateQuery("아무개", "")).searchId());
	}

	/** A case of a colleague's own. */
	protected CaseId registered(Actor owner) {
		RegistrationOutcome outcome = as(owner, () -> {
			UUID search = this.duplicates.search(new DuplicateQuery("아무개", "")).searchId();
			return this.registration.register(new Registration(search, IdentityDraft.EMPTY, SafeContactDraft.EMPTY,
					intake(), Stage.IDENTIFIED, List.of()));
		});
		assertThat(outcome).isInstanceOf(RegistrationOutcome.Registered.class);
		return ((RegistrationOutcome.Registered) outcome).caseId();
	}

	protected static Intake intake() {
		return new Intake(INTAKE, Intake.Source.HOTLINE, "", Intake.VictimStatus.PRESUMED);
	}

	/** A case that went the whole way to this stage with us. */
	protected CaseId at(Stage stage) {
		CaseId id = registered();
		Stage.journey()
			.stream()
			.filter((step) -> step != Stage.IDENTIFIED && step.compareTo(stage) <= 0)
			.forEach((step) -> advance(id, step));
		return id;
	}

	/** Records whatever the step still wants, and makes it. */
	protected void advance(CaseId id, Stage to) {
		missing(id, to).forEach((condition) -> meet(id, condition, to));
		assertThat(move(id, to, "As it was.")).isInstanceOfSatisfying(MoveOutcome.Moved.class,
				(moved) -> assertThat(moved.to()).isEqualTo(to));
	}

	/** Records what the condition of a step rests on. */
	protected void meet(CaseId id, Condition condition, Stage to) {
		if (condition == Condition.SECOND_PERSON) {
			approve(id, switch (to) {
				case DECEASED -> ApprovalKind.DEATH;
				case CLOSED -> ApprovalKind.CLOSURE;
				default -> ApprovalKind.PASSAGE;
			});
		}
		else {
			as(OWNER, () -> this.records.add(id, condition, TODAY));
		}
	}

	/** The owner asks and the supervisor agrees. */
	protected void approve(CaseId id, ApprovalKind kind) {
		Approval request = ask(id, kind);
		assertThat(as(SUPERVISOR, () -> this.approvals.decide(request.id(), true, "Agreed.", null)))
			.isEqualTo(StageApprovals.Decided.DONE);
	}

	protected Approval ask(CaseId id, ApprovalKind kind) {
		StageApprovals.Asked asked = as(OWNER,
				() -> this.approvals.ask(kind, id, new StageApprovals.Request("It is time.", null)));
		assertThat(asked).isEqualTo(StageApprovals.Asked.ASKED);
		return as(OWNER, () -> this.approvals.ofCase(id)).getFirst();
	}

	/**
	 * The supervisor gives somebody a part in the case; of another team, once the owner
	 * agrees.
	 */
	protected void takePart(CaseId id, UUID colleague) {
		if (as(SUPERVISOR, () -> this.assignments.assign(id, colleague)) != CaseAssignments.Assigned.DONE) {
			askForPart(id, colleague);
			UUID request = as(OWNER, () -> this.approvals.ofCase(id)).getFirst().id();
			assertThat(as(OWNER, () -> this.approvals.decide(request, true, "Agreed.", null)))
				.isEqualTo(StageApprovals.Decided.DONE);
			assertThat(as(SUPERVISOR, () -> this.assignments.assign(id, colleague)))
				.isEqualTo(CaseAssignments.Assigned.DONE);
		}
	}

	/** The supervisor asks whether somebody of another team may have a part. */
	protected void askForPart(CaseId id, UUID colleague) {
		assertThat(as(SUPERVISOR,
				() -> this.approvals.ask(ApprovalKind.ASSIGNMENT, id,
						new StageApprovals.Request("She knows her.", colleague))))
			.isEqualTo(StageApprovals.Asked.ASKED);
	}

	protected MoveOutcome move(CaseId id, Stage to) {
		return move(id, to, "");
	}

	protected MoveOutcome move(CaseId id, Stage to, String reason) {
		return move(OWNER, new Move(id, to, TODAY, reason, facts(id).version()));
	}

	protected MoveOutcome move(DemoAccount account, Move move) {
		return as(account, () -> this.stages.move(move));
	}

	/** What the case page says is missing for a step. */
	protected Set<Condition> missing(CaseId id, Stage to) {
		return as(OWNER, () -> this.pages.open(id)).moves()
			.stream()
			.filter((possible) -> possible.to() == to)
			.findFirst()
			.map(CasePage.PossibleMove::missing)
			.orElseThrow();
	}

	protected CaseListRow facts(CaseId id) {
		return as(OWNER, () -> inTransaction(() -> this.list.find(id).orElseThrow()));
	}

	protected Stage stage(CaseId id) {
		return facts(id).stage();
	}

	/** What was said about the newest move, undone or not. */
	protected Timeline.MoveText lastMove(CaseId id) {
		return as(OWNER, () -> this.timeline.openMove(id, timeline(id, "stage_move").getFirst().id()));
	}

	/** The entries of one kind, newest first. */
	protected List<TimelineEntry> timeline(CaseId id, String source) {
		return as(OWNER, () -> this.timeline.of(id)).stream().filter((entry) -> entry.source().equals(source)).toList();
	}

	/** What the log tells of the case, oldest first. */
	protected List<String> actions(CaseId id) {
		return as(SUPERVISOR,
				() -> inTransaction(
						() -> this.jdbc.sql("select action from audit.event where case_id = ? order by event_id")
							.param(id.value())
							.query(String.class)
							.list()));
	}

}
