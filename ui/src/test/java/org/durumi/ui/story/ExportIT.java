package org.durumi.ui.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A list with names leaves Durumi: asked for, agreed to, fetched once. */
class ExportIT extends BrowserTest {

	@Test
	void theListOfHerCasesIsFetchedOnceASupervisorAgreed() throws IOException {
		NewCase made = newCase("caseworker-seoul", "은가람");
		String codeName = made.codeName();
		Hand owner = new Hand(signedInAt("caseworker-seoul", "cases"));
		owner.page().getByText("Export with names").first().click();
		owner.write("Purpose", "The clinic asks for them.");
		assertThat(accessibilityFaults(owner.page())).isEmpty();
		screenshot(owner.page(), "export");
		owner.press("Ask a supervisor");
		owner.sees("Waiting");
		assertThat(owner.button("Ask a supervisor")).hasCount(0);

		agree();

		owner.page().reload();
		assertThat(owner.page().locator(".export-download")).hasCount(0);
		owner.showsThatItIsHer("export");
		screenshot(owner.page(), "export-agreed");
		Download file = owner.page().waitForDownload(() -> owner.page().locator(".export-download").click());
		assertThat(file.suggestedFilename()).isEqualTo("durumi-cases.csv");
		String sheet = Files.readString(file.path(), StandardCharsets.UTF_8);
		file.delete();
		assertThat(sheet).startsWith("\uFEFFcase_number,code_name,");
		assertThat(sheet.lines().filter((line) -> line.contains(codeName))).singleElement()
			.satisfies((line) -> assertThat(line).contains("은가람"));
		assertThat(owner.page().locator(".export-request .tag").first()).containsText("Used");
		assertThat(owner.page().locator(".export-download")).hasCount(0);
		long cases = sheet.lines().count() - 1;
		assertThat(owner.page().locator(".export-fetched"))
			.hasText(Pattern.compile("The file holds %d cases? of %d agreed to\\.".formatted(cases, cases)));
		assertThat(owner.button("Ask a supervisor")).isVisible();
		screenshot(owner.page(), "export-used");

		owner.page().navigate(made.url());
		owner.press("Show: Who can see this case");
		assertThat(owner.page()
			.locator(".oversight-line")
			.filter(new Locator.FilterOptions().setHasText("Exported in a list"))).hasCount(1);
		assertThat(accessibilityFaults(owner.page())).isEmpty();
		screenshot(owner.page(), "export-oversight");
		review(codeName);
	}

	@Test
	void aPhoneShowsIt() {
		Page phone = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 640));
		signInAt(phone, "supervisor-yanji", "export");
		assertThat(phone.locator(".export-page .emergency-consequence")).isVisible();
		assertThat(accessibilityFaults(phone)).isEmpty();
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(phone, "export-320");
	}

	/** One entry for the list, which tells whose names left. */
	private void review(String codeName) {
		Hand supervisor = new Hand(signedInAt("supervisor-seoul", "audit"));
		Locator left = supervisor.page().locator(".audit-what").getByText("Exported a list with names");
		assertThat(left).hasCount(1);
		supervisor.page().getByLabel(Pattern.compile("Open.*Exported a list with names")).click();
		Locator entry = supervisor.page().locator("vaadin-dialog[opened]");
		assertThat(entry.getByText("Whose cases")).isVisible();
		assertThat(entry).containsText(codeName);
		assertThat(accessibilityFaults(supervisor.page())).isEmpty();
		screenshot(supervisor.page(), "export-entry");
	}

	private void agree() {
		Hand supervisor = new Hand(signedInAt("supervisor-seoul", "approvals"));
		Locator request = supervisor.page()
			.locator(".approval")
			.filter(new Locator.FilterOptions().setHasText("A list with names leaves Durumi"));
		supervisor.showsThatItIsHer("approvals");
		request.locator("vaadin-button").first().click();
		supervisor.sees("The clinic asks for them.");
		supervisor.write("Your comment, without names", "Agreed.");
		screenshot(supervisor.page(), "export-decide");
		supervisor.press("Approve");
		supervisor.sees("Approved.");
	}

}
