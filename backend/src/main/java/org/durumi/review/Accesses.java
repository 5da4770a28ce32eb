package org.durumi.review;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.DoubleStream;

import org.durumi.reference.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * Who looked into how many cases when, of the entries that a supervisor may see and that
 * are not her own: by hour and person, by person against the colleagues, and the cases
 * that most people looked at.
 * <p>
 * What stands out is at least three times the median of the others, and not little. It is
 * a reason to look, and no more.
 *
 * @param from the first day
 * @param to the last day
 * @param zone whose days and hours they are
 * @param people whoever did something in these days, by name
 * @param cases those that most people looked at, most first
 * @param caseCount how many cases were looked at at all
 * @param typicalPeople the median number of people who looked at a case
 * @param typicalLooks the median number of looks at a case
 */
public record Accesses(LocalDate from, LocalDate to, ZoneId zone, List<Person> people, List<OnCase> cases,
		int caseCount, double typicalPeople, double typicalLooks) {

	private static final int TIMES_THE_MEDIAN = 3;

	/** Fewer people at a case, or looks at it, are nothing to wonder at. */
	private static final int LEAST_PEOPLE = 4;

	private static final int LEAST_LOOKS = 30;

	/** What is counted of each person. */
	public enum Measure {

		/** Cases she looked into. */
		CASES(10),
		/** How often she opened what is sealed. */
		OPENED(20),
		/** Looks out of office hours. */
		OUT_OF_HOURS(10),
		/** How often she was refused. */
		REFUSED(5);

		private final int least;

		Measure(int least) {
			this.least = least;
		}

		/** Less than this stands out against nobody. */
		public int least() {
			return this.least;
		}

	}

	/**
	 * What one person did.
	 *
	 * @param name absent for whoever the reader may not know
	 * @param ofTeam whether she is of a team that the reader answers for
	 * @param byHour looks in each of the 24 hours of a day
	 */
	public record Person(UUID id, @Nullable String name, boolean ofTeam, List<Integer> byHour,
			Map<Measure, Integer> figures) {

		public Person {
			byHour = List.copyOf(byHour);
			figures = Map.copyOf(figures);
		}

		public int figure(Measure measure) {
			return this.figures.getOrDefault(measure, 0);
		}

		public int looks() {
			return this.byHour.stream().mapToInt(Integer::intValue).sum();
		}

	}

	/**
	 * A case that was looked at.
	 *
	 * @param codeName absent where it is not the reader's to know any more
	 * @param by who did, most often first
	 */
	public record OnCase(CaseId id, @Nullable String codeName, List<By> by) {

		public OnCase {
			by = List.copyOf(by);
		}

		public int looks() {
			return this.by.stream().mapToInt(By::times).sum();
		}

	}

	/**
	 * How often somebody looked at a case.
	 *
	 * @param name absent for whoever the reader may not know
	 */
	public record By(UUID person, @Nullable String name, int times) {
	}

	public Accesses {
		people = List.copyOf(people);
		cases = List.copyOf(cases);
	}

	/** The median of what the others did; empty where there are none. */
	public OptionalDouble medianOfOthers(Person person, Measure measure) {
		double[] others = this.people.stream()
			.filter((other) -> !other.id().equals(person.id()))
			.mapToDouble((other) -> other.figure(measure))
			.sorted()
			.toArray();
		return median(others);
	}

	/** The median over all. */
	public OptionalDouble median(Measure measure) {
		return median(this.people.stream().mapToDouble((person) -> person.figure(measure)).sorted().toArray());
	}

	private static OptionalDouble median(double[] sorted) {
		return DoubleStream.of(sorted).skip((sorted.length - 1) / 2).limit((sorted.length % 2 == 0) ? 2 : 1).average();
	}

	/** Whether a figure is far above those of the others. */
	public boolean standsOut(Person person, Measure measure) {
		int figure = person.figure(measure);
		OptionalDouble others = medianOfOthers(person, measure);
		return others.isPresent() && figure >= measure.least() && figure >= TIMES_THE_MEDIAN * others.getAsDouble();
	}

	/**
	 * Whether a case was looked at by many people, or often, compared with the others.
	 */
	public boolean standsOut(OnCase one) {
		return this.caseCount > 1 && (isFarAbove(one.by().size(), LEAST_PEOPLE, this.typicalPeople)
				|| isFarAbove(one.looks(), LEAST_LOOKS, this.typicalLooks));
	}

	private static boolean isFarAbove(int figure, int least, double median) {
		return figure >= least && figure >= TIMES_THE_MEDIAN * median;
	}

}
