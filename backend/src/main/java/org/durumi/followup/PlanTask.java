package org.durumi.followup;

import java.util.Objects;

import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;

/**
 * Something owed to her by a day; sealed in CORE, so no names stand in it.
 *
 * @param title in words, for one that a person made; empty for the plan's own
 * @param month which month of the five years it belongs to; -1 for a person's own
 * @param outcome what came of it; empty until it is done
 */
public record PlanTask(Kind kind, String title, int month, String outcome) {

	static final RecordKind<PlanTask> KIND = RecordKind.of("plan_task", Compartment.CORE, PlanTask.class);

	/** The longest title, in characters. */
	public static final int MAX_TITLE = 200;

	/** The longest outcome, in characters. */
	public static final int MAX_OUTCOME = 2000;

	private static final int NO_MONTH = -1;

	public PlanTask {
		Objects.requireNonNull(kind);
		title = (kind == Kind.OTHER) ? Text.line(title, MAX_TITLE) : "";
		outcome = Text.optionalLines(outcome, MAX_OUTCOME);
	}

	/** A task that a person sets. */
	public static PlanTask of(String title) {
		return new PlanTask(Kind.OTHER, title, NO_MONTH, "");
	}

	static PlanTask planned(Kind kind, int month) {
		return new PlanTask(kind, "", month, "");
	}

	static PlanTask ofConsent() {
		return new PlanTask(Kind.CONSENT, "", NO_MONTH, "");
	}

	PlanTask done(String outcome) {
		return new PlanTask(this.kind, this.title, this.month, outcome);
	}

	boolean isOfThePlan() {
		return this.month != NO_MONTH;
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

	/** What kind of task it is. */
	public enum Kind {

		/** A contact of the five-year plan. */
		CONTACT,
		/** An assessment of the five-year plan. */
		ASSESSMENT,
		/** The review that ends the five years. */
		FINAL_REVIEW,
		/** A consent or a basis is about to end: she is asked again. */
		CONSENT,
		/** Set by a person. */
		OTHER

	}

}
