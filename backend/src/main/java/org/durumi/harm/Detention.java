package org.durumi.harm;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.durumi.cases.CaseRecord;
import org.durumi.cases.RecordRefusal;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * An authority holds her that may return her to the DPRK; sealed in HARM.
 *
 * @param place where she is held, as far as it is known; may be empty
 * @param charge what she is accused of; may be empty
 * @param released absent while she is held
 */
public record Detention(Authority authority, String place, LocalDate since, String charge,
		@Nullable LocalDate released) implements CaseRecord {

	static final RecordKind<Detention> KIND = RecordKind.of("detention", Compartment.HARM, Detention.class);

	/** The longest place or charge, in characters. */
	public static final int MAX_PART = 500;

	public Detention {
		Objects.requireNonNull(authority);
		Objects.requireNonNull(since);
		place = Text.optionalLine(place, MAX_PART);
		charge = Text.optionalLine(charge, MAX_PART);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.since);
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		if (this.authority == Authority.IMMIGRATION_THIRD_COUNTRY) {
			return Set.of(RecordRefusal.IMMIGRATION_CUSTODY);
		}
		if (this.released != null && this.released.isBefore(this.since)) {
			return Set.of(RecordRefusal.ENDS_BEFORE_IT_BEGINS);
		}
		return CaseRecord.super.refusals(latest);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** Who holds her. */
	public enum Authority {

		POLICE_CHINA, BORDER_GUARD_CHINA, MILITARY_CHINA, POLICE_OTHER, UNKNOWN,
		/**
		 * Custody in Thailand or Mongolia: a step of the way, asked about since people
		 * confuse the two.
		 */
		IMMIGRATION_THIRD_COUNTRY

	}

}
