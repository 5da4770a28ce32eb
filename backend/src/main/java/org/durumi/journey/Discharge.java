package org.durumi.journey;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.durumi.cases.CaseRecord;
import org.durumi.cases.RecordRefusal;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * She leaves Hanawon for an address of her own; sealed in IDENTITY.
 *
 * @param weeks how many she stayed; twelve is the norm, not a rule
 * @param address where she lives now
 * @param livesThereFrom the day from which the five years are counted
 */
public record Discharge(LocalDate dischargedOn, int weeks, String address,
		LocalDate livesThereFrom) implements CaseRecord {

	static final RecordKind<Discharge> KIND = RecordKind.of("discharge", Compartment.IDENTITY, Discharge.class);

	/** The longest address, in characters. */
	public static final int MAX_ADDRESS = 300;

	/** Nobody stays longer. */
	public static final int MAX_WEEKS = 60;

	public Discharge {
		Objects.requireNonNull(dischargedOn);
		Objects.requireNonNull(livesThereFrom);
		if (weeks < 0 || weeks > MAX_WEEKS) {
			throw new IllegalArgumentException("between 0 and " + MAX_WEEKS + " weeks");
		}
		address = Text.lines(address, MAX_ADDRESS);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.dischargedOn);
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		if (this.livesThereFrom.isBefore(this.dischargedOn)) {
			return Set.of(RecordRefusal.ENDS_BEFORE_IT_BEGINS);
		}
		return this.livesThereFrom.isAfter(latest) ? Set.of(RecordRefusal.IN_THE_FUTURE)
				: CaseRecord.super.refusals(latest);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
