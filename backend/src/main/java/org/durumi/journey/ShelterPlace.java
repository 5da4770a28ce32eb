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
import org.jspecify.annotations.Nullable;

/**
 * Where she stays in safety; sealed in ROUTE.
 *
 * @param region province or city
 * @param place which house, in words that its people know; no names of theirs
 * @param until absent while she stays
 */
public record ShelterPlace(Kind kind, String region, String place, LocalDate from,
		@Nullable LocalDate until) implements CaseRecord {

	static final RecordKind<ShelterPlace> KIND = RecordKind.of("shelter_place", Compartment.ROUTE, ShelterPlace.class);

	/** The longest region or place, in characters. */
	public static final int MAX_PLACE = 200;

	public ShelterPlace {
		Objects.requireNonNull(kind);
		Objects.requireNonNull(from);
		region = Text.line(region, MAX_PLACE);
		place = Text.line(place, MAX_PLACE);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.from);
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		if (this.kind == Kind.TRAFFICKER_HOLDING) {
			return Set.of(RecordRefusal.NO_SHELTER);
		}
		if (this.until != null && this.until.isBefore(this.from)) {
			return Set.of(RecordRefusal.ENDS_BEFORE_IT_BEGINS);
		}
		return CaseRecord.super.refusals(latest);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/**
	 * Whose house it is. People in the field say "safe house" of traffickers' places too,
	 * so it is asked.
	 */
	public enum Kind {

		SHELTER, TRAFFICKER_HOLDING

	}

}
