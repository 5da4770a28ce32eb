package org.durumi.care;

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
 * What she needs at once; sealed in HEALTH.
 *
 * @param needs at least one; {@link Need#NONE} stands alone
 * @param note may be empty
 */
public record ImmediateNeeds(LocalDate assessedOn, Set<Need> needs, boolean urgent, String note) implements CaseRecord {

	static final RecordKind<ImmediateNeeds> KIND = RecordKind.of("immediate_needs", Compartment.HEALTH,
			ImmediateNeeds.class);

	/** The longest note, in characters. */
	public static final int MAX_NOTE = 4000;

	public ImmediateNeeds {
		Objects.requireNonNull(assessedOn);
		needs = Set.copyOf(needs);
		note = Text.optionalLines(note, MAX_NOTE);
	}

	@Override
	public Optional<LocalDate> day() {
		return Optional.of(this.assessedOn);
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		if (this.needs.isEmpty() || (this.needs.contains(Need.NONE) && this.needs.size() > 1)) {
			return Set.of(RecordRefusal.INCOMPLETE);
		}
		return CaseRecord.super.refusals(latest);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** A need. */
	public enum Need {

		MEDICAL, FOOD, CLOTHING, SHELTER, SAFETY, CHILD_CARE, MENTAL_HEALTH, LEGAL, NONE

	}

}
