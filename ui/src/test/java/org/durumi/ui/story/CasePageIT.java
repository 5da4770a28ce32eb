package org.durumi.ui.story;

import java.io.IOException;
import java.util.Objects;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The page somebody looks at for eight hours a day. */
class CasePageIT extends BrowserTest {

	private @Nullable NewCase made;

	@ParameterizedTest
	@CsvSource({ "320, DARK, ko", "320, LIGHT, zh-CN", "1280, LIGHT, en", "1280, DARK, ko", "1280, LIGHT, zh-CN" })
	void fitsItsScreenAndHasNoFaultThatAxeFinds(int width, ColorScheme look, String language) {
		Page page = newPage(
				new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 800).setColorScheme(look));
		signInAt(page, "caseworker-yanji", made().path());
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
	@CsvSource({ "320, DARK, ko", "1280, LIGHT, en" })
	void whatIsReadToHerFitsItsScreenAndIsPrintedWithoutTheRest(int width, ColorScheme look, String language)
			throws IOException {
		NewCase made = made();
		Page page = newPage(
				new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 800).setColorScheme(look));
		signInAt(page, "caseworker-yanji", made.path() + "/consent");
		page.waitForSelector(".consent-paper");
		screenshot(page, "consent-%s-%s-%d".formatted(language, look, width));
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
		assertThat(accessibilityFaults(page)).isEmpty();
		assertThat(page.content()).doesNotContain(made.codeName(), made.number());

		try (PDDocument printed = Loader.loadPDF(page.pdf())) {
			assertThat(new PDFTextStripper().getText(printed).replaceAll("\\s+", " "))
				.contains("천천히 읽어 드리겠습니다", "돕는 사람이 적어 둔 말")
				.doesNotContain(made.codeName(), "윤하늘", "동의 묻기", "Ask for her consent");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void quickExitLeavesNothingToGoBackTo(boolean heard) {
		NewCase made = made();
		Page page = signedInAt("caseworker-yanji", made.path());
		assertThat(page.locator(".case-header h1")).hasText(made.codeName());

		if (!heard) {
			page.route("**/quick-exit", (route) -> route.abort());
		}

		page.locator(".quick-exit").click();
		page.waitForURL(NEUTRAL + "**");
		page.goBack();
		page.waitForLoadState();

		assertThat(page.getByText(made.codeName())).hasCount(0);
		Page again = page.context().newPage();
		again.navigate(made.url());
		assertThat(again.locator("#kc-login")).isVisible();
		again.fill("#password", PASSWORD);
		if (again.locator("#username").isVisible()) {
			again.fill("#username", "caseworker-yanji");
		}
		again.click("#kc-login");
		assertThat(again.locator(".case-header h1")).hasText(made.codeName());
		again.reload();
		assertThat(again.locator(".case-header h1")).hasText(made.codeName());
	}

	/** A case of hers, one for all tests. */
	private NewCase made() {
		NewCase made = Objects.requireNonNullElseGet(this.made, () -> newCase("caseworker-yanji", "돌담길꽃"));
		this.made = made;
		return made;
	}

}
