package org.durumi.partners;

import java.util.Set;

import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator says of a partner.
 *
 * @param regions the countries where she helps, of {@link Partners#REGIONS}
 * @param contactLanguage which she is spoken to in
 * @param notices where she is told by mail that something waits for her, if she is
 */
public record PartnerChange(Set<PartnerFunction> functions, Set<String> regions, @Nullable Language contactLanguage,
		boolean enabled, @Nullable NoticeAddress notices) {

	public PartnerChange {
		functions = Set.copyOf(functions);
		regions = Set.copyOf(regions);
		if (!Partners.REGIONS.containsAll(regions)) {
			throw new IllegalArgumentException("no such region");
		}
	}

	/** How it ended. */
	public enum Outcome {

		DONE,
		/** Nothing was done: she first has to show that it is her. */
		NEEDS_FRESH_FACTOR,
		/** There is no such partner. */
		UNKNOWN

	}

}
