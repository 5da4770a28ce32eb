package org.durumi.consent;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.consent.ConsentOutcome.Reason;
import org.durumi.consent.ConsentOutcome.Recorded;
import org.durumi.consent.ConsentOutcome.Refused;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.RecordKind;
import org.durumi.keys.Records;
import org.durumi.keys.SealedLog;
import org.durumi.keys.SealedRecord;
import org.durumi.keys.Vault;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger of consents of a case: nothing is deleted, a withdrawal is added to what it
 * withdraws.
 */
@Service
public class Consents {

	private final Records records;

	private final Vault vault;

	private final SealedLog log;

	private final CaseAccess access;

	private final People people;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Consents(Records records, Vault vault, SealedLog log, CaseAccess access, People people,
			ApplicationEventPublisher events, Clock clock) {
		this.records = records;
		this.vault = vault;
		this.log = log;
		this.access = access;
		this.people = people;
		this.events = events;
		this.clock = clock;
	}

	/** The ledger, newest first; opening it is an audited event. */
	@Transactional
	public List<ConsentEntry> open(CaseId caseId) {
		this.access.require(caseId, CaseAct.VIEW);
		Opening opening = this.vault.open(caseId, Purpose.RECORD, Compartment.CORE, List.of(Consent.KIND.name()));
		return entries(opening);
	}

	/**
	 * Lets the page pass on which she is asked, or refuses it: it is for whoever works on
	 * the case.
	 */
	@Transactional
	@NotAudited("Shows a wording and nothing of hers; a refusal is an event, and so is what she answers.")
	public void requireAsking(CaseId caseId) {
		this.access.require(caseId, CaseAct.WORK);
	}

	/** The ledger's entries, none of which is open; for a timeline. */
	@Transactional(readOnly = true)
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public List<SealedRecord<Consent>> sealed(CaseId caseId) {
		return Stream.of(Consent.KIND, Consent.BASIS)
			.flatMap((kind) -> this.records.of(kind, caseId).stream())
			// the ids of one millisecond differ behind their signs
			.sorted(Comparator.comparing((SealedRecord<Consent> entry) -> entry.id().toString()).reversed())
			.toList();
	}

	/**
	 * Adds a consent or a legitimate basis, which is an act of its own: it takes a right
	 * of its own and a reason, and a supervisor finds it on her desk.
	 */
	@Transactional
	public ConsentOutcome record(CaseId caseId, Consent consent) {
		boolean basis = consent.form().isBasis();
		this.access.requireAlone(caseId, basis ? CaseAct.ACT_WITHOUT_CONSENT : CaseAct.WORK);
		Opening opening = openToWrite(caseId);
		Set<Reason> reasons = reasonsAgainst(opening, consent.givenOn());
		reasons.addAll(reasonsAgainst(consent));
		if (consent.wasWithdrawn()) {
			throw new IllegalArgumentException("a consent is recorded first and withdrawn later");
		}
		if (!reasons.isEmpty()) {
			return new Refused(reasons);
		}
		UUID id = this.records.add(consent.kind(), caseId, consent).id();
		if (basis) {
			this.log.append(this.vault.keysOf(caseId), Compartment.CORE, AuditAction.ACTED_WITHOUT_CONSENT,
					SubjectType.RECORD, id,
					Detail.of("purpose", consent.purpose()).and("basis", consent.form()).and("reason", consent.note()));
		}
		return recorded(id, consent, opening);
	}

	/**
	 * Withdraws a consent.
	 * @param seen the entry as its reader saw it
	 * @param why may be empty: nobody owes a reason
	 * @throws org.durumi.reference.TextRefused if the reason cannot be taken as it is
	 */
	@Transactional
	public ConsentOutcome withdraw(CaseId caseId, ConsentEntry seen, LocalDate on, String why) {
		this.access.requireAlone(caseId, CaseAct.WORK);
		Opening opening = openToWrite(caseId);
		// a basis from before it had a table of its own lies among the consents
		Optional<SealedRecord<Consent>> found = Stream.of(Consent.KIND, Consent.BASIS)
			.flatMap((kind) -> this.records.find(kind, seen.id()).stream())
			.findFirst()
			.filter((entry) -> entry.caseId().equals(caseId) && entry.version() == seen.version());
		Consent consent = found.map(opening::open).orElse(null);
		if (consent == null || consent.wasWithdrawn()) {
			return new Refused(Set.of(Reason.STALE));
		}
		Set<Reason> reasons = reasonsAgainst(opening, on);
		if (on.isBefore(consent.givenOn())) {
			reasons.add(Reason.WITHDRAWN_BEFORE_GIVEN);
		}
		if (!reasons.isEmpty()) {
			return new Refused(reasons);
		}
		return this.records.change(kindOf(found.orElseThrow()), found.orElseThrow(), consent.withdrawn(on, why))
			.<ConsentOutcome>map((changed) -> recorded(changed.id(), consent, opening))
			.orElseGet(() -> new Refused(Set.of(Reason.STALE)));
	}

