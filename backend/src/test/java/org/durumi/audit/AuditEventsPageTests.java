package org.durumi.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.reference.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The page about events says what the code says, and the code writes no others. */
class AuditEventsPageTests {

	private static final String HEAD = """
			# What the audit log tells

			Made from `AuditAction`; `AuditEventsPageTests` writes it anew to `backend/target/audit-events.md` when it no longer agrees.
			An event that this page does not describe is not written: the application refuses it as a bug. Each event says who acted,
			when, in which session and how surely that was her, how it ended, its subject, and the case and compartment if there is one.

			**Detail** lists the names that the sealed detail may hold, and what it is sealed under: *CORE* is the case's key that every
			reviewer of the case holds, *month* the log key of the month. It never holds what stood in a field. **Values** says whether
			the event holds, besides, what stood in the fields before and after, sealed under the fields' own compartment: who holds no
			key of it reads the names of the fields and no more (ADR 0016). Where action and detail say both themselves, as of a stage, of
			roles or of somebody's part in a case, there are none besides. **Ends** says how the act may have ended.

			A service method that reads or changes something and writes no event says why in the code (`@NotAudited`, `@AuditedByCaller`);
			`EveryActIsAnEventTests` fails where one does not.
			""";

	private static final Pattern ACTION_IN_SQL = Pattern.compile("\\b0, '([A-Z_]+)', [012], '[A-Z_]+'");

	@Test
	void thePageIsTheCatalogue() throws IOException {
		String page = HEAD + Arrays.stream(Catalogued.Kind.values())
			.map(AuditEventsPageTests::section)
			.collect(Collectors.joining()) + databaseSection();
		Path stored = stored("docs/audit-events.md");
		if (!Files.exists(stored) || !Files.readString(stored).equals(page)) {
			Files.writeString(Files.createDirectories(Path.of("target")).resolve("audit-events.md"), page);
		}
		assertThat(stored).hasContent(page);
	}

	@ParameterizedTest
	@EnumSource
	void everyActionIsDescribedInOneSentence(AuditAction action) {
		Catalogued catalogued = action.catalogued();
		assertThat(catalogued.meaning()).matches("[A-Z][^.|]+\\.");
		assertThat(catalogued.subjects()).isNotEmpty();
		assertThat(catalogued.outcomes()).isNotEmpty();
		assertThat(catalogued.detail()).doesNotHaveDuplicates();
		if (catalogued.cover() == Catalogued.Cover.NONE) {
			assertThat(catalogued.detail()).isEmpty();
		}
		if (catalogued.values()) {
			assertThat(catalogued.cover()).as("values belong to a case").isEqualTo(Catalogued.Cover.CORE);
		}
	}

	@Test
	void anEventThatIsNotInTheCatalogueIsNotMade() {
		UUID subject = Ids.next();
		assertThat(AuditEvent.done(AuditAction.SIGNED_IN, SubjectType.STAFF, subject)).isNotNull();
		assertThatIllegalArgumentException().as("another subject")
			.isThrownBy(() -> AuditEvent.done(AuditAction.SIGNED_IN, SubjectType.LOG, subject))
			.withMessageNotContaining(subject.toString());
		assertThatIllegalArgumentException().as("another outcome")
			.isThrownBy(() -> AuditEvent.done(AuditAction.DENIED, SubjectType.STAFF, subject));
		assertThatIllegalArgumentException().as("a detail where there is none")
			.isThrownBy(() -> new AuditEvent(subject, AuditAction.SIGNED_IN, AuditEvent.Outcome.DONE, SubjectType.STAFF,
					subject, null, null, new byte[] { 1 }));
	}

	@Test
	void aDetailIsDescribedByItsNamesItsCoverAndItsValues() {
		Catalogued moved = AuditAction.STAGE_MOVED.catalogued();
		assertThat(moved.describes(true, Set.of("from", "to"), false)).isTrue();
		assertThat(moved.describes(true, Set.of("reason"), false)).isFalse();
		assertThat(moved.describes(false, Set.of("from"), false)).isFalse();
		assertThat(moved.describes(true, Set.of("from"), true)).isFalse();
		assertThat(AuditAction.RECORD_CHANGED.catalogued().describes(true, Set.of("record"), true)).isTrue();
		assertThat(AuditAction.SIGNED_IN.catalogued().describes(false, Set.of(), false)).isFalse();
		assertThat(AuditAction.DRAFT_KEPT.catalogued().describes(false, Set.of("form"), false)).isTrue();
		assertThat(AuditAction.AUDIT_LIST_READ.catalogued().describes(true, Set.of("actions"), false)).isFalse();
	}

	/** What migrations and the demo's data write past the application. */
	@Test
	void theDatabaseWritesNoOtherActionsOfItsOwn() throws IOException {
		Set<String> written = new TreeSet<>();
		try (Stream<Path> files = Files.walk(stored("backend/src/main/resources/db"))) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".sql")).toList()) {
				Matcher action = ACTION_IN_SQL.matcher(Files.readString(file));
				while (action.find()) {
					written.add(action.group(1));
				}
			}
		}
		assertThat(written).isEqualTo(
				Arrays.stream(DatabaseAction.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new)));
	}

	private static String section(Catalogued.Kind kind) {
		return "\n## " + capital(word(kind))
				+ "\n| Action | What it means | Subject | Detail | Sealed under | Values | Ends |\n"
				+ "|---|---|---|---|---|---|---|\n"
				+ Arrays.stream(AuditAction.values())
					.filter((action) -> action.catalogued().kind() == kind)
					.map(AuditEventsPageTests::line)
					.collect(Collectors.joining());
	}

	private static String line(AuditAction action) {
		Catalogued catalogued = action.catalogued();
		return Stream.of("`" + action + "`", catalogued.meaning(),
				Stream.of(SubjectType.values())
					.filter(catalogued.subjects()::contains)
					.map(AuditEventsPageTests::word)
					.collect(Collectors.joining(", ")),
				catalogued.detail().stream().map((name) -> "`" + name + "`").collect(Collectors.joining(", ")),
				switch (catalogued.cover()) {
					case NONE -> "";
					case CORE -> "CORE";
					case MONTH -> "month";
					case CORE_OR_MONTH -> "CORE or month";
				}, catalogued.values() ? "before and after" : "",
				catalogued.orderedOutcomes().map(AuditEventsPageTests::word).collect(Collectors.joining(", ")))
			.collect(Collectors.joining(" | ", "| ", " |\n"));
	}

	private static String databaseSection() {
		return "\n## Written by the database\n| Action | What it means |\n|---|---|\n"
				+ Arrays.stream(DatabaseAction.values())
					.map((action) -> "| `" + action + "` | " + action.meaning() + " |\n")
					.collect(Collectors.joining());
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String capital(String words) {
		return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
	}

	private static Path stored(String name) {
		Path page = Path.of(name);
		return Files.exists(page) || Files.exists(Path.of("docs")) ? page : Path.of("..").resolve(page);
	}

}
