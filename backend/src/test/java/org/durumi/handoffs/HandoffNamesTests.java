package org.durumi.handoffs;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.durumi.harm.Cycle;
import org.durumi.harm.Detention;
import org.durumi.journey.Leg;
import org.durumi.journey.ProtectionDecision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HandoffNamesTests {

	private static final List<Locale> LANGUAGES = List.of(Locale.ROOT, Locale.KOREAN, Locale.SIMPLIFIED_CHINESE);

	private static final Map<String, Enum<?>[]> CODES = Map.of("cycles", Cycle.Ending.values(), "detentions",
			Detention.Authority.values(), "legs", Leg.Mode.values(), "legal_status",
			ProtectionDecision.Outcome.values());

	@Test
	void eachCodeInAValueIsReadInWords() {
		for (Locale language : LANGUAGES) {
			HandoffNames names = HandoffNames.in(language);
			CODES.forEach((section, codes) -> {
				for (Enum<?> code : codes) {
					assertThat(names.value(section, RegisteredSection.parts("1.", code, null, "", "2020")))
						.as("%s %s %s", language, section, code)
						.startsWith("1. · ")
						.endsWith(" · 2020")
						.doesNotContain(code.name());
				}
			});
		}
	}

	@Test
	void whatIsNoCodeOfTheSectionStaysAsItIs() {
		HandoffNames names = HandoffNames.in(Locale.KOREAN);
		assertThat(names.value("detentions", "POLICE_CHINA · LEGAL · 2020-01-02 –"))
			.isEqualTo("중국 공안 · LEGAL · 2020-01-02 –");
		assertThat(names.value("needs", "LEGAL")).isEqualTo("법률 지원");
	}

}
