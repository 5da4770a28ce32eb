package org.durumi.review;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.audit.AuditEvent;
import org.durumi.keys.Detail;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a list shows. Empty and absent values restrict nothing.
 *
 * @param actor who acted
 * @param caseText a code name or part of it, or a case number
 * @param actions names of actions
 * @param compartments of what was touched; an entry that names none is in no choice
 * @param outcomes how it ended
 * @param from the first moment shown
 * @param before the first moment no longer shown
 * @param unreviewed only entries that nobody has marked reviewed
 */
public record AuditFilter(@Nullable UUID actor, String caseText, Set<String> actions, Set<Compartment> compartments,
		Set<AuditEvent.Outcome> outcomes, @Nullable Instant from, @Nullable Instant before, boolean unreviewed) {

	/** The most characters of {@link #caseText()}. */
	private static final int MAX_TEXT = 100;

	/** Everything. */
	public static final AuditFilter NONE = new AuditFilter(null, "", Set.of(), null, null, false);

	public AuditFilter {
		actions = Set.copyOf(actions);
		compartments = Set.copyOf(compartments);
		outcomes = Set.copyOf(outcomes);
		caseText = Text.optionalLine(caseText, MAX_TEXT);
	}

	/**
	 * The conditions on what an entry {@code e} touched and how it ended; their values
	 * are added.
	 */
	String touched(Map<String, Object> values) {
		String conditions = "";
		if (!this.compartments.isEmpty()) {
			conditions += " and e.compartment in (:compartments)";
			values.put("compartments", this.compartments.stream().map(Enum::name).toList());
		}
		if (!this.outcomes.isEmpty()) {
			// told, not passed: what was not done has an index of its own
			conditions += this.outcomes.stream()
				.map((outcome) -> Integer.toString(outcome.ordinal()))
				.collect(Collectors.joining(", ", " and e.outcome in (", ")"));
		}
		return conditions;
	}

	/** What was asked for; of a case only that it was one, for its name may be typed. */
	Detail told(Detail detail) {
		Detail told = detail.and("oneCase", !this.caseText.isEmpty())
			.and("actions", this.actions)
			.and("compartments", this.compartments)
			.and("outcomes", this.outcomes)
			.and("unreviewed", this.unreviewed);
		told = and(told, "person", this.actor);
		told = and(told, "since", this.from);
		return and(told, "before", this.before);
	}

	private static Detail and(Detail detail, String name, @Nullable Object value) {
		return (value != null) ? detail.and(name, value) : detail;
	}

	/** Of whatever compartment and outcome. */
	public AuditFilter(@Nullable UUID actor, String caseText, Set<String> actions, @Nullable Instant from,
			@Nullable Instant before, boolean unreviewed) {
		this(actor, caseText, actions, Set.of(), Set.of(), from, before, unreviewed);
	}

}
