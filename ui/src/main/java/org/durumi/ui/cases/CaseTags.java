package org.durumi.ui.cases;

import org.durumi.cases.RiskLevel;
import org.durumi.cases.Stage;
import org.durumi.consent.ConsentState;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/** Stage, risk and consent as words with a shape and a colour. */
final class CaseTags {

	private CaseTags() {
	}

	static Tag of(Stage stage) {
		Tone tone = switch (stage) {
			case DETAINED, REPATRIATED, DECEASED -> Tone.DANGER;
			case LOST_CONTACT -> Tone.ATTENTION;
			case RESETTLED -> Tone.GOOD;
			case CLOSED -> Tone.NEUTRAL;
			case IDENTIFIED, ASSESSED, SHELTERED, IN_PASSAGE, THIRD_COUNTRY, ARRIVED, HANAWON -> Tone.CURRENT;
		};
		return new Tag(tone, Texts.text(stage));
	}

	static Tag of(@Nullable RiskLevel risk) {
		if (risk == null) {
			return new Tag(Tone.NEUTRAL, Texts.text("cases.risk.none"));
		}
		Tone tone = switch (risk) {
			case LOW -> Tone.GOOD;
			case MEDIUM -> Tone.NEUTRAL;
			case HIGH -> Tone.ATTENTION;
			case EXTREME -> Tone.DANGER;
		};
		return new Tag(tone, Texts.text(risk));
	}

	static Tag of(ConsentState consent) {
		Tone tone = switch (consent) {
			case GIVEN -> Tone.GOOD;
			case BASIS -> Tone.NEUTRAL;
			case NONE -> Tone.ATTENTION;
			case WITHDRAWN, EXPIRED -> Tone.DANGER;
		};
		return new Tag(tone, Texts.text(consent));
	}

}
