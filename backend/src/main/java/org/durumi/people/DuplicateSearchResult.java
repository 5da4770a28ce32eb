package org.durumi.people;

import java.util.List;
import java.util.UUID;

/**
 * What a search found.
 *
 * @param searchId the event that tells of it; a registration names it
 * @param matches the strongest first
 */
public record DuplicateSearchResult(UUID searchId, List<DuplicateMatch> matches) {

	public DuplicateSearchResult {
		matches = List.copyOf(matches);
	}

}
