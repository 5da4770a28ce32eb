package org.durumi.ui.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page somebody looks at for eight hours a day. */
class CasePageIT extends BrowserTest {

	@ParameterizedTest
	@CsvSource({ "320, DARK, ko", "320, LIGHT, zh-CN", "1280, LIGHT, en", "1280, DARK, ko", "1280, LIGHT, zh-CN" })
	void fitsItsScreenAndHasNoFaultThatAxeFinds(int width, ColorScheme look, String language) {
		String address = registered().url();
		Page page = newPage(
				new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 800).setColorScheme(look));
		signIn(page, "caseworker-yanji");
		page.navigate(address);
		page.waitForSelector(".case-header h1");

		screenshot(page, "case-%s-%s-%d".formatted(language, look, width));
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
		assertThat(accessibilityFaults(page)).isEmpty();

		page.locator("#legs .panel-actions vaadin-button:last-child").click();
		page.waitForSelector("vaadin-dialog .record-form");
		screenshot(page, "case-dialog-%s-%s-%d".formatted(language, look, width));
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
		assertThat(accessibilityFaults(page)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void quickExitLeavesNothingToGoBackTo(boolean heard) {
		Page page = registered();
		String codeName = page.locator(".case-header h1").innerText();
		String address = page.url();
		// its farewell would look for the page that is gone
		assertThat(page.locator("vaadin-notification-card")).hasCount(0,
				new LocatorAssertions.HasCountOptions().setTimeout(15_000));

		if (!heard) {
			page.route("**/quick-exit", (route) -> route.abort());
		}

		page.locator(".quick-exit").click();
		page.waitForURL(NEUTRAL + "**");
		page.goBack();
		page.waitForLoadState();

		assertThat(page.getByText(codeName)).hasCount(0);
		Page again = page.context().newPage();
		again.navigate(address);
		assertThat(again.locator("#kc-login")).isVisible();
		again.fill("#password", PASSWORD);
		if (again.locator("#username").isVisible()) {
			again.fill("#username", "caseworker-yanji");
		}
		again.click("#kc-login");
		assertThat(again.locator(".case-header h1")).hasText(codeName);
		again.reload();
		assertThat(again.locator(".case-header h1")).hasText(codeName);
	}

	/** The page of a new case. */
	private Page registered() {
		Hand hand = new Hand(signedIn("caseworker-yanji"));
		hand.register("돌담길꽃");
		return hand.page();
	}

}
