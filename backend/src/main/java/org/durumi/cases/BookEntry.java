package org.durumi.cases;

import java.time.Instant;
import java.util.UUID;

/**
 * A record, opened.
 *
 * @param version what a change names, so that two do not cross
 */
public record BookEntry<T>(UUID id, int version, Instant recordedAt, UUID recordedBy, T content) {

	@Override
	public String toString() {
		return "[sealed]";
	}

}
