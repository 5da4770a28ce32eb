package org.durumi.ui.story;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The supervisor sees who looks when and how much, and takes the week's report along. */
class GlanceIT extends BrowserTest {

	private static final String NAME = "해넘이별";

	@Test
	void aFigureLeadsByKeyboardToTheEntriesBehindIt() {
		NewCase made = newCase("caseworker-yanji", NAME);
		Page owner = signedInAt("caseworker-yanji", made.path());
		assertThat(owner.locator(".case-header")).isVisible();
		Page page = signedInAt("supervisor-yanji", "review-glance");
		Locator cell = page.locator("a.heat").first();
		assertThat(cell).isVisible();
		assertThat(page.locator(".glance-card")).hasCount(3);
		assertThat(page.content()).doesNotContain(NAME);
		assertThat(accessibilityFaults(page)).isEmpty();
		screenshot(page, "glance");
		page.getByText("As a table").first().click();
		assertThat(page.locator(".heat-map table")).isVisible();
		assertThat(accessibilityFaults(page)).isEmpty();
		everyLookOfIt(page.context().storageState());

		cell.focus();
		page.keyboard().press("Enter");

		assertThat(page)
			.hasURL(Pattern.compile(".*/audit\\?person=[0-9a-f-]{36}&from=[0-9-]{10}&to=[0-9-]{10}&zone=Asia.*"));
		String from = page.url().replaceAll(".*from=([0-9-]{10}).*", "$1");
		assertThat(page.locator(".filter-chips")).containsText(from);
		assertThat(page.locator(".audit-what").first()).isVisible();
		screenshot(page, "glance-entries");
	}

	@Test
	void theWeeksReportIsFetchedInTheReadersLanguage() throws IOException {
		newCase("caseworker-yanji", NAME);
		Page page = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 800));
		signInAt(page, "supervisor-yanji", "review-desk");
		Locator fetch = page.locator(".report-download");
		Locator confirm = page.locator(".weekly-report .step-up-card vaadin-button");
		assertThat(confirm).isVisible();
		assertThat(fetch).hasCount(0);
		assertThat(accessibilityFaults(page)).isEmpty();
		screenshot(page, "desk-report-step-up-ko-320");
		confirm.click();
		page.fill("#password", PASSWORD);
		page.click("#kc-login");
		page.waitForURL(url() + "/review-desk");
		assertThat(fetch).isVisible();
		assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(page, "desk-report-ko-320");
		Download file = page.waitForDownload(fetch::click);
		assertThat(file.suggestedFilename()).isEqualTo("durumi-review.pdf");
		byte[] pdf = Files.readAllBytes(file.path());
		file.delete();
		try (PDDocument document = Loader.loadPDF(pdf)) {
			assertThat(new PDFTextStripper().getText(document)).contains("감사 기록 검토", "최다온", "UTC+9")
				.doesNotContain(NAME);
		}
	}

	private void everyLookOfIt(String signedIn) {
		for (Look look : List.of(new Look("ko", 320, ColorScheme.DARK), new Look("zh-CN", 1280, ColorScheme.DARK))) {
			Page page = newPage(new Browser.NewContextOptions().setStorageState(signedIn)
				.setLocale(look.locale())
				.setColorScheme(look.scheme())
				.setViewportSize(look.width(), 800));
			page.navigate(url() + "/review-glance");
			assertThat(page.locator("a.heat").first()).isVisible();
			assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
			assertThat(accessibilityFaults(page)).isEmpty();
			screenshot(page, "glance-" + look.locale() + "-" + look.width());
			page.context().close();
		}
	}

	private record Look(String locale, int width, ColorScheme scheme) {
	}

}
