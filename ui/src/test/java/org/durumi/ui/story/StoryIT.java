package org.durumi.ui.story;

import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.Launched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

class StoryIT extends BrowserTest {

	@Test
	void aSurvivorIsBroughtFromIdentificationToResettlementByFourPeople() throws Exception {
		Hand caseworker = new Hand(browserOf("caseworker-yanji"));
		String path = caseworker.register("별하늘").substring(url().length() + 1);
		assess(caseworker);
		caseworker.press("To In passage");
		caseworker.press("Move");
		caseworker.sees("The case was not moved");
		caseworker.sees("At least one planned leg");
		planPassage(caseworker);
		caseworker.press("Ask for approval");
		caseworker.write("Reason", "Her place is no longer safe.");
		caseworker.confirm("Ask for approval");
		String codeName = codeName(caseworker);
		approve(codeName);
		caseworker.page().reload();
		caseworker.move("In passage");
		travel(path);
		caseworker.page().reload();
		Hand inSeoul = handOver(caseworker, path);
		arriveAndResettle(inSeoul);
		inSeoul.press("Show: Tasks and five-year plan");
		inSeoul.sees("Contact of month 1");
		screenshot(inSeoul.page(), "case-resettled");
		assertThat(accessibilityFaults(inSeoul.page())).isEmpty();
		readTheLog();
	}

	@Test
	void anArrestARepatriationAndASecondCycleLeaveTheCaseOpen() {
		Hand caseworker = new Hand(signedInAt("caseworker-yanji", newCase("caseworker-yanji", "강물결").path()));
		caseworker.page().locator(".case-header vaadin-menu-bar-button").first().click();
		caseworker.page().locator("vaadin-menu-bar-item").getByText("Mark an arrest").click();
		caseworker.choose("Who holds her", "Police in China");
		caseworker.write("How we know, without names", "A neighbour saw it.");
		caseworker.press("Mark an arrest");
		caseworker.dialogCloses();
		caseworker.press("Setbacks and endings");
		caseworker.press("To Repatriated");
		caseworker.write("Reason, without names", "Handed over at the bridge.");
		caseworker.press("Move");
		caseworker.dialogCloses();
		caseworker.move("Identified");
		assertThat(caseworker.page()
			.locator(".case-fact")
			.filter(new Locator.FilterOptions().setHasText("Cycle"))
			.locator("dd")).hasText("2");
	}

