package org.durumi.review;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a list shows. Empty and absent values restrict nothing.
 *
 * @param actor who acted
 * @param caseText a code name or part of it, or a case number
 * @param actions names of actions
 * @param from the first moment shown
 * @param before the first moment no longer shown
 * @param unreviewed only entries that nobody has marked reviewed
 */
public record AuditFilter(@Nullable UUID actor, String caseText, Set<String> actions, @Nullable Instant from,
		@Nullable Instant before, boolean unreviewed) {

	/** The most characters of {@link #caseText()}. */
	private static final int MAX_TEXT = 100;

	/** Everything. */
	public static final AuditFilter NONE = new AuditFilter(null, "", Set.of(), null, null, false);

	public AuditFilter {
		actions = Set.copyOf(actions);
		caseText = Text.optionalLine(caseText, MAX_TEXT);
	}

}
