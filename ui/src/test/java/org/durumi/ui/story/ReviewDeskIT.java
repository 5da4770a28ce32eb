package org.durumi.ui.story;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.awaitility.Awaitility;
import org.durumi.ui.BrowserTest;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the rules find comes to the supervisor's desk: she asks, is answered, signs off,
 * or hands it on.
 */
class ReviewDeskIT extends BrowserTest {

	private static final String WHY = "Men were at her door, and nobody answered.";

	private static final String QUESTION = "Whom did you call before, and when?";

	private static final String ANSWER = "윤하늘 at nine and at ten, [both in vain].";

	/** The rules look every few seconds, and the log takes a moment before. */
	private static final Duration FOUND = Duration.ofSeconds(60);

	@Test
	void sheAsksForAReasonReadsItSignsOffAndTakesTheProofAway() throws Exception {
		NewCase made = newCase("caseworker-yanji", "여우비");
		String codeName = made.codeName();
		Hand stranger = new Hand(signedInAt("caseworker-seoul", "emergency"));
		breakTheGlass(stranger, made.number());
		Hand supervisor = new Hand(browserOf("supervisor-yanji"));

		Locator entry = find(supervisor, "Emergency access", "Open: Broke the glass " + codeName);
		assertThat(supervisor.page().locator(".desk-rule"))
			.hasText("Somebody opened, in an emergency, a case that is not hers.");
		assertThat(supervisor.page().locator(".desk-due").first()).containsText("due in 2");
		assertThat(accessibilityFaults(supervisor.page())).isEmpty();
		screenshot(supervisor.page(), "desk");
		entry.click();
		supervisor.sees(WHY);
		assertThat(accessibilityFaults(supervisor.page())).isEmpty();
		screenshot(supervisor.page(), "desk-entry");
		ask(supervisor);

		answer(stranger, codeName);

		find(supervisor, "Emergency access", "Open: Broke the glass " + codeName);
		assertThat(supervisor.page().locator(".audit-open .tag:visible").getByText("answered", exactly())).isVisible();
		everyLookOfIt(supervisor.page().context().storageState());
		supervisor.page().locator(open("Open: Broke the glass " + codeName)).click();
		supervisor.sees(ANSWER);
		screenshot(supervisor.page(), "desk-answered");
		supervisor.write("Comment", "She had reason to.");
		supervisor.press("Mark reviewed");
		supervisor.sees("Marked as reviewed.");
		supervisor.dialogCloses();
		goTo(supervisor.page(), "review-desk");
		// it was the most urgent, so it would be among the first
		assertThat(supervisor.page().locator(".desk-due, .empty-state").locator("visible=true").first()).isVisible();
		assertThat(supervisor.page().locator(open("Open: Broke the glass " + codeName))).hasCount(0);
		takesTheRowsAway(supervisor, codeName);
		takesTheProofAway(supervisor);
		readsTheHistory(supervisor, codeName);
	}

	private void takesTheRowsAway(Hand supervisor, String codeName) throws Exception {
		Page page = supervisor.page();
		goTo(page, "audit?export");
		supervisor.showsThatItIsHer("audit?export");
		supervisor.write("Case", codeName);
		assertThat(page.locator(".chip")).hasText("“" + codeName + "”");
		assertThat(page.locator(".audit-what:visible").getByText("Broke the glass")).hasCount(1);
		looksRight(page, "audit-export");
		Download download = page.waitForDownload(() -> page.locator(".take-out a").first().click());
		assertThat(download.suggestedFilename()).isEqualTo("durumi-audit.zip");
		Map<String, TakenOut> files = new TakenOut(download, publicKey()).unzipped();
		TakenOut proofs = Objects.requireNonNull(files.get("proofs.txt"));
		TakenOut sheet = Objects.requireNonNull(files.get("rows.csv"));

		assertThat(proofs.verified().findings()).isEmpty();
		assertThat(proofs.verified().entries()).isEqualTo(sheet.text().lines().count() - 1);
		assertThat(sheet.text()).contains("GLASS_BROKEN", codeName);
		assertThat(Objects.requireNonNull(files.get("README.txt")).text()).contains("./durumi verify-audit proofs.txt");
		assertThat(proofs.changed("GLASS_BROKEN", 0).verified().holds()).isFalse();
		assertThat(page.locator(".take-out p").first()).containsText("taken out, each with its proof.");
	}

