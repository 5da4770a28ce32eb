package org.durumi.followup;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.NotAudited;
import org.durumi.cases.CaseFacts;
import org.durumi.cases.Condition;
import org.durumi.cases.RecordRefusal;
import org.durumi.cases.Residence;
import org.durumi.cases.Stage;
import org.durumi.cases.StageGuard;
import org.durumi.cases.StageMoved;
import org.durumi.cases.TimelineEntry;
import org.durumi.cases.TimelineSource;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.Vault;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what is owed to her, day by day, and makes the five-year plan when she first
 * lives at an address of her own.
 */
@Service
public class PlanTasks implements StageGuard, TimelineSource {

	/** No task lies further ahead, in years. */
	public static final int FURTHEST = 10;

	/** How long before its day the last review may be held, in days. */
	private static final int REVIEW_EARLY_BY = 31;

	private final TaskStore store;

	private final CaseFacts facts;

	private final CaseAccess access;

	private final Vault vault;

	private final Residence residence;

	private final People people;

	private final Clock clock;

	PlanTasks(TaskStore store, CaseFacts facts, CaseAccess access, Vault vault, Residence residence, People people,
			Clock clock) {
		this.store = store;
		this.facts = facts;
		this.access = access;
		this.vault = vault;
		this.residence = residence;
		this.people = people;
		this.clock = clock;
	}

	/** Whether the actor may set and do tasks of the case. */
	@Transactional(readOnly = true)
	@NotAudited("Says whether something may be done; doing it is the event, and so is its refusal.")
	public boolean mayWrite(CaseId caseId) {
		return this.access.may(caseId, CaseAct.WORK);
	}

	/** Opens all tasks, by day; an audited event. */
	@Transactional
	public List<TaskEntry> open(CaseId caseId) {
		this.access.require(caseId, CaseAct.VIEW);
		return this.store
			.open(this.vault.open(caseId, Purpose.RECORD, Compartment.CORE, List.of(PlanTask.KIND.name())));
	}

	/** Adds a task of a person’s own. */
	@Transactional
	public TaskOutcome add(CaseId caseId, String title, LocalDate dueOn) {
		this.access.requireAlone(caseId, CaseAct.WORK);
		LocalDate today = today();
		if (dueOn.isBefore(today.minusDays(1)) || dueOn.isAfter(today.plusYears(FURTHEST))) {
			return new TaskOutcome.Refused(Set.of(RecordRefusal.UNLIKELY_DAY));
		}
		this.store.add(caseId, PlanTask.of(title), dueOn);
		updateNextDue(caseId);
		return new TaskOutcome.Kept();
	}

	/**
	 * Marks a task done.
	 * @param seen the task as its reader saw it
	 */
	@Transactional
	public TaskOutcome done(CaseId caseId, TaskEntry seen, LocalDate on, String outcome) {
		this.access.requireAlone(caseId, CaseAct.WORK);
		// in Seoul it is tomorrow before it is in Greenwich
		if (on.isAfter(LocalDate.ofInstant(this.clock.instant(), ZoneOffset.ofHours(14)))) {
			return new TaskOutcome.Refused(Set.of(RecordRefusal.IN_THE_FUTURE));
		}
		Opening opening = this.vault.open(caseId, Purpose.RECORD, List.of(PlanTask.KIND.name()));
		if (this.people.earliestPossibleDay(opening).filter(on::isBefore).isPresent()) {
			return new TaskOutcome.Refused(Set.of(RecordRefusal.BEFORE_BIRTH));
		}
		if (seen.task().kind() == PlanTask.Kind.FINAL_REVIEW && on.isBefore(seen.dueOn().minusDays(REVIEW_EARLY_BY))) {
			return new TaskOutcome.Refused(Set.of(RecordRefusal.TOO_EARLY));
		}
		if (!this.store.done(caseId, seen, on, seen.task().done(outcome))) {
			return new TaskOutcome.Refused(Set.of(RecordRefusal.STALE));
		}
		updateNextDue(caseId);
		return new TaskOutcome.Kept();
	}

	@EventListener
	void on(StageMoved moved) {
		CaseId caseId = moved.caseId();
		if (moved.to() == Stage.RESETTLED && !moved.undoing()) {
			plan(moved);
		}
		if (moved.to().isOpen()) {
			updateNextDue(caseId);
		}
		else {
			this.facts.nextDueOn(caseId, null);
		}
	}

	/**
	 * The five years are counted from the day she lives at her address, and from the move
	 * where no such day is recorded, as in another country.
	 */
	private void plan(StageMoved moved) {
		CaseId caseId = moved.caseId();
		Opening opening = this.vault.open(caseId, Purpose.CONDITIONS, List.of(PlanTask.KIND.name(), "discharge"));
		LocalDate since = this.residence.since(opening).orElse(moved.on());
		// tasks that a person set may stand long before the plan
		List<TaskEntry> plan = this.store.open(opening).stream().filter((entry) -> entry.task().isOfThePlan()).toList();
		if (plan.isEmpty()) {
			FiveYearPlan.from(since).forEach((due) -> this.store.add(caseId, due.task(), due.on()));
		}
		else if (moved.from() != Stage.LOST_CONTACT && moved.from() != Stage.CLOSED) {
			// the move was taken back and is made again, perhaps since the day was wrong
			plan.stream()
				.filter((entry) -> entry.doneOn() == null)
				.forEach((entry) -> this.store.move(caseId, entry, since.plusMonths(entry.task().month())));
		}
	}

	private void updateNextDue(CaseId caseId) {
		this.facts.nextDueOn(caseId, this.store.nextDue(caseId).orElse(null));
	}

	@Override
	public Set<Condition> conditions() {
		return Set.of(Condition.PLAN_COMPLETED);
	}

	@Override
	public boolean isMet(Condition condition, Opening opening, LocalDate today) {
		List<TaskEntry> plan = this.store.open(opening).stream().filter((entry) -> entry.task().isOfThePlan()).toList();
		return plan.stream().allMatch((entry) -> entry.doneOn() != null)
				&& plan.stream().anyMatch((entry) -> entry.task().kind() == PlanTask.Kind.FINAL_REVIEW);
	}

	/** What was done; what is owed stands among the tasks. */
	@Override
	@Transactional(readOnly = true)
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public List<TimelineEntry> entriesOf(CaseId caseId) {
		return this.store.done(caseId)
			.stream()
			.sorted(Comparator.comparing(TaskStore.Done::at).reversed())
			.map((done) -> new TimelineEntry(PlanTask.KIND.name(), done.id(), done.at(), done.by(), Compartment.CORE,
					Map.of()))
			.toList();
	}

	/** The kind and the words of one task, opened; an audited event. */
	@Transactional
	public TaskEntry open(CaseId caseId, UUID id) {
		return open(caseId).stream().filter((entry) -> entry.id().equals(id)).findFirst().orElseThrow();
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
	}

}
