package org.durumi.ui.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.vaadin.flow.component.UI;
import org.durumi.audit.AuditEvent;
import org.durumi.review.AuditRow;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What an entry's detail says, in words. */
class DetailTextTests extends ScreenTest {

	private static final UUID PERSON = new UUID(1, 2);

	private static final Map<UUID, String> NAMES = Map.of(PERSON, "서가온");

	/** The names that the backend gives to what it tells. */
	private static final Pattern NAME = Pattern.compile("(?:Detail\\s*\\.of|\\.and)\\(\"([^\"]+)\",");

	@Test
	void everyNameThatIsWrittenHasAWordInEachLanguage() throws IOException {
		Set<String> names = written();
		assertThat(names).contains("term", "opened", "matched", "list", "kind", "begins");
		for (Locale language : new Locale[] { Locale.ENGLISH, Locale.KOREAN, Locale.SIMPLIFIED_CHINESE }) {
			UI.getCurrent().setLocale(language);
			assertThat(names).allSatisfy((name) -> assertThat(Texts.find("review.detail." + name)).isPresent());
			assertThat(DetailText.of("list", "day", NAMES)).get().isNotEqualTo("day");
			assertThat(DetailText.of("kind", "CASE", NAMES)).get().isNotEqualTo("CASE");
			assertThat(DetailText.of("fields", "conditions", NAMES)).get().isNotEqualTo("conditions");
			assertThat(DetailText.of("fields", "legs,needs", NAMES)).get().asString().doesNotContain("legs");
			assertThat(DetailText.of("why", "CONSENT,ARREST", NAMES)).get()
				.asString()
				.doesNotContain("CONSENT", "ARREST");
		}
	}

	@Test
	void whoeverGetsACaseIsNamed() {
		assertThat(DetailText.of("to", PERSON.toString(), NAMES)).contains("서가온");
		assertThat(DetailText.of("to", new UUID(3, 4).toString(), NAMES)).get().asString().doesNotContain("-");
	}

	@Test
	void anAssignmentsEndIsNotToldAsItsBeginning() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		AuditRow row = new AuditRow(new UUID(0, 1), Instant.EPOCH, new UUID(0, 2), "문가람", "ASSIGNED",
				AuditEvent.Outcome.DONE, "STAFF", PERSON, "서가온", null, null, "CORE", false, false);
		assertThat(DetailText.title(row, Map.of("kind", "CASE", "begins", "true")))
			.isEqualTo("Gave somebody a part in a case");
		assertThat(DetailText.title(row, Map.of("kind", "CASE", "begins", "false")))
			.isEqualTo("Ended somebody’s part in a case");
		assertThat(DetailText.of("kind", "CASE", NAMES)).contains("Whole case");
	}

	private static Set<String> written() throws IOException {
		Set<String> names = new TreeSet<>();
		Path sources = Path.of("..", "backend", "src", "main", "java");
		try (Stream<Path> files = Files.walk(sources)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".java")).toList()) {
				Matcher found = NAME.matcher(Files.readString(file));
				while (found.find()) {
					names.add(found.group(1));
				}
			}
		}
		return names;
	}

}
