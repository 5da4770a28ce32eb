package org.durumi.keys;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.AuditedByCaller;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes events whose detail is sealed: under the case's CORE key, which every reviewer
 * of the case holds, else under the month's log key. What stood in fields before and
 * after a change goes beside it under the key of the fields' own compartment.
 * <p>
 * Guaranteed: whoever holds no key of a compartment opens no value of it from the log,
 * and when the keys of a case are gone so are its values in the log, while its leaves
 * stand. Not guaranteed: that the values are those that lay in the row, which only the
 * code that writes them can show.
 */
@Service
public class SealedLog {

	private static final SealedJson<Map<String, String>> TYPE = SealedJson.ofMap();

	private static final String DETAIL = "detail_enc";

	private static final String BEFORE = "detail_enc/before";

	private static final String AFTER = "detail_enc/after";

	private final AuditLog log;

	private final KeyRing keys;

	private final Clock clock;

	SealedLog(AuditLog log, KeyRing keys, Clock clock) {
		this.log = log;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Writes an event about a case.
	 * @param touched the compartment it concerns, absent when several
	 * @return the event's id
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public UUID append(CaseKeys caseKeys, @Nullable Compartment touched, AuditAction action, SubjectType subjectType,
			UUID subject, Detail detail) {
		UUID id = Ids.next();
		appendAs(id, caseKeys, touched, action, subjectType, subject, detail);
		return id;
	}

	/**
	 * As {@link #append(CaseKeys, Compartment, AuditAction, SubjectType, UUID, Detail)},
	 * for one whose id is written down in what it tells of.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void appendAs(UUID id, CaseKeys caseKeys, @Nullable Compartment touched, AuditAction action,
			SubjectType subjectType, UUID subject, Detail detail) {
		this.log.append(event(id, caseKeys, touched, action, subjectType, subject, detail));
	}

	/**
	 * Writes an event about a change, with what stood before and after it.
	 * @param touched the compartment it concerns, absent when several
	 * @return the event's id
	 * @throws KeyNotReleased if the actor does not hold the compartment of the fields
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public UUID append(CaseKeys caseKeys, @Nullable Compartment touched, AuditAction action, SubjectType subjectType,
			UUID subject, Detail detail, Change change) {
		requireCatalogued(action, true, detail, true);
		UUID id = Ids.next();
		UUID caseId = caseKeys.caseId().value();
		Compartment of = change.compartment();
		SealedDetail sealed = new SealedDetail(seal(caseKeys, Compartment.CORE, DETAIL, id, detail.ordered()), of,
				seal(caseKeys, of, BEFORE, id, change.before()), seal(caseKeys, of, AFTER, id, change.after()));
		this.log.append(new AuditEvent(id, action, AuditEvent.Outcome.DONE, subjectType, subject, caseKeys.caseId(),
				touched, sealed.encode()));
		return id;
	}

	/**
	 * Writes an event about the case itself that stands even if the transaction is rolled
	 * back.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void appendLasting(CaseKeys caseKeys, AuditAction action, Detail detail) {
		this.log.appendLasting(event(Ids.next(), caseKeys, Compartment.CORE, action, SubjectType.CASE_FILE,
				caseKeys.caseId().value(), detail));
	}

	/** Writes an event that belongs to no case. */
	@Transactional(propagation = Propagation.MANDATORY)
	public UUID append(AuditAction action, SubjectType subjectType, UUID subject, Detail detail) {
		return append(action, AuditEvent.Outcome.DONE, subjectType, subject, detail);
	}

	/** As above, about what was refused. */
	@Transactional(propagation = Propagation.MANDATORY)
	public UUID appendDenied(AuditAction action, SubjectType subjectType, UUID subject, Detail detail) {
		return append(action, AuditEvent.Outcome.DENIED, subjectType, subject, detail);
	}

	private UUID append(AuditAction action, AuditEvent.Outcome outcome, SubjectType subjectType, UUID subject,
			Detail detail) {
		requireCatalogued(action, false, detail, false);
		UUID id = Ids.next();
		String month = YearMonth.from(this.clock.instant().atOffset(ZoneOffset.UTC)).toString();
		CompartmentKey key = this.keys.ofMonth(month);
		byte[] sealed = key.seal(cell(DETAIL, id, new UUID(0, 0)), TYPE, detail.ordered()).ciphertext();
		this.log.append(new AuditEvent(id, action, outcome, subjectType, subject, null, null, sealed));
		return id;
	}

	/**
	 * Opens the detail of an event. Opening it is itself an event, which the caller
	 * writes.
	 * @param month the month (UTC) in which the event occurred, for one that belongs to
	 * no case
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@AuditedByCaller("The opening of the entry.")
	public Map<String, String> open(UUID event, @Nullable CaseId caseId, YearMonth month, byte[] detail) {
		Sealed<Map<String, String>> sealed = Sealed.of(SealedDetail.decode(detail).told(), TYPE);
		if (caseId != null) {
			return this.keys.released(caseId).open(Compartment.CORE, cell(DETAIL, event, caseId.value()), sealed);
		}
		return this.keys.ofMonth(month.toString()).open(cell(DETAIL, event, new UUID(0, 0)), sealed);
	}

	/** The compartment of what stood before and after, where the event tells of that. */
	public static Optional<Compartment> compartmentOfChange(byte[] detail) {
		return Optional.ofNullable(SealedDetail.decode(detail).compartment());
	}

	/**
	 * Opens what stood before and after; the event that says so has been written.
	 * @throws KeyNotReleased if the actor does not hold the compartment
	 * @throws IllegalArgumentException if the event tells of no change
	 */
	public static Change openChange(UUID event, Opening opening, byte[] detail) {
		SealedDetail sealed = SealedDetail.decode(detail);
		Compartment of = sealed.compartment();
		if (of == null) {
			throw new IllegalArgumentException("an event about no change");
		}
		UUID caseId = opening.caseId().value();
		return new Change(of, opening.open(of, cell(BEFORE, event, caseId), Sealed.of(sealed.before(), TYPE)),
				opening.open(of, cell(AFTER, event, caseId), Sealed.of(sealed.after(), TYPE)));
	}

	private static AuditEvent event(UUID id, CaseKeys caseKeys, @Nullable Compartment touched, AuditAction action,
			SubjectType subjectType, UUID subject, Detail detail) {
		requireCatalogued(action, true, detail, false);
		CaseId caseId = caseKeys.caseId();
		// who holds no key of the case is about to be refused: the event still stands
		byte[] sealed = caseKeys.holds(Compartment.CORE)
				? seal(caseKeys, Compartment.CORE, DETAIL, id, detail.ordered()) : null;
		return new AuditEvent(id, action, AuditEvent.Outcome.DONE, subjectType, subject, caseId, touched, sealed);
	}

	/** A name that the catalogue does not know would be told to nobody who reads it. */
	private static void requireCatalogued(AuditAction action, boolean aboutCase, Detail detail, boolean values) {
		if (!action.catalogued().describes(aboutCase, detail.ordered().keySet(), values)) {
			throw new IllegalArgumentException(
					"the catalogue knows no %s that says %s".formatted(action, detail.ordered().keySet()));
		}
	}

	private static byte[] seal(CaseKeys keys, Compartment compartment, String place, UUID event,
			Map<String, String> values) {
		return keys.seal(compartment, cell(place, event, keys.caseId().value()), TYPE, new LinkedHashMap<>(values))
			.ciphertext();
	}

	private static Cell cell(String place, UUID event, UUID caseId) {
		return new Cell("audit.event", place, event, caseId);
	}

}
