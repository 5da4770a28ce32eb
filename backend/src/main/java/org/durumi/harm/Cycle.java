package org.durumi.harm;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.durumi.cases.CaseRecord;
import org.durumi.cases.RecordRefusal;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of escape: from a crossing to arrival, repatriation or death; sealed in HARM.
 *
 * @param number from 1
 * @param crossedInYear absent if she does not know or will not say
 * @param endedOn absent while it lasts, or if it is not known
 */
public record Cycle(int number, @Nullable Integer crossedInYear, Ending ending, @Nullable LocalDate endedOn,
		boolean beforeUs) implements CaseRecord {

	static final RecordKind<Cycle> KIND = RecordKind.of("cycle", Compartment.HARM, Cycle.class);

	public Cycle {
		if (number < 1 || number > 99) {
			throw new IllegalArgumentException("cycles are numbered from 1 to 99");
		}
		Objects.requireNonNull(ending);
	}

	Cycle ended(Ending how, @Nullable LocalDate on) {
		return new Cycle(this.number, this.crossedInYear, how, on, this.beforeUs);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.ofNullable(this.endedOn);
	}

	/** She crossed in a year, so on its last day at the latest. */
	@Override
	public List<LocalDate> days() {
		return Stream
			.of(day(), Optional.ofNullable(this.crossedInYear).map((year) -> LocalDate.of(year, Month.DECEMBER, 31)))
			.flatMap(Optional::stream)
			.toList();
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		if (this.crossedInYear != null && this.crossedInYear > latest.getYear()) {
			return Set.of(RecordRefusal.IN_THE_FUTURE);
		}
		return CaseRecord.super.refusals(latest);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** How it ended. */
	public enum Ending {

		ONGOING, ARRIVED, REPATRIATED, RETURNED, DECEASED, UNKNOWN

	}

}
