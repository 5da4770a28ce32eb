package org.durumi.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.durumi.access.CaseAct;
import org.durumi.audit.NotAudited;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.RecordKind;
import org.durumi.keys.SealedRecord;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * All records of one kind in a case: read with an event, written by whoever may, refused
 * with a reason. A module makes a service of it for each kind of record it owns.
 */
public abstract class RecordBook<T extends CaseRecord> implements TimelineSource {

	private final RecordKind<T> kind;

	private final CaseAct writing;

	private final BookKeeping keeping;

	/**
	 * Makes a book.
	 * @param writing what its writer must be allowed
	 */
	protected RecordBook(RecordKind<T> kind, CaseAct writing, BookKeeping keeping) {
		this.kind = kind;
		this.writing = writing;
		this.keeping = keeping;
	}

	/** Whether the actor may add to this book of the case. */
	@Transactional(readOnly = true)
	@NotAudited("Says whether something may be done; doing it is the event, and so is its refusal.")
	public boolean mayWrite(CaseId caseId) {
		return this.keeping.access().may(caseId, this.writing);
	}

	/** Whether the actor holds the compartment of this book, which opens nothing. */
	@Transactional(readOnly = true)
	@NotAudited("Says whether something may be done; doing it is the event, and so is its refusal.")
	public boolean mayRead(CaseId caseId) {
		return this.keeping.vault().keysOf(caseId).holds(this.kind.compartment());
	}

	/** The compartment of its records, and of what is about to become one. */
	public Compartment compartment() {
		return this.kind.compartment();
	}

	/** How many records the actor could open. */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int count(CaseId caseId) {
		return this.keeping.records().of(this.kind, caseId).size();
	}

	/**
	 * Opens all records, newest first; an audited event.
	 * @throws org.durumi.keys.KeyNotReleased if the actor does not hold the compartment
	 */
	@Transactional
	public List<BookEntry<T>> open(CaseId caseId) {
		this.keeping.access().require(caseId, CaseAct.VIEW);
		Opening opening = this.keeping.vault()
			.open(caseId, Purpose.RECORD, this.kind.compartment(), List.of(this.kind.name()));
		return entries(opening);
	}

	/** Opens, of a book in several compartments, what the actor holds. */
	protected List<BookEntry<T>> openWhatIsHeld(CaseId caseId) {
		this.keeping.access().require(caseId, CaseAct.VIEW);
		return entries(this.keeping.vault().open(caseId, Purpose.RECORD, List.of(this.kind.name())));
	}

	/** Adds a record. */
	@Transactional
	public BookOutcome<T> add(CaseId caseId, T content) {
		return add(caseId, this.kind.compartment(), content);
	}

	/** Adds a record in a chosen compartment, where a book spans several. */
	protected BookOutcome<T> add(CaseId caseId, Compartment compartment, T content) {
		Opening opening = openToWrite(caseId);
		Set<RecordRefusal> reasons = reasonsAgainst(opening, content);
		if (!reasons.isEmpty()) {
			return new BookOutcome.Refused<>(reasons);
		}
		SealedRecord<T> record = this.keeping.records().add(this.kind, caseId, compartment, content);
		kept(opening);
		return new BookOutcome.Kept<>(entry(record, content));
	}

	/**
	 * Replaces a record.
	 * @param seen the entry as its reader saw it
	 */
	@Transactional
	public BookOutcome<T> change(CaseId caseId, BookEntry<T> seen, T content) {
		Opening opening = openToWrite(caseId);
		Optional<SealedRecord<T>> found = this.keeping.records()
			.find(this.kind, seen.id())
			.filter((record) -> record.caseId().equals(caseId) && record.version() == seen.version());
		if (found.isEmpty()) {
			return new BookOutcome.Refused<>(Set.of(RecordRefusal.STALE));
		}
		Set<RecordRefusal> reasons = reasonsAgainst(opening, content);
		if (!reasons.isEmpty()) {
			return new BookOutcome.Refused<>(reasons);
		}
		Optional<SealedRecord<T>> changed = this.keeping.records().change(this.kind, found.get(), content);
		changed.ifPresent((record) -> kept(opening));
		return changed.<BookOutcome<T>>map((record) -> new BookOutcome.Kept<>(entry(record, content)))
			.orElseGet(() -> new BookOutcome.Refused<>(Set.of(RecordRefusal.STALE)));
	}

	/** The newest record, with the keys and the event of an opening that is under way. */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<T> latest(Opening opening) {
		return entries(opening).stream().findFirst().map(BookEntry::content);
	}

	/**
	 * As {@link #latest}, but not from an earlier cycle: what she had then she has lost.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<T> latestOfCycle(Opening opening) {
		Instant began = this.keeping.cases().cycleBegan(opening.caseId());
		return entries(opening).stream()
			.filter((entry) -> !entry.recordedAt().isBefore(began))
			.findFirst()
			.map(BookEntry::content);
	}

	/**
	 * All records, newest first, as {@link #latest}; none where the compartment is not
	 * held.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public List<BookEntry<T>> entries(Opening opening) {
		return this.keeping.records()
			.of(this.kind, opening.caseId())
			.stream()
			.filter((record) -> opening.holds(record.compartment()))
			.map((record) -> entry(record, opening.open(record)))
			.toList();
	}

	@Override
	@Transactional(readOnly = true)
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public List<TimelineEntry> entriesOf(CaseId caseId) {
		return this.keeping.records()
			.of(this.kind, caseId)
			.stream()
			.map((record) -> new TimelineEntry(this.kind.name(), record.id(), record.recordedAt(), record.recordedBy(),
					record.compartment(), Map.of()))
			.toList();
	}

	/** What else follows in the same transaction when a record was kept. */
	protected void kept(Opening opening) {
	}

	/** What else stands against a record, given those already there. */
	protected Set<RecordRefusal> reasonsBeside(Opening opening, T content) {
		return Set.of();
	}

	/** The day it is where the server stands, in UTC. */
	protected LocalDate today() {
		return LocalDate.ofInstant(this.keeping.clock().instant(), ZoneOffset.UTC);
	}

	private Opening openToWrite(CaseId caseId) {
		// alone: what follows from all records is worked out from all records
		this.keeping.access().requireAlone(caseId, this.writing);
		return this.keeping.vault().open(caseId, Purpose.RECORD, List.of(this.kind.name()));
	}

	private Set<RecordRefusal> reasonsAgainst(Opening opening, T content) {
		Set<RecordRefusal> reasons = EnumSet.noneOf(RecordRefusal.class);
		// in Seoul it is tomorrow before it is in Greenwich
		reasons.addAll(content.refusals(LocalDate.ofInstant(this.keeping.clock().instant(), ZoneOffset.ofHours(14))));
		reasons.addAll(reasonsBeside(opening, content));
		if (!content.days().isEmpty()) {
			this.keeping.people()
				.earliestPossibleDay(opening)
				.filter((birth) -> content.days().stream().anyMatch((day) -> day.isBefore(birth)))
				.ifPresent((birth) -> reasons.add(RecordRefusal.BEFORE_BIRTH));
		}
		return reasons;
	}

	private static <T> BookEntry<T> entry(SealedRecord<T> record, T content) {
		return new BookEntry<>(record.id(), record.version(), record.recordedAt(), record.recordedBy(), content);
	}

}
