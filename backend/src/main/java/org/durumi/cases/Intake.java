package org.durumi.cases;

import java.time.LocalDate;

import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;

/**
 * How a survivor came to us, sealed in HARM.
 *
 * @param identifiedOn the day somebody of ours met or heard of her
 * @param sourceNote who, in the caseworker's words; may be empty
 * @param status provisional until assessed (HTCDS: trafficking status)
 */
public record Intake(LocalDate identifiedOn, Source source, String sourceNote, VictimStatus status) {

	static final RecordKind<Intake> KIND = RecordKind.of("intake", Compartment.HARM, Intake.class);

	/** The longest note, in characters. */
	public static final int MAX_NOTE = 1000;

	/** Who brought her to our notice. */
	public enum Source {

		SELF, OTHER_SURVIVOR, RELATIVE, COMMUNITY, CHURCH, HOTLINE, OTHER_ORGANISATION, OUTREACH, OTHER

	}

	/** Provisional victim status. */
	public enum VictimStatus {

		NOT_YET_KNOWN, PRESUMED, IDENTIFIED, NOT_A_VICTIM

	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