	/**
	 * How a case stands as to one purpose on a day; {@link ConsentState#NONE} for whoever
	 * does not hold the ledger.
	 * @param opening with the keys of whoever asks
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public ConsentState state(Opening opening, Consent.Purpose purpose, LocalDate on) {
		return opening.holds(Compartment.CORE) ? ledger(opening).state(purpose, on) : ConsentState.NONE;
	}

	/**
	 * Whether and how far what we know of her may go to an organisation on a day.
	 * @param opening with the keys of whoever asks
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Sharing sharing(Opening opening, UUID recipient, LocalDate on) {
		return opening.holds(Compartment.CORE) ? ledger(opening).sharing(recipient, on) : new Sharing.Unknown();
	}

	/**
	 * The days on which what she was asked ends, or has ended without anything newer: one
	 * for each thing, none for what stands until it is withdrawn.
	 * @param opening with the keys of whoever asks
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Set<LocalDate> ends(Opening opening) {
		return opening.holds(Compartment.CORE) ? ledger(opening).ends() : Set.of();
	}

	private ConsentOutcome recorded(UUID id, Consent consent, Opening opening) {
		Ledger ledger = ledger(opening);
		LocalDate today = LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC);
		ConsentState state = ledger.state(Consent.Purpose.SERVICES, today);
		this.events.publishEvent(new ConsentRecorded(opening.caseId(), state,
				ledger.until(Consent.Purpose.SERVICES, today), id, consent.purpose(),
				consent.purpose() == Consent.Purpose.INFORMATION_SHARING || !consent.withheld().isEmpty()));
		return new Recorded(id, state);
	}

	private Ledger ledger(Opening opening) {
		return new Ledger(entries(opening));
	}

	private List<ConsentEntry> entries(Opening opening) {
		return sealed(opening.caseId()).stream()
			.map((entry) -> new ConsentEntry(entry.id(), entry.version(), entry.recordedAt(), entry.recordedBy(),
					opening.open(entry)))
			.toList();
	}

	private static RecordKind<Consent> kindOf(SealedRecord<Consent> entry) {
		return Consent.BASIS.isOf(entry) ? Consent.BASIS : Consent.KIND;
	}

	/** The ledger decides the state, and her birth which days are possible. */
	private Opening openToWrite(CaseId caseId) {
		return this.vault.open(caseId, Purpose.RECORD, List.of(Consent.KIND.name(), "birth"));
	}

	private static Set<Reason> reasonsAgainst(Consent consent) {
		Set<Reason> reasons = EnumSet.noneOf(Reason.class);
		if (consent.isOver(consent.givenOn())) {
			reasons.add(Reason.EXPIRES_BEFORE_GIVEN);
		}
		if (consent.purpose() == Consent.Purpose.INFORMATION_SHARING && consent.recipient() == null) {
			reasons.add(Reason.RECIPIENT_NEEDED);
		}
		if (consent.form().isBasis() && consent.note().isEmpty()) {
			reasons.add(Reason.REASON_NEEDED);
		}
		return reasons;
	}

	private Set<Reason> reasonsAgainst(Opening opening, LocalDate day) {
		Set<Reason> reasons = EnumSet.noneOf(Reason.class);
		if (day.isAfter(LocalDate.ofInstant(this.clock.instant(), ZoneOffset.ofHours(14)))) {
			reasons.add(Reason.IN_THE_FUTURE);
		}
		if (this.people.earliestPossibleDay(opening).filter(day::isBefore).isPresent()) {
			reasons.add(Reason.BEFORE_BIRTH);
		}
		return reasons;
	}

}
