package org.durumi.drafts;

import java.util.UUID;

import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * Which form of which case a draft belongs to.
 *
 * @param form the key of the form's name, so that the log can say it in words
 * @param caseId absent where there is no case yet
 * @param compartment the one that the record will be in, absent with the case
 * @param record the record that is being changed, absent for a new one
 */
public record DraftKey(String form, @Nullable CaseId caseId, @Nullable Compartment compartment, @Nullable UUID record) {

	public DraftKey {
		if (!form.matches("[A-Za-z][A-Za-z._]{1,60}")) {
			throw new IllegalArgumentException("a form's name");
		}
		if ((caseId == null) != (compartment == null)) {
			throw new IllegalArgumentException("a case and a compartment, or neither");
		}
	}

	/** Of a form before there is a case. */
	public static DraftKey of(String form) {
		return new DraftKey(form, null, null, null);
	}

	/** Of a form for a new record of a case. */
	public static DraftKey of(String form, CaseId caseId, Compartment compartment) {
		return new DraftKey(form, caseId, compartment, null);
	}

	/** Of the same form when it changes a record. */
	public DraftKey changing(UUID record) {
		return new DraftKey(this.form, this.caseId, this.compartment, record);
	}

}
