package org.durumi.handoffs;

import java.util.Set;

import org.durumi.consent.SharedItem;

/**
 * A field that can be handed over.
 *
 * @param item what she would withhold it as
 * @param minimumOf the templates that choose it before anybody does
 */
public record HandoffField(String name, SharedItem item, Set<HandoffTemplate> minimumOf) {

	/**
	 * @throws IllegalArgumentException if a template would choose relatives at home, whom
	 * nobody hands over without having chosen to
	 */
	public HandoffField {
		minimumOf = Set.copyOf(minimumOf);
		if (item == SharedItem.RELATIVES_AT_HOME && !minimumOf.isEmpty()) {
			throw new IllegalArgumentException("relatives at home are in no minimum");
		}
	}

	/** A field that is in the minimum of these templates. */
	public static HandoffField of(String name, SharedItem item, HandoffTemplate... minimumOf) {
		return new HandoffField(name, item, Set.of(minimumOf));
	}

}
