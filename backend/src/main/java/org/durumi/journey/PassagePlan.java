package org.durumi.journey;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.durumi.cases.CaseRecord;
import org.durumi.cases.RecordRefusal;
import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * What the people on the road must know; sealed in ROUTE: no names here.
 *
 * @param people how many travel, children included
 * @param ages bands of age, such as "34, 6"
 * @param medical needs on the road; may be empty
 * @param sign by what they know one another; may be empty
 * @param codeWord may be empty
 */
public record PassagePlan(Destination destination, LocalDate start, int people, String ages, String medical,
		String sign, String codeWord) implements CaseRecord {

	static final RecordKind<PassagePlan> KIND = RecordKind.of("passage_plan", Compartment.ROUTE, PassagePlan.class);

	/** The longest text of a part, in characters. */
	public static final int MAX_PART = 500;

	/** More do not travel together. */
	public static final int MAX_PEOPLE = 20;

	public PassagePlan {
		Objects.requireNonNull(destination);
		Objects.requireNonNull(start);
		if (people < 1 || people > MAX_PEOPLE) {
			throw new IllegalArgumentException("between 1 and " + MAX_PEOPLE + " people travel");
		}
		ages = Text.optionalLine(ages, MAX_PART);
		medical = Text.optionalLines(medical, MAX_PART);
		sign = Text.optionalLine(sign, MAX_PART);
		codeWord = Text.optionalLine(codeWord, MAX_PART);
	}

	/** The plan lies ahead, so its day is none that has happened. */
	@Override
	public Optional<LocalDate> day() {
		return Optional.empty();
	}

	@Override
	public List<LocalDate> days() {
		return List.of(this.start);
	}

	@Override
	public Set<RecordRefusal> refusals(LocalDate latest) {
		return Set.of();
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** The third country that the passage leads to. */
	public enum Destination {

		THAILAND, LAOS, VIETNAM, MYANMAR, CAMBODIA, MONGOLIA, RUSSIA, OTHER

	}

}
