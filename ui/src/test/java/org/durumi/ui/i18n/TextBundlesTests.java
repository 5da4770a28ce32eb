package org.durumi.ui.i18n;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.text.MessageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextBundlesTests {

	/** A literal that looks like a key: words joined by dots, the first in lower case. */
	private static final Pattern KEY = Pattern.compile("\"([a-z][A-Za-z]*(?:\\.[A-Za-z_]+)+)\"");

	private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");

	private final TextBundles texts = new TextBundles();

	@ParameterizedTest
	@EnumSource
	void everyLanguageHasTheSameKeys(Language language) {
		assertThat(new TreeSet<>(this.texts.keys(language))).isNotEmpty()
			.isEqualTo(new TreeSet<>(this.texts.keys(Language.ENGLISH)));
	}

	@ParameterizedTest
	@EnumSource
	void everyTextSaysSomethingThatCanBeFormatted(Language language) {
		for (String key : this.texts.keys(language)) {
			String text = this.texts.find(language, key).orElseThrow();
			assertThat(text).as(key).isNotBlank();
			assertThat(new MessageFormat(text, language.locale())).as(key).isNotNull();
			assertThat(arguments(text)).as(key)
				.isEqualTo(arguments(this.texts.find(Language.ENGLISH, key).orElseThrow()));
		}
	}

	@Test
	void everyKeyInTheSourcesHasAText() throws IOException {
		Set<String> known = this.texts.keys(Language.ENGLISH);
		Set<String> families = known.stream()
			.map((key) -> key.substring(0, key.indexOf('.')))
			.collect(Collectors.toSet());
		List<String> missing = new ArrayList<>();
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			for (Path source : sources.filter((path) -> path.toString().endsWith(".java")).toList()) {
				KEY.matcher(Files.readString(source))
					.results()
					.map((match) -> match.group(1))
					.filter((key) -> families.contains(key.substring(0, key.indexOf('.'))))
					.filter((key) -> !known.contains(key))
					.forEach((key) -> missing.add(source.getFileName() + ": " + key));
			}
		}
		assertThat(missing).isEmpty();
	}

	@Test
	void anUnknownKeyIsSeen() {
		assertThat(this.texts.getTranslation("shell.noSuchText", Language.ENGLISH.locale()))
			.isEqualTo("!shell.noSuchText!");
	}

	@Test
	void countsInThePluralOfTheLanguage() {
		assertThat(this.texts.getTranslation("kit.field.tooLong", Language.KOREAN.locale(), "이름", 40))
			.isEqualTo("이름: 최대 40자까지 쓸 수 있습니다.");
	}

	private static Set<String> arguments(String text) {
		return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
	}

}
