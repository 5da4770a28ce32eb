package org.durumi.keys;

import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
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
 * of the case holds, else under the month's log key.
 */
@Service
public class SealedLog {

	private static final SealedJson<Map<String, String>> TYPE = SealedJson.ofMap();

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
		AuditEvent event = event(caseKeys, touched, action, subjectType, subject, detail);
		this.log.append(event);
		return event.id();
	}

	/**
	 * Writes an event about the case itself that stands even if the transaction is rolled
	 * back.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void appendLasting(CaseKeys caseKeys, AuditAction action, Detail detail) {
		this.log.appendLasting(
				event(caseKeys, Compartment.CORE, action, SubjectType.CASE_FILE, caseKeys.caseId().value(), detail));
	}

	/** Writes an event that belongs to no case. */
	@Transactional(propagation = Propagation.MANDATORY)
	public UUID append(AuditAction action, SubjectType subjectType, UUID subject, Detail detail) {
		UUID id = Ids.next();
		String month = YearMonth.from(this.clock.instant().atOffset(ZoneOffset.UTC)).toString();
		CompartmentKey key = this.keys.ofMonth(month);
		byte[] sealed = key.seal(cell(id, new UUID(0, 0)), TYPE, detail.ordered()).ciphertext();
		this.log.append(new AuditEvent(id, action, AuditEvent.Outcome.DONE, subjectType, subject, null, null, sealed));
		return id;
	}

	/**
	 * Opens the detail of an event. Opening it is itself an event, which the caller
	 * writes.
	 * @param month the month (UTC) in which the event occurred, for one that belongs to
	 * no case
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<String, String> open(UUID event, @Nullable CaseId caseId, YearMonth month, byte[] detail) {
		Sealed<Map<String, String>> sealed = Sealed.of(detail, TYPE);
		if (caseId != null) {
			return this.keys.released(caseId).open(Compartment.CORE, cell(event, caseId.value()), sealed);
		}
		return this.keys.ofMonth(month.toString()).open(cell(event, new UUID(0, 0)), sealed);
	}

	private static AuditEvent event(CaseKeys caseKeys, @Nullable Compartment touched, AuditAction action,
			SubjectType subjectType, UUID subject, Detail detail) {
		UUID id = Ids.next();
		CaseId caseId = caseKeys.caseId();
		// who holds no key of the case is about to be refused: the event still stands
		byte[] sealed = caseKeys.holds(Compartment.CORE)
				? caseKeys.seal(Compartment.CORE, cell(id, caseId.value()), TYPE, detail.ordered()).ciphertext() : null;
		return new AuditEvent(id, action, AuditEvent.Outcome.DONE, subjectType, subject, caseId, touched, sealed);
	}

	private static Cell cell(UUID event, UUID caseId) {
		return new Cell("audit.event", "detail_enc", event, caseId);
	}

}
