package org.durumi.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.Records;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens a case: file, keys, identity, intake and first stage in one transaction, for the
 * caseworker who does it.
 */
@Service
public class CaseRegistration {

	private static final int ATTEMPTS = 8;

	private final CaseFiles files;

	private final StageMoves moves;

	private final CodeNames codeNames;

	private final JdbcClient jdbc;

	private final Vault vault;

	private final Records records;

	private final SealedLog log;

	private final People people;

	private final DuplicateSearch duplicates;

	private final ObjectProvider<EarlierCycles> cycles;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	CaseRegistration(CaseFiles files, StageMoves moves, CodeNames codeNames, JdbcClient jdbc, Vault vault,
			Records records, SealedLog log, People people, DuplicateSearch duplicates,
			ObjectProvider<EarlierCycles> cycles, ApplicationEventPublisher events, Clock clock) {
		this.files = files;
		this.moves = moves;
		this.codeNames = codeNames;
		this.jdbc = jdbc;
		this.vault = vault;
		this.records = records;
		this.log = log;
		this.people = people;
		this.duplicates = duplicates;
		this.cycles = cycles;
		this.events = events;
		this.clock = clock;
	}

	/** Opens the case, or says why not; then nothing was written. */
	@PreAuthorize("hasRole('CASEWORKER')")
	@Transactional
	public RegistrationOutcome register(Registration registration) {
		Set<RegistrationOutcome.Reason> reasons = reasonsAgainst(registration);
		if (!reasons.isEmpty()) {
			return new RegistrationOutcome.Refused(reasons);
		}
		CaseId caseId = CaseId.next();
		CaseFile file = open(caseId, registration);
		CaseKeys keys = this.vault.create(caseId);
		this.people.create(keys, registration.identity(), registration.safeContact());
		addFirstMove(file, keys, registration);
		this.log.append(keys, null, AuditAction.CASE_REGISTERED, SubjectType.CASE_FILE, caseId.value(),
				Detail.of("stage", registration.stage()).and("search", registration.searchId()),
				People.created(registration.identity(), registration.safeContact()));
		this.records.add(Intake.KIND, caseId, registration.intake());
		this.cycles.orderedStream().forEach((recorder) -> recorder.record(caseId, registration.earlierCycles()));
		this.events.publishEvent(
				new StageMoved(caseId, null, registration.stage(), registration.intake().identifiedOn(), false));
		return new RegistrationOutcome.Registered(caseId, file.caseNumber(), file.codeName());
	}

	private CaseFile open(CaseId caseId, Registration registration) {
		Actor actor = Actors.require();
		UUID team = actor.team();
		if (team == null) {
			throw new IllegalStateException("a caseworker has a team");
		}
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			CaseFile file = new CaseFile(caseId.value(), CaseNumber.random().value(), this.codeNames.random(attempt),
					actor.id(), team, actor.organisation(), registration.stage(),
					registration.earlierCycles().size() + 1);
			if (isFree(file)) {
				return this.files.saveAndFlush(file);
			}
		}
		throw new IllegalStateException("no free code name");
	}

	/**
	 * Row security hides other teams’ files; the database answers only whether both are
	 * free.
	 */
	private boolean isFree(CaseFile file) {
		return Boolean.TRUE.equals(this.jdbc.sql("select access.is_free(?, ?)")
			.params(file.caseNumber(), file.codeName())
			.query(Boolean.class)
			.single());
	}

	private void addFirstMove(CaseFile file, CaseKeys keys, Registration registration) {
		UUID id = Ids.next();
		MoveContent content = new MoveContent(registration.intake().identifiedOn(), "",
				List.copyOf(StageRules.metBeforeUs(registration.stage())), List.of(), null, file.cycle());
		this.moves.add(file.caseId(),
				new StageMove(id, 1, StageMove.Kind.INTAKE, null, registration.stage(), file.cycle(),
						this.clock.instant(), Actors.require().id(), null, null,
						keys.seal(Compartment.CORE, MoveContent.cell(id, file.caseId()), MoveContent.TYPE, content)));
	}

	private Set<RegistrationOutcome.Reason> reasonsAgainst(Registration registration) {
		Set<RegistrationOutcome.Reason> reasons = EnumSet.noneOf(RegistrationOutcome.Reason.class);
		LocalDate tomorrowInSeoul = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.ofHours(14));
		LocalDate identifiedOn = registration.intake().identifiedOn();
		if (!this.duplicates.doneRecently(registration.searchId())) {
			reasons.add(RegistrationOutcome.Reason.NO_DUPLICATE_SEARCH);
		}
		if (identifiedOn.isAfter(tomorrowInSeoul)) {
			reasons.add(RegistrationOutcome.Reason.IDENTIFIED_IN_FUTURE);
		}
		registration.identity().earliestPossibleDay().ifPresent((birth) -> {
			if (identifiedOn.isBefore(birth)) {
				reasons.add(RegistrationOutcome.Reason.IDENTIFIED_BEFORE_BIRTH);
			}
		});
		if (!StageRules.isIntake(registration.stage())) {
			reasons.add(RegistrationOutcome.Reason.NOT_AN_INTAKE_STAGE);
		}
		if (!Move.isUsable(registration.intake().sourceNote())) {
			reasons.add(RegistrationOutcome.Reason.NOTE_UNUSABLE);
		}
		List<EarlierCycle> earlier = registration.earlierCycles();
		if (earlier.size() > Registration.MAX_EARLIER_CYCLES
				|| earlier.stream()
					.anyMatch((cycle) -> cycle.crossedInYear() != null
							&& (cycle.crossedInYear() > tomorrowInSeoul.getYear() || cycle.crossedInYear() < 1945))
				|| registration.identity()
					.earliestPossibleDay()
					.filter((birth) -> earlier.stream()
						.anyMatch((cycle) -> cycle.crossedInYear() != null && cycle.crossedInYear() < birth.getYear()))
					.isPresent()) {
			reasons.add(RegistrationOutcome.Reason.CYCLES_UNLIKELY);
		}
		return reasons;
	}

}