	private void takesTheProofAway(Hand supervisor) throws Exception {
		Page page = supervisor.page();
		page.locator(open("Open: Broke the glass")).first().click();
		panel(page, "A proof for somebody outside");
		looksRight(page, "audit-proof");
		Download download = page.waitForDownload(() -> page.locator("vaadin-dialog[opened] .take-out a").click());
		assertThat(download.suggestedFilename()).isEqualTo("durumi-entry.tlog-proof");
		TakenOut proof = new TakenOut(download, publicKey());

		OfflineReport report = proof.verified();
		assertThat(report.holds()).isTrue();
		assertThat(Objects.requireNonNull(report.event()).action()).isEqualTo("GLASS_BROKEN");
		assertThat(proof.changed("extra ", 30).verified().holds()).isFalse();
	}

	private void readsTheHistory(Hand supervisor, String codeName) {
		Page page = supervisor.page();
		page.locator("vaadin-dialog[opened]").getByText("Everything about " + codeName, exactly()).click();
		assertThat(page.locator("main h1")).hasText("Everything about " + codeName);
		assertThat(page.locator(".timeline-entry").getByText("Broke the glass")).isVisible();
		looksRight(page, "audit-history");
		Page phone = newPage(new Browser.NewContextOptions().setStorageState(page.context().storageState())
			.setLocale("ko")
			.setViewportSize(320, 800));
		for (String route : List.of(page.url().substring(url().length() + 1), "audit?export")) {
			goTo(phone, route);
			assertThat(phone.locator(".timeline-entry, .take-out").first()).isVisible();
			assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			looksRight(phone, route.substring(0, route.indexOf('?')) + "-ko-320");
		}
	}

	private static Path publicKey() {
		return servers().resolve("keys/audit.pub");
	}

	@Test
	void whoKnowsHerSaysSoAndAnotherSupervisorReviewsIt() {
		NewCase made = newCase("caseworker-yanji", "해거름");
		String codeName = made.codeName();
		Hand owner = new Hand(signedInAt("caseworker-yanji", made.path()));
		owner.chooseAct("I know this person outside my work");
		owner.sees("nothing is taken from you");
		assertThat(accessibilityFaults(owner.page())).isEmpty();
		screenshot(owner.page(), "tie");
		owner.press("Yes, I know her");
		owner.sees("You have said that you know this person outside your work");
		screenshot(owner.page(), "tie-declared");
		owner.page().context().close();

		String open = "Open: Said that she knows the survivor outside her work";
		Hand supervisor = new Hand(browserOf("supervisor-yanji"));
		find(supervisor, "Knows her privately", open + " " + codeName).click();
		panel(supervisor.page(), "Hand it on to the other supervisors");
		supervisor.write("Why you hand it on", "The caseworker is my own cousin.");
		screenshot(supervisor.page(), "desk-hand-on");
		supervisor.press("Hand on");
		supervisor.sees("It is on the desks of the other supervisors.");
		assertThat(supervisor.page().locator(open(open + " " + codeName))).hasCount(0);
		goTo(supervisor.page(), "audit?action=TIE_DECLARED");
		supervisor.write("Case", codeName);
		assertThat(supervisor.page().locator(".chip").getByText("“" + codeName + "”")).isVisible();
		assertThat(supervisor.page().locator(".audit-what:visible")).hasCount(1);
		supervisor.page().locator(open(open)).click();
		supervisor.sees("You have handed it on: another supervisor reviews it now.");
		supervisor.page().context().close();

		Hand other = new Hand(browserOf("supervisor-seoul"));
		// the case is none of her team's, so its code name is not hers to know
		find(other, "Handed on", open + " –").click();
		other.sees("The caseworker is my own cousin.");
		assertThat(other.page().content()).doesNotContain(codeName);
		screenshot(other.page(), "desk-handed-on");
		other.write("Comment", "She goes on with it; nobody else speaks the dialect.");
		other.press("Mark reviewed");
		other.sees("Marked as reviewed.");
	}

