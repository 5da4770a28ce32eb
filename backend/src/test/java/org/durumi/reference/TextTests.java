package org.durumi.reference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextTests {

	@ParameterizedTest
	@ValueSource(strings = { "리영희 Ri 李英姬", "👩‍👧 safe", "مرحبا", "<script>alert(1)</script>", "'; drop table x; --",
			"=HYPERLINK(\"x\")", "\u202Eabc" })
	void takesAnyScriptMarkupAndFormulaAsText(String typed) {
		assertThat(Text.line(typed, 60)).isEqualTo(typed);
	}

	@Test
	void trimsAndComposes() {
		assertThat(Text.line("\u3000 \u1112\u1161\u11AB  ", 10)).isEqualTo("한");
	}

	@Test
	void takesEmptyOnlyWhereItMay() {
		assertThat(Text.optionalLine("  ", 10)).isEmpty();
		assertThat(Text.optionalLines("\r\n", 10)).isEmpty();
		assertRefused(() -> Text.line(" ", 10), TextRefused.Reason.EMPTY);
		assertRefused(() -> Text.lines("\n", 10), TextRefused.Reason.EMPTY);
	}

	@Test
	void countsCharactersAsPeopleDo() {
		assertThat(Text.line("😀😀😀", 3)).hasSize(6);
		assertRefused(() -> Text.line("😀😀😀😀", 3), TextRefused.Reason.TOO_LONG);
		assertRefused(() -> Text.line("a".repeat(1_000_000), 3), TextRefused.Reason.TOO_LONG);
	}

	@Test
	void takesLineBreaksOnlyInLongText() {
		assertThat(Text.lines("one\r\ntwo\tthree\rfour", 40)).isEqualTo("one\ntwo\tthree\nfour");
		assertRefused(() -> Text.line("one\ntwo", 40), TextRefused.Reason.CONTROL_CHARACTERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "a\u0007b", "a\u009Bb", "a\uD800b" })
	void refusesControlAndBrokenCharacters(String typed) {
		assertRefused(() -> Text.line(typed, 40), TextRefused.Reason.CONTROL_CHARACTERS);
		assertRefused(() -> Text.lines(typed, 40), TextRefused.Reason.CONTROL_CHARACTERS);
	}

	@Test
	void saysTheReasonButNeverTheText() {
		assertThatExceptionOfType(TextRefused.class).isThrownBy(() -> Text.line("a secret name", 3))
			.satisfies((refused) -> {
				assertThat(refused.max()).isEqualTo(3);
				assertThat(refused).hasMessageNotContaining("secret");
			});
	}

	private static void assertRefused(Runnable reading, TextRefused.Reason reason) {
		assertThatExceptionOfType(TextRefused.class).isThrownBy(reading::run)
			.satisfies((refused) -> assertThat(refused.reason()).isEqualTo(reason));
	}

}
