package org.durumi.cases;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static org.durumi.cases.Condition.ACCEPTED_ELSEWHERE;
import static org.durumi.cases.Condition.CLOSURE_CHECKLIST;
import static org.durumi.cases.Condition.CONSENT;
import static org.durumi.cases.Condition.DETENTION;
import static org.durumi.cases.Condition.DISCHARGE;
import static org.durumi.cases.Condition.EXIT_CLEARANCE;
import static org.durumi.cases.Condition.IMMEDIATE_NEEDS;
import static org.durumi.cases.Condition.LAST_LEG_HANDED_OVER;
import static org.durumi.cases.Condition.PLANNED_LEGS;
import static org.durumi.cases.Condition.PLAN_COMPLETED;
import static org.durumi.cases.Condition.PROTECTION_GRANTED;
import static org.durumi.cases.Condition.PROTECTION_REFUSED;
import static org.durumi.cases.Condition.RECENT_RISK_ASSESSMENT;
import static org.durumi.cases.Condition.RISK_ASSESSMENT;
import static org.durumi.cases.Condition.SAFETY_PLAN;
import static org.durumi.cases.Condition.SECOND_PERSON;
import static org.durumi.cases.Condition.SHELTER_PLACE;
import static org.durumi.cases.Condition.STANDING_CONSENT;
import static org.durumi.cases.Stage.ARRIVED;
import static org.durumi.cases.Stage.ASSESSED;
import static org.durumi.cases.Stage.CLOSED;
import static org.durumi.cases.Stage.DECEASED;
import static org.durumi.cases.Stage.DETAINED;
import static org.durumi.cases.Stage.HANAWON;
import static org.durumi.cases.Stage.IDENTIFIED;
import static org.durumi.cases.Stage.IN_PASSAGE;
import static org.durumi.cases.Stage.LOST_CONTACT;
import static org.durumi.cases.Stage.REPATRIATED;
import static org.durumi.cases.Stage.RESETTLED;
import static org.durumi.cases.Stage.SHELTERED;
import static org.durumi.cases.Stage.THIRD_COUNTRY;

/**
 * Which stage follows which, and on what. A way is a set of conditions that must all
 * hold; a step may have several ways.
 */
final class StageRules {

	private static final Map<Stage, Map<Stage, List<Set<Condition>>>> STEPS = new EnumMap<>(Stage.class);

	static {
		step(IDENTIFIED, ASSESSED, CONSENT, RISK_ASSESSMENT, IMMEDIATE_NEEDS);
		step(ASSESSED, SHELTERED, SHELTER_PLACE);
		for (Stage ready : List.of(ASSESSED, SHELTERED)) {
			step(ready, IN_PASSAGE, STANDING_CONSENT, PLANNED_LEGS, RECENT_RISK_ASSESSMENT, SAFETY_PLAN, SECOND_PERSON);
			// turned back
			step(IN_PASSAGE, ready);
		}
		step(IN_PASSAGE, THIRD_COUNTRY, LAST_LEG_HANDED_OVER);
		step(THIRD_COUNTRY, ARRIVED, EXIT_CLEARANCE);
		step(THIRD_COUNTRY, RESETTLED, ACCEPTED_ELSEWHERE);
		step(ARRIVED, HANAWON, PROTECTION_GRANTED);
		step(ARRIVED, RESETTLED, PROTECTION_REFUSED);
		step(HANAWON, RESETTLED, DISCHARGE);
		step(RESETTLED, CLOSED, PLAN_COMPLETED);
		for (Stage held : List.of(IDENTIFIED, ASSESSED, SHELTERED, IN_PASSAGE, THIRD_COUNTRY)) {
			step(held, DETAINED, DETENTION);
		}
		step(DETAINED, REPATRIATED);
		step(REPATRIATED, IDENTIFIED);
		for (Stage open : Stage.values()) {
			if (open.isOpen()) {
				step(open, DECEASED, SECOND_PERSON);
				// repatriation is never a closing reason
				if (open != REPATRIATED) {
					step(open, CLOSED, CLOSURE_CHECKLIST, SECOND_PERSON);
				}
				if (open != LOST_CONTACT) {
					step(open, LOST_CONTACT);
				}
			}
		}
	}

	private StageRules() {
	}

	/**
	 * The ways from one stage to another; none if it is not a step.
	 * @param before where the case was before it was detained, lost or closed
	 */
	static List<Set<Condition>> ways(Stage from, Stage to, @Nullable Stage before) {
		if (returns(from, to, before)) {
			return List.of((to == before) ? Set.of() : wantedWhereFound(to, before));
		}
		return STEPS.getOrDefault(from, Map.of()).getOrDefault(to, List.of());
	}

