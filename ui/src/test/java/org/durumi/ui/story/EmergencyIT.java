package org.durumi.ui.story;

import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody is in danger, and the case is not hers: she breaks the glass, and it is seen.
 */
class EmergencyIT extends BrowserTest {

	private static final String REASON = "Men are at her door, and 이하늘 does not answer, [twice], called.";

	@Test
	void sheLooksForHalfAnHourAndTheSupervisorHearsOfItAtOnce() {
		NewCase made = newCase("caseworker-yanji", "물안개");
		String number = made.number();
		String codeName = made.codeName();
		Page supervisor = signedIn("supervisor-yanji");
		Hand stranger = new Hand(signedInAt("caseworker-seoul", "cases"));

		breakTheGlass(stranger, number);

		assertThat(stranger.page().locator(".case-header h1")).hasText(codeName);
		assertThat(stranger.page().locator(".emergency-left")).hasText(Pattern.compile("(30:00|29:\\d\\d)"));
		assertThat(stranger.button("Move")).hasCount(0);
		assertThat(stranger.page().url()).doesNotContain(number).doesNotContain(codeName);
		assertThat(accessibilityFaults(stranger.page())).isEmpty();
		screenshot(stranger.page(), "emergency-case");

		// she was on another page all the while
		Locator notice = supervisor.locator(".emergency-notice a");
		assertThat(notice).containsText(Pattern.compile("Emergency access: \\d+ to review"));
		assertThat(accessibilityFaults(supervisor)).isEmpty();
		screenshot(supervisor, "emergency-notice");
		notice.click();
		review(new Hand(supervisor), codeName);
	}

	@Test
	void whatIsNoCaseOfTheirsIsOneSentenceAndNothingTypedIsLost() {
		Hand stranger = new Hand(signedInAt("coordinator", "emergency"));
		stranger.showsThatItIsHer("emergency");
		stranger.write("Case number or code name, exactly", "AAAA-AAAA");
		stranger.write("Who is in danger, and why nobody else can be asked", REASON);
		stranger.press("Open for 30 minutes");
		stranger.sees("There is no such case in your organisation.");
		assertThat(stranger.page().locator("vaadin-text-area textarea")).hasValue(REASON);
	}

	@Test
	void aPhoneShowsIt() {
		Page phone = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 640));
		signInAt(phone, "caseworker-seoul", "emergency");
		assertThat(phone.locator(".emergency-consequence")).isVisible();
		assertThat(accessibilityFaults(phone)).isEmpty();
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(phone, "emergency-320");
		Page supervisor = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 640));
		signInAt(supervisor, "supervisor-yanji", "audit?emergencies");
		assertThat(supervisor.locator(".filter-chips")).isVisible();
		assertThat(supervisor.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(supervisor, "emergency-audit-320");
	}

	private static void breakTheGlass(Hand stranger, String number) {
		stranger.page().locator("a.emergency-link").click();
		stranger.sees("First show that it is you");
		screenshot(stranger.page(), "emergency-step-up");
		stranger.showsThatItIsHer("emergency");
		stranger.write("Case number or code name, exactly", number);
		stranger.write("Who is in danger, and why nobody else can be asked", REASON);
		screenshot(stranger.page(), "emergency");
		stranger.press("Open for 30 minutes");
		stranger.page().waitForURL(url() + "/cases/*-*");
	}

	private static void review(Hand supervisor, String codeName) {
		supervisor.page().waitForURL(url() + "/audit?emergencies");
		supervisor.sees(codeName);
		screenshot(supervisor.page(), "emergency-audit");
		supervisor.page()
			.locator("vaadin-button[aria-label^='Open: Broke the glass']")
			.locator("visible=true")
			.first()
			.click();
		supervisor.sees(REASON);
		screenshot(supervisor.page(), "emergency-review");
	}

}
