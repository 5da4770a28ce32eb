package org.durumi.handoffs;

import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.durumi.reference.Language;
import org.durumi.reference.Text;

/**
 * What is to be handed to whom, as somebody puts it together.
 *
 * @param language of the page that is read by people; fields have names of their own
 * @param fields those that were chosen
 * @param override why what she has not consented to is handed over all the same; empty if
 * it is not
 */
public record HandoffChoice(UUID partner, HandoffTemplate template, Language language, Set<FieldId> fields,
		String override) {

	/** The longest reason, in characters. */
	public static final int MAX_REASON = 1000;

	/**
	 * @throws org.durumi.reference.TextRefused if the reason cannot be taken as it is
	 */
	public HandoffChoice {
		fields = Set.copyOf(fields);
		override = Text.optionalLines(override, MAX_REASON);
	}

	boolean overrides() {
		return !this.override.isEmpty();
	}

	String fieldNames() {
		return String.join(",", new TreeSet<>(this.fields).stream().map(FieldId::toString).toList());
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
