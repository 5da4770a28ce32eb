package org.durumi.cases;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * One line of a case's timeline. It carries nothing sealed: whoever wants the text of a
 * note asks the module it belongs to, and that is an event.
 *
 * @param source what kind of record it is, and so whom to ask for its text: the name of a
 * record kind, {@code stage_move} or {@code approval_request}
 * @param by absent where nobody of ours did it
 * @param facts enums and numbers only, such as the stages of a move
 */
public record TimelineEntry(String source, UUID id, Instant at, @Nullable UUID by, Compartment compartment,
		Map<String, String> facts) {

	public TimelineEntry {
		facts = Map.copyOf(facts);
	}

}
