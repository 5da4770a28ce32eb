package org.durumi.ui.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	@Test
	void quickExitLeavesNothingToGoBackTo() {
		Page page = registered();
		String codeName = page.locator(".case-header h1").innerText();
		String address = page.url();
		// its farewell would look for the page that is gone
		assertThat(page.locator("vaadin-notification-card")).hasCount(0,
				new LocatorAssertions.HasCountOptions().setTimeout(15_000));

		page.locator(".quick-exit").click();
		page.waitForURL(NEUTRAL + "**");
		page.goBack();
		page.waitForLoadState();

		assertThat(page.getByText(codeName)).hasCount(0);
		Page again = page.context().newPage();
		again.navigate(address);
		assertThat(again.locator("#kc-login")).isVisible();
	}

	/** The page of a new case. */
	private Page registered() {
		Hand hand = new Hand(signedIn("caseworker-yanji"));
		hand.register("돌담길꽃");
		return hand.page();
	}

}