	@Test
	void aDeathThatWasRecordedOfTheWrongPersonIsUndone() {
		Hand caseworker = new Hand(signedInAt("caseworker-yanji", newCase("caseworker-yanji", "눈꽃길").path()));
		String codeName = codeName(caseworker);
		caseworker.press("Setbacks and endings");
		caseworker.press("Ask for approval");
		caseworker.write("Reason", "Her brother has seen the grave.");
		caseworker.confirm("Ask for approval");
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "approvals"));
		openRequest(supervisor, codeName);
		supervisor.write("Your comment, without names", "Agreed.");
		supervisor.press("Approve");
		supervisor.sees("Approved.");
		caseworker.page().reload();
		caseworker.press("Setbacks and endings");
		caseworker.press("To Deceased");
		caseworker.write("Reason, without names", "Her brother has seen the grave.");
		caseworker.press("Move");
		caseworker.dialogCloses();
		Locator stage = caseworker.page().locator(".case-fact .tag").first();
		assertThat(stage).containsText("Deceased");
		caseworker.chooseAct("Undo the last move");
		caseworker.write("Reason", "It was her neighbour's.");
		caseworker.confirm("Undo the last move");
		assertThat(stage).containsText("Identified");
	}

	@Test
	void aNameIsMaskedUntilItIsAskedFor() {
		Hand caseworker = new Hand(signedInAt("caseworker-yanji", newCase("caseworker-yanji", "은하수별").path()));
		assertThat(caseworker.page().content()).doesNotContain("은하수별");
		caseworker.press("Show Name in Hangul");
		caseworker.sees("은하수별");
		caseworker.press("Hide Name in Hangul");
		assertThat(caseworker.page().getByText("은하수별")).hasCount(0);
	}

	@ParameterizedTest
	@CsvSource({ "caseworker-yanji, my-day", "caseworker-yanji, cases", "caseworker-yanji, cases/new",
			"caseworker-yanji, approvals", "supervisor-yanji, my-day", "supervisor-yanji, cases",
			"supervisor-yanji, approvals", "supervisor-yanji, audit", "coordinator, cases" })
	void everyRouteFitsAPhoneAndHasNoFaultThatAxeFinds(String person, String route) {
		Page page = newPage(new Browser.NewContextOptions().setLocale("ko")
			.setViewportSize(320, 640)
			.setColorScheme(ColorScheme.DARK));
		signInAt(page, person, route);
		page.waitForSelector("main h1");
		screenshot(page, person + "-" + route.replace('/', '-') + "-ko-dark-320");
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
		assertThat(accessibilityFaults(page)).isEmpty();
	}

	private static void assess(Hand hand) {
		hand.press("Read it to her: Consent");
		hand.tick("북에 있는 식구");
		hand.press("She says yes: record it");
		hand.press("Add: Risk assessment");
		hand.choose("Level of risk", "High");
		hand.save();
		hand.press("Add: Immediate needs");
		hand.tick("Food");
		hand.save();
		hand.move("Assessed");
	}

	private static void planPassage(Hand hand) {
		hand.press("Add: Safety plan");
		hand.write("Signs of danger she knows", "Strangers ask for her.");
		hand.write("Whom or where she goes to", "The second house.");
		hand.write("What she does", "She leaves by the yard.");
		hand.save();
		hand.press("Add: Legs");
		hand.write("From", "Yanji");
		hand.write("To", "Kunming");
		hand.choose("How", "Train");
		hand.write("Hand-over point", "Station, by the clock");
		hand.save();
	}

	private static String codeName(Hand hand) {
		return hand.page().locator(".case-header h1").textContent().strip();
	}

	private static void openRequest(Hand supervisor, String codeName) {
		supervisor.page()
			.locator(".approval")
			.filter(new Locator.FilterOptions().setHasText(codeName))
			.locator("vaadin-button")
			.first()
			.click();
	}

	private void approve(String codeName) {
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "approvals"));
		openRequest(supervisor, codeName);
		supervisor.write("Your comment, without names", "Agreed.");
		supervisor.choose("Give the passage to", "강이든");
		screenshot(supervisor.page(), "approvals");
		supervisor.press("Approve");
		supervisor.sees("Approved.");
	}

	private void travel(String path) {
		Hand coordinator = new Hand(signedInAt("coordinator", path));
		coordinator.press("Show: Legs");
		coordinator.press("Departed");
		coordinator.press("Handed over");
		coordinator.sees("Handed over");
		assertThat(coordinator.button("Handed over")).hasCount(0);
		assertThat(coordinator.page().locator("#identity")).hasCount(0);
		coordinator.move("Third country");
		coordinator.page().locator(".case-header vaadin-menu-bar-button").first().click();
		Locator acts = coordinator.page().locator("vaadin-menu-bar-item:visible");
		assertThat(acts.getByText("Undo the last move")).isVisible();
		assertThat(acts.getByText("Mark an arrest")).hasCount(0);
	}

	/** Her case goes to Seoul, before her: one asks, the supervisor agrees. */
	private Hand handOver(Hand caseworker, String path) {
		handOver(caseworker);
		caseworker.sees("To another team the case goes only with a second person");
		caseworker.write("Reason", "She flies to Incheon.");
		caseworker.confirm("Ask the second person");
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "approvals"));
		openRequest(supervisor, codeName(caseworker));
		supervisor.write("Your comment, without names", "Agreed.");
		supervisor.press("Approve");
		supervisor.sees("Approved.");
		handOver(caseworker);
		caseworker.sees("The case now belongs to 서가온.");
		return new Hand(signedInAt("caseworker-seoul", path));
	}

	private static void handOver(Hand caseworker) {
		caseworker.press("Hand over the case: Who works on it");
		caseworker.choose("Person", "서가온");
		caseworker.press("Hand over the case");
	}

	private static void arriveAndResettle(Hand hand) {
		hand.press("Add: Exit clearance");
		hand.choose("Country", "Thailand");
		hand.write("Authority", "Immigration Bureau");
		hand.save();
		hand.move("Arrived");
		hand.press("Add: Protection decision");
		hand.choose("Decision", "Granted");
		hand.write("Authority", "Ministry of Unification");
		hand.save();
		hand.move("Hanawon");
		hand.press("Add: Discharge and residence");
		hand.write("Address she lives at", "Seoul, 101-dong 203");
		hand.save();
		hand.move("Resettled");
	}

	private void readTheLog() throws Exception {
		try (Launched verifier = Launched.of("verify-audit", "--data", servers().toString())) {
			assertThat(verifier.code()).as(verifier::output).isZero();
			assertThat(verifier.output().lines()).last().asString().startsWith("The log holds: ");
		}
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "audit"));
		Locator state = supervisor.page().locator(".log-line");
		String before = state.innerText();
		supervisor.press("Verify now");
		assertThat(state).not().hasText(before);
		assertThat(state).containsText("The log holds");
		supervisor.choose("Person", "윤하늘");
		List<Locator> open = supervisor.page().locator(".audit-open vaadin-button:visible").all();
		assertThat(open).isNotEmpty();
		screenshot(supervisor.page(), "audit");
		assertThat(accessibilityFaults(supervisor.page())).isEmpty();
		supervisor.page().locator(".audit-open vaadin-button:visible").first().click();
		supervisor.write("Comment", "Looked at; in order.");
		supervisor.press("Mark reviewed");
		supervisor.sees("Marked as reviewed.");
	}

}
