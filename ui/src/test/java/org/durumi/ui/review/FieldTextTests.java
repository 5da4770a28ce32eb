package org.durumi.ui.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.vaadin.flow.component.UI;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactField;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Which fields an entry tells of, and what stood in them, in words. */
class FieldTextTests extends ScreenTest {

	private static final UUID PERSON = new UUID(1, 2);

	private static final Map<UUID, String> NAMES = Map.of(PERSON, "서가온");

	private static final Pattern RECORD = Pattern.compile("RecordKind\\.of\\(\"([a-z_]+)\"");

	private static final Pattern FACT = Pattern.compile("(?:set\\(caseId, |\\.CORE,\\s+(?:Map\\.of\\()?)\"([a-z_]+)\"");

	@BeforeEach
	void inEnglish() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@Test
	void everyKindOfRecordHasWordsForItsParts() throws IOException {
		assertThat(written(RECORD)).isNotEmpty().isEqualTo(new TreeSet<>(FieldText.records()));
	}

	@Test
	void everyPartIsCalledSomethingInEachLanguage() {
		for (Locale language : new Locale[] { Locale.ENGLISH, Locale.KOREAN, Locale.SIMPLIFIED_CHINESE }) {
			UI.getCurrent().setLocale(language);
			for (String record : FieldText.records()) {
				assertThat(FieldText.parts(record)).isNotEmpty()
					.allSatisfy((part) -> assertThat(FieldText.label(record, part)).isNotEqualTo(part)
						.doesNotStartWith("!"));
			}
			assertThat(Stream.concat(Stream.of(IdentityField.values()).map(IdentityField::column),
					Stream.of(SafeContactField.values()).map(SafeContactField::column)))
				.allSatisfy((column) -> assertThat(FieldText.label(null, column)).isNotEqualTo(column));
		}
	}

	@Test
	void everyFactOfTheCaseFileIsCalledSomething() throws IOException {
		assertThat(FieldText.label(null, "team")).isEqualTo("Team");
		assertThat(written(FACT)).contains("risk_level", "consent_state", "last_contact", "next_due", "owner")
			.allSatisfy((fact) -> assertThat(FieldText.label(null, fact)).isNotEqualTo(fact));
	}

	@Test
	void valuesAreReadAsOnTheirForms() {
		assertThat(FieldText.value("risk_assessment", "level", "HIGH", NAMES)).isEqualTo("High");
		assertThat(FieldText.value("risk_assessment", "factors", "[\"PREGNANT\",\"MINOR\"]", NAMES))
			.isEqualTo("Pregnant, Under eighteen");
		assertThat(FieldText.value("shelter_place", "until", "2026-03-01", NAMES)).contains("2026");
		assertThat(FieldText.value("immediate_needs", "urgent", "true", NAMES)).isEqualTo("Yes");
		assertThat(FieldText.value("leg", "checkIns", "[\"2026-03-01T10:00:00Z\"]", NAMES)).contains("2026");
		assertThat(FieldText.value("leg", "number", "2", NAMES)).isEqualTo("2");
		assertThat(FieldText.value("plan_task", "month", "3", NAMES)).isEqualTo("3");
		assertThat(FieldText.value("note", "text", "[a], \"b\" <b>", NAMES)).isEqualTo("[a], \"b\" <b>");
		assertThat(FieldText.value(null, "owner", PERSON.toString(), NAMES)).isEqualTo("서가온");
		assertThat(FieldText.value(null, "owner", new UUID(3, 4).toString(), NAMES)).doesNotContain("-");
		assertThat(FieldText.value(null, "birth", "~40@2026-01-15", NAMES)).contains("40");
		assertThat(FieldText.value(null, "sex", "FEMALE", NAMES)).isEqualTo(Texts.text("Sex.FEMALE"));
		assertThat(FieldText.value(null, "hangul", "", NAMES)).isEqualTo("nothing");
	}

	@Test
	void theFieldsOfAChangedRecordAreCalledAsTheRecordCallsThem() {
		assertThat(DetailText.of("fields", Map.of("record", "shelter_place", "fields", "place,until"), NAMES))
			.contains("Which house, without names, Until");
		assertThat(DetailText.of("fields", Map.of("fields", "hangul"), NAMES))
			.contains(Texts.text(IdentityField.HANGUL));
	}

	private static Set<String> written(Pattern pattern) throws IOException {
		Set<String> names = new TreeSet<>();
		Path sources = Path.of("..", "backend", "src", "main", "java", "org", "durumi");
		try (Stream<Path> files = Files.walk(sources)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				Matcher found = pattern.matcher(Files.readString(file));
				while (found.find()) {
					names.add(found.group(1));
				}
			}
		}
		return names;
	}

}
