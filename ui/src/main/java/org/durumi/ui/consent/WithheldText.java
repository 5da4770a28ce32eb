package org.durumi.ui.consent;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.consent.Consent.Withheld;
import org.durumi.ui.i18n.Texts;

/** Puts into words what she keeps back, from whom and why. */
public final class WithheldText {

	private WithheldText() {
	}

	/**
	 * All of it, one after the other.
	 * @param organisations their names, by their ids
	 */
	public static String of(Collection<Withheld> withheld, Map<UUID, String> organisations) {
		return withheld.stream().map((one) -> of(one, organisations)).collect(Collectors.joining("; "));
	}

	private static String of(Withheld one, Map<UUID, String> organisations) {
		String from = (one.from() != null) ? organisations.getOrDefault(one.from(), "–")
				: Texts.text("consent.withheld.everybody");
		return one.why().isEmpty() ? Texts.text("consent.withheld.from", Texts.text(one.item()), from)
				: Texts.text("consent.withheld.why", Texts.text(one.item()), from, one.why());
	}

}
