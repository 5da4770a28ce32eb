package org.durumi.ui.story;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is typed or put into the address: kept as text or refused with a sentence, and
 * nothing half-written either way.
 */
class BadInputIT extends BrowserTest {

	private static final String FAMILY = "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

	/** Text like any other. */
	private static final List<String> TEXTS = List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
			"' OR 1=1 --", "=HYPERLINK(\"http://a.example\",\"b\")", "{0} ${user} %s \\u0041", FAMILY,
			"\u202Eחָנָה\u202C / هالة \u2066x\u2069", "김 Kim 金 ギム Ким", "e\u0301\u0323\u0308", "\uFEFFx\u200B\u00A0y");

	/** Nobody types these on purpose. */
	private static final List<String> UNREADABLE = List.of("a\u0000b", "a\u0007b", "a\u009Bb", "a\uD83Db", "a\uDC69b",
			"a\u007Fb");

	private static final String LONG = "가".repeat(10_000);

	@Test
	void aNoteIsKeptAsItIsOrRefusedInWords() throws SQLException {
		Hand hand = heard(signedInAt("caseworker-yanji", newCase("caseworker-yanji", "돌담길꽃").path()));
		for (String text : TEXTS) {
			long before = count("casework.note");
			type(hand, "New note", text);
			hand.press("Add the note");
			assertThat(hand.page().locator("#notes textarea").first()).hasValue("");
			assertThat(count("casework.note")).isEqualTo(before + 1);
			Locator note = hand.page().locator("#timeline .sealed-text").first();
			note.locator("vaadin-button").click();
			assertThat(note.locator("[data-mask-after]"))
				.hasText(Normalizer.normalize(text, Normalizer.Form.NFC).strip());
		}
		List<Long> before = counts();
		for (String text : Stream.concat(UNREADABLE.stream(), Stream.of("가".repeat(16_001), "", " \n\t ")).toList()) {
			type(hand, "New note", text);
			hand.press("Add the note");
			assertThat(hand.page().locator("#notes vaadin-text-area")).hasAttribute("invalid", "");
			if (text.chars().noneMatch((unit) -> Character.isSurrogate((char) unit))) { // the
																						// test's
																						// own
																						// way
																						// loses
																						// those
				assertThat(hand.page().locator("#notes textarea").first()).hasValue(text);
			}
		}
		assertThat(counts()).isEqualTo(before);
		type(hand, "New note", LONG);
		hand.press("Add the note");
		assertThat(hand.page().locator("#notes textarea").first()).hasValue("");
	}

	@Test
	void aNameIsRegisteredAsItIsOrRefusedInWords() throws SQLException {
		Hand hand = heard(browserOf("caseworker-yanji"));
		hand.searchFor("돌담길");
		hand.choose("Who brought her to our notice", "Herself");
		List<Long> before = counts();
		for (String text : Stream.concat(UNREADABLE.stream(), Stream.of(LONG)).toList()) {
			refused(hand, "Name in Hangul", text, "Name in Hangul: ");
		}
		type(hand, "Name in Hangul", "");
		for (String birth : List.of("2999-01-01", "1790", "1990-02-30", "next year", LONG)) {
			refused(hand, "Born (year, year-month or day)", birth, "");
		}
		type(hand, "Born (year, year-month or day)", "");
		for (String age : List.of("121", "-1", "99999999999")) {
			refused(hand, "Or her estimated age", age, "write a number from 0 to 120");
		}
		type(hand, "Or her estimated age", "");
		refused(hand, "Identified on", "2999-01-01", "this lies in the future");
		refused(hand, "Identified on", "yesterday", "write the date as year-month-day");
		hand.write("Identified on", "2001-01-01");
		refused(hand, "Born (year, year-month or day)", "2002", "lies before her birth");
		assertThat(counts()).isEqualTo(before);

		type(hand, "Born (year, year-month or day)", "1990");
		List<String> labels = List.of("Name in Hangul", "Name, DPRK romanisation", "Name, Revised Romanisation",
				"Chinese name", "Chinese name in pinyin");
		List<String> names = new ArrayList<>(TEXTS.subList(0, labels.size()));
		names.set(0, "\uD83D\uDC69".repeat(120)); // as long as a name may be, in
													// characters and not in units
		labels.forEach((label) -> type(hand, label, names.get(labels.indexOf(label))));
		hand.press("Register");
		hand.awaitCase();
		for (String label : labels) {
			hand.press("Show " + label);
			hand.sees(names.get(labels.indexOf(label)));
		}
	}

	@Test
	void aSearchFindsNothingOrSaysWhatIsWrong() {
		Hand hand = heard(signedInAt("caseworker-yanji", "cases/new"));
		Page page = hand.page();
		for (String text : all()) {
			type(hand, "Name, in any script", text);
			hand.press("Search");
			settles(page);
		}
		page.navigate(url() + "/cases");
		filtersOrSaysWhy(hand, "Code name or case number");
		assertThat(page.locator("h1").first()).hasText("Cases");
	}

	@Test
	void theAuditListFiltersByAnythingOrSaysWhy() {
		Hand hand = heard(signedInAt("supervisor-yanji", "audit"));
		Page page = hand.page();
		filtersOrSaysWhy(hand, "Case");
		type(hand, "From", "the day after");
		settles(page);
		type(hand, "Case", "");
		assertThat(page.locator("h1").first()).hasText("Audit log");
	}

	@Test
	void aReviewersCommentIsKeptAsItIsOrRefusedInWords() throws SQLException {
		Hand hand = heard(signedInAt("supervisor-yanji", "audit"));
		Page page = hand.page();
		hand.choose("Person", "윤하늘");
		hand.tick("Not reviewed yet");
		long before = count("review.sign_off");
		for (String text : TEXTS) {
			openFirst(page);
			type(hand, "Comment", text);
			hand.press("Mark reviewed");
			hand.dialogCloses();
			settles(page);
			assertThat(count("review.sign_off")).isEqualTo(++before);
		}
		openFirst(page);
		Locator comment = page.locator(".sign-off vaadin-text-area")
			.filter(new Locator.FilterOptions().setHasText("Comment"));
		for (String text : Stream.concat(UNREADABLE.stream(), Stream.of(LONG, "", " \n\t ")).toList()) {
			type(hand, "Comment", text);
			hand.press("Mark reviewed");
			settles(page);
			assertThat(comment).hasAttribute("invalid", "");
			assertThat(comment.locator("[slot=error-message]")).not().isEmpty();
		}
		assertThat(count("review.sign_off")).isEqualTo(before);
		hand.press("Close");
		page.getByLabel("Not reviewed yet", new Page.GetByLabelOptions().setExact(true)).last().uncheck();
		openFirst(page);
		hand.sees(TEXTS.getFirst());
	}

	/** Opens the newest entry of those shown. */
	private static void openFirst(Page page) {
		settles(page);
		assertThat(page.locator("vaadin-grid[loading]")).hasCount(0);
		page.locator(".audit-open vaadin-button:visible").first().click();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					/cases/not-a-uuid | There is nothing at this address, or nothing for you.
					/cases/00000000-0000-4000-8000-000000000000 | There is nothing at this address, or nothing for you.
					/audit/x | There is nothing at this address, or nothing for you.
					/cases/new/more | There is nothing at this address, or nothing for you.
					/cases/%F0%9F%91%A9 | There is nothing at this address, or nothing for you.
					/cases/'%20OR%201=1%20-- | There is nothing at this address, or nothing for you.
					/cases;jsessionid=x | There is nothing at this address, or nothing for you.
					//cases | There is nothing at this address, or nothing for you.
					/login | There is nothing at this address, or nothing for you.
					/logout | There is nothing at this address, or nothing for you.
					/actuator/env | There is nothing at this address, or nothing for you.
					/VAADIN/none | There is nothing at this address, or nothing for you.
					/error | There is nothing at this address, or nothing for you.
					/quick-exit | There is nothing at this address, or nothing for you.
					LONG | There is nothing at this address, or nothing for you.
					/login/oauth2/code/keycloak | It may have taken too long. Nothing was changed; please try again.
					/login/oauth2/code/keycloak?error=x&state=y | It may have taken too long. Nothing was changed; please try again.
					/oauth2/authorization/none | It may have taken too long. Nothing was changed; please try again.
					/cases/%00 | HTTP Status 400 – Bad Request
					/cases/%2e%2e%2f%2e%2e%2fetc%2fpasswd | HTTP Status 400 – Bad Request
					/cases/%3Cscript%3Ealert(1)%3C%2Fscript%3E | HTTP Status 400 – Bad Request
					/cases?v-r=uidl | {"meta":{"sessionExpired":true}}
					""")
	void anAddressThatLeadsNowhereSaysSo(String path, String sentence) {
		Page page = heard(browserOf("caseworker-yanji")).page();
		String address = url() + ("LONG".equals(path) ? "/cases/" + "a".repeat(7_000) : path);
		page.navigate(address);
		assertThat(page.locator("body")).containsText(sentence);
		settles(page);
	}

	@Test
	void theFolderAboveIsWhereHerDayBegins() {
		Hand hand = heard(signedInAt("caseworker-yanji", "audit/.."));
		assertThat(hand.page().locator("main h1, .page h1").first()).hasText("My day");
		settles(hand.page());
	}

	/** Everything, good and bad. */
	private static List<String> all() {
		List<String> all = new ArrayList<>(TEXTS);
		all.addAll(UNREADABLE);
		all.addAll(List.of(LONG, "", "   ", "%", "_", "\\", UUID.randomUUID().toString()));
		return all;
	}

	private static void filtersOrSaysWhy(Hand hand, String label) {
		Locator field = hand.page().locator("vaadin-text-field").filter(new Locator.FilterOptions().setHasText(label));
		for (String text : TEXTS) {
			type(hand, label, text);
			settles(hand.page());
			assertThat(field).not().hasAttribute("invalid", "");
		}
		for (String text : Stream.concat(UNREADABLE.stream(), Stream.of(LONG)).toList()) {
			type(hand, label, text);
			assertThat(field).hasAttribute("invalid", "");
			assertThat(field.locator("[slot=error-message]"))
				.hasText(LONG.equals(text) ? "This is too long: at most 100 characters."
						: "This contains characters that cannot be kept. Please type it again.");
		}
		for (String text : List.of("", "   ", "%", "_", "\\", UUID.randomUUID().toString())) {
			type(hand, label, text);
			settles(hand.page());
			assertThat(field).not().hasAttribute("invalid", "");
		}
	}

	private static void refused(Hand hand, String label, String text, String sentence) {
		type(hand, label, text);
		hand.press("Register");
		hand.sees("Please check");
		if (!sentence.isEmpty()) {
			hand.sees(sentence);
		}
		settles(hand.page());
		assertThat(hand.page().url()).endsWith("/cases/new");
	}

	/** As a paste would, with what no keyboard types. */
	private static void type(Hand hand, String label, String text) {
		hand.paste(label, text);
	}

	/** Nothing broke: neither Durumi's own word for it nor Vaadin's or a stack trace. */
	private static void settles(Page page) {
		page.waitForFunction(
				"() => !Object.values(window.Vaadin?.Flow?.clients ?? {}).some((client) => client.isActive && client.isActive())");
		String text = page.locator("body").innerText();
		assertThat(text).doesNotContain("Something went wrong", "should have", "Internal error", "\tat ", "Exception",
				"Whitelabel", "HTTP Status 5");
	}

	/** A script that opened a dialog would be heard. */
	private static Hand heard(Page page) {
		page.onDialog((dialog) -> {
			throw new AssertionError("a script opened a dialog");
		});
		return new Hand(page);
	}

	private static long count(String table) throws SQLException {
		try (Connection connection = database().connect("postgres");
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select count(*) from " + table)) {
			row.next();
			return row.getLong(1);
		}
	}

	/**
	 * How much every table holds but the one of drafts, which keeps what was typed and
	 * never saved.
	 */
	private static List<Long> counts() throws SQLException {
		List<String> tables = new ArrayList<>();
		try (Connection connection = database().connect("postgres");
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"select tablename from pg_tables where schemaname = 'casework' and tablename <> 'draft' order by 1")) {
			while (row.next()) {
				tables.add("casework." + row.getString(1));
			}
		}
		List<Long> counts = new ArrayList<>();
		for (String table : tables) {
			counts.add(count(table));
		}
		assertThat(counts).isNotEmpty();
		return counts;
	}

}
