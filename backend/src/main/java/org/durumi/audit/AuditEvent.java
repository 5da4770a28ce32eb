package org.durumi.audit;

import java.util.UUID;

import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.jspecify.annotations.Nullable;

/**
 * One event to be written. Who, when and in which order are not said here: the database
 * stamps them.
 *
 * @param id made before the insert, so that the detail can be sealed to it
 * @param compartment the compartment touched, absent when none or several
 * @param detail already sealed, or absent
 */
public record AuditEvent(UUID id, AuditAction action, Outcome outcome, SubjectType subjectType, UUID subjectId,
		@Nullable CaseId caseId, @Nullable Compartment compartment, byte @Nullable [] detail) {

	/**
	 * Checks it against the catalogue. Spelt out, since a short form would lose that the
	 * detail may be absent.
	 * @throws IllegalArgumentException if the catalogue does not describe such an event,
	 * which is a bug
	 */
	public AuditEvent(UUID id, AuditAction action, Outcome outcome, SubjectType subjectType, UUID subjectId,
			@Nullable CaseId caseId, @Nullable Compartment compartment, byte @Nullable [] detail) {
		Catalogued catalogued = action.catalogued();
		if (!catalogued.subjects().contains(subjectType) || !catalogued.outcomes().contains(outcome)
				|| (detail != null && catalogued.cover() == Catalogued.Cover.NONE)) {
			throw new IllegalArgumentException(
					"the catalogue knows no %s %s about %s".formatted(action, outcome, subjectType));
		}
		this.id = id;
		this.action = action;
		this.outcome = outcome;
		this.subjectType = subjectType;
		this.subjectId = subjectId;
		this.caseId = caseId;
		this.compartment = compartment;
		this.detail = detail;
	}

	/** How the act ended; the number is what the log stores. */
	public enum Outcome {

		DONE, DENIED, FAILED

	}

	/** An act that was done, about no case and without detail. */
	public static AuditEvent done(AuditAction action, SubjectType subjectType, UUID subjectId) {
		return new AuditEvent(Ids.next(), action, Outcome.DONE, subjectType, subjectId, null, null, null);
	}

	/** An act that was refused. */
	public static AuditEvent denied(SubjectType subjectType, UUID subjectId, @Nullable CaseId caseId) {
		return new AuditEvent(Ids.next(), AuditAction.DENIED, Outcome.DENIED, subjectType, subjectId, caseId, null,
				null);
	}

	/** Something of a case that was not opened, for want of its compartment. */
	public static AuditEvent denied(CaseId caseId, Compartment compartment) {
		return new AuditEvent(Ids.next(), AuditAction.DENIED, Outcome.DENIED, SubjectType.CASE_FILE, caseId.value(),
				caseId, compartment, null);
	}

	@Override
	public String toString() {
		return "%s %s %s".formatted(this.action, this.outcome, this.id);
	}

}
