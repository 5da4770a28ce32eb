package org.durumi.ui.story;

import java.time.LocalDate;
import java.time.ZoneOffset;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A day's work without a mouse. */
class KeyboardIT extends BrowserTest {

	@Test
	void aSurvivorIsRegisteredAndHerCaseMovedAndReviewed() {
		Keys caseworker = new Keys(signedIn("caseworker-yanji"));
		caseworker.to("Cases").press("Enter");
		caseworker.to("Register a survivor").press("Enter");
		caseworker.to("Name, in any script").type("열쇠꽃");
		caseworker.to("Search").press("Enter");
		caseworker.to("None of these: begin a new case").press("Enter");
		caseworker.to("Who brought her to our notice").choose("Herself");
		caseworker.to("Born (year, year-month or day)").type("1990");
		caseworker.to("Register").press("Enter");
		Page page = caseworker.page();
		page.waitForURL(url() + "/cases/*-*");
		String codeName = page.locator(".case-header h1").innerText();

		caseworker.to("Setbacks and endings").press("Enter");
		caseworker.to("To Lost contact").press("Enter");
		caseworker.to("Reason, without names").type("No sign for a month.");
		caseworker.to("Move").press("Enter");
		assertThat(
				page.locator(".case-fact .tag").filter(new Locator.FilterOptions().setHasText("Lost contact")).first())
			.isVisible();

		Keys supervisor = new Keys(signedIn("supervisor-yanji"));
		supervisor.to("Audit log").press("Enter");
		supervisor.to("Case").type(codeName);
		Page log = supervisor.page();
		assertThat(log.getByRole(AriaRole.BUTTON,
				new Page.GetByRoleOptions().setName("Remove the filter: “" + codeName + "”")))
			.isVisible();
		assertThat(log.locator("vaadin-grid-cell-content:visible")
			.filter(new Locator.FilterOptions().setHasText("Signed in"))).hasCount(0);
		supervisor.to("When").press("Tab").toCell("Open").press("Enter").press("Enter");
		supervisor.to("Comment").type("Seen.");
		supervisor.to("Mark reviewed").press("Enter");
		assertThat(log.getByText("reviewed", new Page.GetByTextOptions().setExact(true)).first()).isVisible();
	}

	@Test
	void escapeAsksBeforeItLosesWhatWasTypedAndLeadsBack() {
		Hand hand = new Hand(signedInAt("caseworker-yanji", newCase("caseworker-yanji", "열쇠돌").path()));
		Keys keys = new Keys(hand.page());
		Locator dialog = hand.page().locator("vaadin-dialog[opened]");

		keys.to("Add: Safety plan").press("Enter");
		assertThat(dialog).hasCount(1);
		keys.press("Escape");
		assertThat(dialog).hasCount(0);
		assertThat(keys.here()).isEqualTo("Add: Safety plan");

		keys.press("Enter");
		keys.to("What she does").type("She leaves by the yard.").press("Tab").press("Escape");
		hand.sees("Leave without saving?");
		keys.to("Stay").press("Enter");
		assertThat(hand.page().locator("vaadin-text-area textarea").last()).hasValue("She leaves by the yard.");
	}

	@Test
	void aDayIsReadFromMyDayAndARequestAnswered() {
		NewCase made = newCase("caseworker-yanji", "열쇠별");
		String codeName = made.codeName();
		Hand hand = new Hand(signedInAt("caseworker-yanji", made.path()));
		Keys caseworker = new Keys(hand.page());
		caseworker.to("Add: Tasks and five-year plan").press("Enter");
		caseworker.to("What is to be done, without names").type("Call her.");
		caseworker.to("Due on").type(LocalDate.now(ZoneOffset.UTC).plusDays(1).toString()).press("Enter");
		caseworker.to("Save").press("Enter");
		hand.dialogCloses();
		caseworker.to("Hand over the case: Who works on it").press("Enter");
		caseworker.to("Person").pick("서가온 · Seoul");
		caseworker.to("Hand over the case").press("Enter");
		caseworker.to("Reason").type("She lives in Seoul now.");
		caseworker.to("Ask the second person").press("Enter");
		hand.dialogCloses();
		caseworker.to("My day").press("Enter");
		caseworker.to(codeName).press("Enter");
		hand.page().waitForURL(made.url() + "#tasks");
		assertThat(hand.page().locator(".case-header h1")).hasText(codeName);

		Keys supervisor = new Keys(signedIn("supervisor-yanji"));
		supervisor.to("Approvals").press("Enter");
		supervisor.to("Read and decide: " + codeName).press("Enter");
		assertThat(supervisor.page().getByText("She lives in Seoul now.")).isVisible();
		supervisor.to("Your comment, without names").type("Agreed.");
		supervisor.to("Approve").press("Enter");
		assertThat(supervisor.page().getByText("Approved").first()).isVisible();
	}

}
