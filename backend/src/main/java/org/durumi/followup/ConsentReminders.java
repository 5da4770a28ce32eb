package org.durumi.followup;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.durumi.cases.CaseFacts;
import org.durumi.cases.CaseList;
import org.durumi.cases.Stage;
import org.durumi.cases.StageMoved;
import org.durumi.consent.ConsentRecorded;
import org.durumi.consent.Consents;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes it a task of the case to ask her again before a consent ends, and settles the
 * task once she was asked. A case that is closed has no such task; one that is opened
 * again gets those that are then owed.
 * <p>
 * The ledger is sealed, so tasks are made when it changes, by whoever changes it. What
 * the tasks say in clear is a day on which something is owed.
 */
@Component
class ConsentReminders {

	private final Consents consents;

	private final TaskStore store;

	private final CaseFacts facts;

	private final CaseList cases;

	private final Vault vault;

	private final FollowUpSettings settings;

	private final Clock clock;

	ConsentReminders(Consents consents, TaskStore store, CaseFacts facts, CaseList cases, Vault vault,
			FollowUpSettings settings, Clock clock) {
		this.consents = consents;
		this.store = store;
		this.facts = facts;
		this.cases = cases;
		this.vault = vault;
		this.settings = settings;
		this.clock = clock;
	}

	@EventListener
	void on(ConsentRecorded recorded) {
		if (this.cases.find(recorded.caseId()).filter((row) -> row.stage().isOpen()).isPresent()) {
			remind(recorded.caseId());
		}
	}

	@EventListener
	void on(StageMoved moved) {
		Stage from = moved.from();
		if (from != null && !from.isOpen() && moved.to().isOpen()) {
			remind(moved.caseId());
		}
	}

	private void remind(CaseId caseId) {
		Opening opening = this.vault.open(caseId, Purpose.CONDITIONS, List.of("consent", PlanTask.KIND.name()));
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		Set<LocalDate> ends = this.consents.ends(opening);
		List<TaskEntry> made = this.store.open(opening)
			.stream()
			.filter((entry) -> entry.task().kind() == PlanTask.Kind.CONSENT)
			.toList();
		Set<LocalDate> there = made.stream().map(TaskEntry::dueOn).collect(Collectors.toSet());
		ends.stream()
			.flatMap((end) -> this.settings.consentDays().stream().map(end::minusDays))
			.filter((day) -> !day.isBefore(today))
			.forEach((day) -> add(caseId, day, there));
		// recorded so late that every such day has passed: then it is owed at once
		ends.stream().map((end) -> end.minusDays(least())).forEach((day) -> add(caseId, day, there));
		made.stream()
			.filter((entry) -> entry.doneOn() == null && !isOfAny(ends, entry.dueOn()))
			.forEach((entry) -> this.store.done(caseId, entry, today, entry.task()));
		this.facts.nextDueOn(caseId, this.store.nextDue(caseId).orElse(null));
	}

	private void add(CaseId caseId, LocalDate day, Set<LocalDate> there) {
		if (there.add(day)) {
			this.store.add(caseId, PlanTask.ofConsent(), day);
		}
	}

	private boolean isOfAny(Set<LocalDate> ends, LocalDate due) {
		return ends.stream()
			.anyMatch((end) -> this.settings.consentDays().stream().map(end::minusDays).anyMatch(due::equals));
	}

	private int least() {
		return this.settings.consentDays().stream().min(Comparator.naturalOrder()).orElseThrow();
	}

}
