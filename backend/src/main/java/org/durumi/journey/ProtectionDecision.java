package org.durumi.journey;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

import org.durumi.cases.CaseRecord;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * A country grants or refuses her protection; sealed in CORE.
 *
 * @param country ISO 3166-1 alpha-2, such as {@code KR}
 * @param authority who decided
 * @param reference its number; may be empty
 */
public record ProtectionDecision(String country, Outcome outcome, String authority, LocalDate decidedOn,
		String reference) implements CaseRecord {

	static final RecordKind<ProtectionDecision> KIND = RecordKind.of("protection_decision", Compartment.CORE,
			ProtectionDecision.class);

	/** The Republic of Korea. */
	public static final String KOREA = "KR";

	/** The longest authority or reference, in characters. */
	public static final int MAX_PART = 200;

	public ProtectionDecision {
		if (!country.matches("[A-Z]{2}")) {
			throw new IllegalArgumentException("a country has two capital letters");
		}
		Objects.requireNonNull(outcome);
		Objects.requireNonNull(decidedOn);
		authority = Text.line(authority, MAX_PART);
		reference = Text.optionalLine(reference, MAX_PART);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.decidedOn);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** What was decided; refused in the Republic of Korea is 비보호. */
	public enum Outcome {

		GRANTED, REFUSED

	}

}
