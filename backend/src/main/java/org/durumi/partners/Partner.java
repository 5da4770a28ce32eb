package org.durumi.partners;

import java.util.Set;
import java.util.UUID;

/**
 * A partner organisation.
 *
 * @param functions what she helps with; none until an administrator has said so
 * @param regions the countries where she does, by ISO 3166-1 alpha-2
 * @param enabled whether anything may be handed to her; not until an administrator has
 * said so
 */
public record Partner(UUID id, String name, Set<PartnerFunction> functions, Set<String> regions, boolean enabled) {

	public Partner {
		functions = Set.copyOf(functions);
		regions = Set.copyOf(regions);
	}

}
