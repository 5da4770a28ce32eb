package org.durumi.audit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the catalogue says of an action: the page {@code docs/audit-events.md} is made
 * from it, and an event that it does not describe is not written.
 *
 * @param meaning one English sentence
 * @param subjects what the event's subject may be
 * @param cover what its detail is sealed under
 * @param detail the names that its detail may hold
 * @param values whether it holds, besides, what stood in the fields before and after
 * @param outcomes how it may have ended
 */
public record Catalogued(Kind kind, String meaning, Set<SubjectType> subjects, Cover cover, List<String> detail,
		boolean values, Set<AuditEvent.Outcome> outcomes) {

	/** What sort of act it is. */
	public enum Kind {

		/** Sealed or restricted things were read. */
		READ,
		/** Something was looked for among many. */
		SEARCH,
		/** Something about a case was changed. */
		CHANGE,
		/** A second person was asked, answered or was answered to. */
		APPROVAL,
		/** Somebody came in, or did not, or her session ended. */
		SIGN_IN,
		/** An act was refused. */
		DENIAL,
		/** Somebody looked into a case that is not hers, life being in danger. */
		BREAK_GLASS,
		/** Something left Durumi. */
		EXPORT,
		/** People or organisations were administered. */
		ADMIN,
		/** Keys were made or opened. */
		KEY,
		/** A job changed something by itself. */
		JOB,
		/** The log itself was read, reviewed or verified. */
		REVIEW

	}

	/** What a detail is sealed under. */
	public enum Cover {

		/** There is no detail. */
		NONE,
		/** CORE of the case, which every reviewer of the case holds. */
		CORE,
		/** The log key of the month, for what belongs to no case. */
		MONTH,
		/** CORE where it is about a case, else the log key of the month. */
		CORE_OR_MONTH

	}

	public Catalogued {
		subjects = Set.copyOf(subjects);
		detail = List.copyOf(detail);
		outcomes = Set.copyOf(outcomes);
	}

	/** An action that is done to one of the subjects, and says nothing more. */
	static Catalogued of(Kind kind, String meaning, SubjectType... subjects) {
		return new Catalogued(kind, meaning, Set.of(subjects), Cover.NONE, List.of(), false,
				EnumSet.of(AuditEvent.Outcome.DONE));
	}

	/** And says these things, sealed under CORE of the case. */
	Catalogued core(String... names) {
		return saying(Cover.CORE, names);
	}

	/** And says these things, sealed under the log key of the month. */
	Catalogued month(String... names) {
		return saying(Cover.MONTH, names);
	}

	/** And says these things, sealed under whichever of the two fits. */
	Catalogued coreOrMonth(String... names) {
		return saying(Cover.CORE_OR_MONTH, names);
	}

	private Catalogued saying(Cover sealedUnder, String... names) {
		return new Catalogued(this.kind, this.meaning, this.subjects, sealedUnder, List.of(names), this.values,
				this.outcomes);
	}

	/** And says what stood in the fields before and after. */
	Catalogued withValues() {
		return new Catalogued(this.kind, this.meaning, this.subjects, this.cover, this.detail, true, this.outcomes);
	}

	/** And never ends but as a refusal. */
	Catalogued denied() {
		return new Catalogued(this.kind, this.meaning, this.subjects, this.cover, this.detail, this.values,
				EnumSet.of(AuditEvent.Outcome.DENIED));
	}

	/**
	 * Whether it describes an event with such a detail.
	 * @param aboutCase whether the event is about a case
	 * @param tellsValues whether it holds what stood before and after
	 */
	public boolean describes(boolean aboutCase, Set<String> names, boolean tellsValues) {
		boolean covered = switch (this.cover) {
			case NONE -> false;
			case CORE -> aboutCase;
			case MONTH -> !aboutCase;
			case CORE_OR_MONTH -> true;
		};
		return covered && this.detail.containsAll(names) && (this.values || !tellsValues);
	}

	/** Those of several outcomes that it may have, in their order. */
	public Stream<AuditEvent.Outcome> orderedOutcomes() {
		return Stream.of(AuditEvent.Outcome.values()).filter(this.outcomes::contains);
	}

}
