package org.durumi.followup;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.durumi.cases.CaseRecord;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * One time somebody spoke with her, or tried to; sealed in the compartment its author
 * chooses.
 *
 * @param reached whether she answered; only then does it count against silence
 * @param hardship what she lacks, as far as it was asked about
 */
public record Contact(LocalDate on, Mode mode, boolean reached, Set<Hardship> hardship,
		String summary) implements CaseRecord {

	static final RecordKind<Contact> KIND = RecordKind.of("contact", Compartment.HARM, Contact.class);

	/** The longest summary, in characters. */
	public static final int MAX_SUMMARY = 8000;

	public Contact {
		Objects.requireNonNull(on);
		Objects.requireNonNull(mode);
		hardship = Set.copyOf(hardship);
		summary = Text.lines(summary, MAX_SUMMARY);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.on);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** How she was spoken with. */
	public enum Mode {

		VISIT, PHONE, MESSAGE, OFFICE, THROUGH_A_THIRD_PERSON

	}

	/** Signs of hardship, asked about at each contact. */
	public enum Hardship {

		FOOD, UTILITIES_CUT, ARREARS, HOUSING, ISOLATION

	}

}