	/** Whether a case that moves there remembers where it was. */
	static boolean isSuspension(Stage to) {
		return to == DETAINED || to == LOST_CONTACT || to == CLOSED;
	}

	/**
	 * Whether she who is there has left the DPRK: met there after a repatriation, at
	 * whatever stage, she has crossed again.
	 */
	static boolean isBeyondTheBorder(Stage stage) {
		return switch (stage) {
			case IDENTIFIED, ASSESSED, SHELTERED, IN_PASSAGE, THIRD_COUNTRY, ARRIVED, HANAWON, RESETTLED, DETAINED ->
				true;
			// closed and lost do not say where she is, a death not where she died
			case CLOSED, REPATRIATED, LOST_CONTACT, DECEASED -> false;
		};
	}

	/**
	 * What a case that is first met at this stage has behind it: met before us, not with
	 * us.
	 */
	static Set<Condition> metBeforeUs(Stage intake) {
		Set<Condition> met = EnumSet.noneOf(Condition.class);
		if (intake.compareTo(ASSESSED) >= 0) {
			met.addAll(Set.of(CONSENT, RISK_ASSESSMENT, IMMEDIATE_NEEDS));
		}
		if (intake.compareTo(THIRD_COUNTRY) >= 0) {
			met.add(LAST_LEG_HANDED_OVER);
		}
		if (intake.compareTo(ARRIVED) >= 0) {
			met.add(EXIT_CLEARANCE);
		}
		if (intake.compareTo(HANAWON) >= 0) {
			met.add(PROTECTION_GRANTED);
		}
		if (intake.compareTo(RESETTLED) >= 0) {
			met.add(DISCHARGE);
		}
		return met;
	}

	/** Whether a case can be taken in at this stage. */
	static boolean isIntake(Stage stage) {
		return !stage.isSetback() && stage != CLOSED;
	}

	private static boolean returns(Stage from, Stage to, @Nullable Stage before) {
		return switch (from) {
			// found in detention after she was lost: where she was before is not known
			case DETAINED ->
				(before != null && before != LOST_CONTACT) ? to == before : (!to.isSetback() && to.isBeforeArrival());
			case CLOSED -> to == before;
			// whatever stage she is found in
			case LOST_CONTACT -> to.isOpen() && to != LOST_CONTACT;
			case IDENTIFIED, ASSESSED, SHELTERED, IN_PASSAGE, THIRD_COUNTRY, ARRIVED, HANAWON, RESETTLED, REPATRIATED,
					DECEASED ->
				false;
		};
	}

	/**
	 * What a stage wants of her who comes back to another one than she left. The way of
	 * the world is taken as it is found; what is our own doing is not begun by finding.
	 */
	private static Set<Condition> wantedWhereFound(Stage to, @Nullable Stage before) {
		return switch (to) {
			case DETAINED -> Set.of(DETENTION);
			case ASSESSED, SHELTERED, IN_PASSAGE -> {
				Set<Condition> wanted = EnumSet.noneOf(Condition.class);
				if (!isBehind(ASSESSED, before)) {
					wanted.addAll(Set.of(CONSENT, RISK_ASSESSMENT, IMMEDIATE_NEEDS));
				}
				if (to == SHELTERED && !isBehind(SHELTERED, before)) {
					wanted.add(SHELTER_PLACE);
				}
				if (to == IN_PASSAGE) {
					wanted.addAll(
							Set.of(STANDING_CONSENT, PLANNED_LEGS, RECENT_RISK_ASSESSMENT, SAFETY_PLAN, SECOND_PERSON));
				}
				yield wanted;
			}
			case IDENTIFIED, THIRD_COUNTRY, ARRIVED, HANAWON, RESETTLED, CLOSED, REPATRIATED, LOST_CONTACT, DECEASED ->
				Set.of();
		};
	}

	/** Whether she had come as far as the stage, if it is known how far she had come. */
	private static boolean isBehind(Stage stage, @Nullable Stage before) {
		return before != null && !before.isSetback() && before.compareTo(stage) >= 0;
	}

	private static void step(Stage from, Stage to, Condition... conditions) {
		STEPS.computeIfAbsent(from, (stage) -> new EnumMap<>(Stage.class))
			.computeIfAbsent(to, (stage) -> new ArrayList<>())
			.add(Set.of(conditions));
	}

}