	private static void breakTheGlass(Hand stranger, String number) {
		stranger.showsThatItIsHer("emergency");
		stranger.write("Case number or code name, exactly", number);
		stranger.write("Who is in danger, and why nobody else can be asked", WHY);
		stranger.press("Open for 30 minutes");
		stranger.awaitCase();
	}

	/** Looks until the rules have found it. */
	private static Locator find(Hand supervisor, String rule, String label) {
		Page page = supervisor.page();
		Awaitility.await().atMost(FOUND).pollInSameThread().pollInterval(Duration.ofSeconds(2)).until(() -> {
			goTo(page, "review-desk");
			page.locator(".rule-counts, .empty-state").locator("visible=true").waitFor();
			return page.locator(".count").getByText(rule, exactly()).count() > 0;
		});
		page.locator(".count").getByText(rule, exactly()).click();
		assertThat(page.locator(".count[aria-pressed='true']")).hasCount(1);
		Locator entry = page.locator(open(label)).first();
		assertThat(entry).isVisible();
		return entry;
	}

	private static String open(String label) {
		return "vaadin-button[aria-label^='" + label + "']:visible";
	}

	private static void goTo(Page page, String route) {
		page.navigate(url() + "/" + route);
		assertThat(page.locator("main h1")).isVisible();
	}

	/** Opens one act of the entry. */
	private static void panel(Page page, String summary) {
		page.locator("vaadin-details-summary:visible").filter(new Locator.FilterOptions().setHasText(summary)).click();
	}

	private static void ask(Hand supervisor) {
		panel(supervisor.page(), "for a reason");
		supervisor.write("Your question", QUESTION);
		screenshot(supervisor.page(), "desk-ask");
		supervisor.press("Ask");
		supervisor.sees("It is kept with the entry.");
		supervisor.dialogCloses();
		assertThat(supervisor.page().locator(".audit-open .tag:visible").getByText("asked, no answer yet").first())
			.isVisible();
	}

	private static void answer(Hand stranger, String codeName) {
		Page page = stranger.page();
		goTo(page, "my-day");
		Locator notice = page.locator(".reason-notice a");
		assertThat(notice).containsText("A reviewer asks you about 1 entry");
		assertThat(page.locator(".day-requests").getByText("A reviewer asks you about 1 entry")).isVisible();
		notice.click();
		stranger.sees(QUESTION);
		assertThat(page.locator(".question a")).hasText(codeName);
		stranger.write("Why you did it", ANSWER);
		assertThat(accessibilityFaults(page)).isEmpty();
		screenshot(page, "reasons");
		stranger.press("Answer");
		stranger.sees("Nothing waits for your answer.");
		stranger.sees(ANSWER);
		assertThat(notice).hasCount(0);
		assertThat(accessibilityFaults(page)).isEmpty();
		screenshot(page, "reasons-answered");
	}

	/** The desk in other languages, in the dark and on a phone. */
	private void everyLookOfIt(String signedIn) {
		for (Look look : List.of(new Look("ko", 1280, ColorScheme.DARK), new Look("zh-CN", 1280, ColorScheme.LIGHT),
				new Look("en", 320, ColorScheme.LIGHT))) {
			Page page = newPage(new Browser.NewContextOptions().setStorageState(signedIn)
				.setLocale(look.locale())
				.setColorScheme(look.scheme())
				.setViewportSize(look.width(), 800));
			goTo(page, "review-desk");
			assertThat(page.locator(".desk-due:visible").first()).isVisible();
			assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			assertThat(accessibilityFaults(page)).isEmpty();
			screenshot(page, "desk-" + look.locale() + "-" + look.width());
			page.locator(".audit-open vaadin-button:visible").first().click();
			assertThat(page.locator(".entry-acts")).isVisible();
			assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			assertThat(accessibilityFaults(page)).isEmpty();
			screenshot(page, "desk-entry-" + look.locale() + "-" + look.width());
			page.context().close();
		}
	}

	private record Look(String locale, int width, ColorScheme scheme) {
	}

	private static Locator.GetByTextOptions exactly() {
		return new Locator.GetByTextOptions().setExact(true);
	}

}
