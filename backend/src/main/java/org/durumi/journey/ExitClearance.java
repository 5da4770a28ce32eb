package org.durumi.journey;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

import org.durumi.cases.CaseRecord;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * The third country lets her leave; sealed in ROUTE.
 *
 * @param authority who granted it
 * @param reference its number; may be empty
 */
public record ExitClearance(PassagePlan.Destination country, String authority, LocalDate grantedOn,
		String reference) implements CaseRecord {

	static final RecordKind<ExitClearance> KIND = RecordKind.of("exit_clearance", Compartment.ROUTE,
			ExitClearance.class);

	/** The longest authority or reference, in characters. */
	public static final int MAX_PART = 200;

	public ExitClearance {
		Objects.requireNonNull(country);
		Objects.requireNonNull(grantedOn);
		authority = Text.line(authority, MAX_PART);
		reference = Text.optionalLine(reference, MAX_PART);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.grantedOn);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
