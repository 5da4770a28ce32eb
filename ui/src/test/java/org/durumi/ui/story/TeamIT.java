package org.durumi.ui.story;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Somebody is away, somebody leaves, and no case is left alone. */
class TeamIT extends NewcomersTest {

	private static final String AWAY = "윤하늘";

	private static final String DEPUTY = "남이슬";

	private static final String LEAVER = "Baek No-eul";

	private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Seoul"));

	@Test
	void aDeputyWorksOnTheCaseUntilTheSupervisorEndsItAndThenKnowsNoNameAnyMore() {
		NewCase made = newCase("caseworker-yanji", "너울가지");
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "team"));
		arrange(supervisor);

		Hand deputy = new Hand(signedIn("caseworker-yanji-2"));
		deputy.sees("You stand in for " + AWAY + " until the end of " + TODAY.plusDays(5));
		assertThat(accessibilityFaults(deputy.page())).isEmpty();
		screenshot(deputy.page(), "team-deputy-day");
		theListShowsHerWhose(deputy);
		deputy.page().navigate(made.url());
		deputy.sees("You stand in for " + AWAY + ", who is away");
		deputy.press("Show Name in Hangul");
		deputy.sees("너울가지");
		screenshot(deputy.page(), "team-deputy-case");
		deputy.press("Hide Name in Hangul");
		assertThat(deputy.button("Hand over the case: Who works on it")).hasCount(0);
		loseContact(deputy);
		theOwnerIsToldWhoStandsIn(new Hand(signedInAt("caseworker-yanji", made.path())));

		supervisor.press("End it now: " + DEPUTY);
		supervisor.sees(DEPUTY + " does not stand in any more.");

		deputy.press("Show Name in Hangul");
		deputy.sees("There is nothing here that you can do this with.");
		assertThat(deputy.page().getByText("너울가지")).hasCount(0);
		deputy.page().navigate(made.url());
		assertThat(deputy.page().locator(".case-header h1")).isVisible();
		assertThat(deputy.page().locator(".deputy-banner")).hasCount(0);
		assertThat(deputy.button("Show Name in Hangul")).hasCount(0);
	}

	@Test
	void theCasesOfSomebodyWhoLeftAreGivenToAColleague() {
		Hand leaver = new Hand(firstSignIn("noeul.baek", newCaseworker(LEAVER, "noeul.baek")));
		Hand admin = new Hand(signedIn("admin"));
		admin.showsThatItIsHer("staff");
		String path = leaver.register("돌개바람").substring(url().length() + 1);
		String codeName = codeName(leaver);
		shutOut(admin, LEAVER);
		assertThat(line(admin, LEAVER).locator(".tag").first()).containsText("Shut out");
		// her page may be on its way out by itself this moment: another of the same
		// browser
		Page again = leaver.page().context().newPage();
		again.navigate(url() + "/" + path);
		assertThat(again.locator("#username, #password").first()).isVisible();

		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "team"));
		assertThat(supervisor.page().locator(".ownerless-line")).containsText(codeName);
		assertThat(accessibilityFaults(supervisor.page())).isEmpty();
		screenshot(supervisor.page(), "team-ownerless");
		supervisor.press("Give to a colleague: Yanji");
		supervisor.choose("To whom", DEPUTY);
		assertThat(accessibilityFaults(supervisor.page())).isEmpty();
		screenshot(supervisor.page(), "team-reassign");
		supervisor.press("Give");
		supervisor.sees("1 case now belongs to " + DEPUTY);
		supervisor.sees("Every case has an owner who is at work.");

		Hand colleague = new Hand(signedInAt("caseworker-yanji-2", path));
		colleague.press("Show Name in Hangul");
		colleague.sees("돌개바람");
	}

	@Test
	void aCaseworkerNamesWhoStandsInAndCallsItOff() {
		Hand caseworker = new Hand(signedIn("caseworker-yanji-2"));
		caseworker.page().locator(".person-menu vaadin-menu-bar-button").first().click();
		caseworker.page().locator("vaadin-menu-bar-item").getByText("I will be away").click();
		caseworker.page().waitForURL(url() + "/absence");
		caseworker.press("Name who stands in");
		caseworker.choose("Who stands in", AWAY);
		caseworker.write("First day", TODAY.plusDays(2).toString());
		caseworker.write("Last day", TODAY.plusDays(1).toString());
		caseworker.press("Arrange it");
		caseworker.sees("Choose a last day that is not before the first.");
		caseworker.write("Last day", TODAY.plusDays(9).toString());
		screenshot(caseworker.page(), "team-absence-form");
		caseworker.press("Arrange it");
		caseworker.dialogCloses();
		caseworker.sees(AWAY + " stands in, from " + TODAY.plusDays(2) + " until the end of " + TODAY.plusDays(9));
		assertThat(accessibilityFaults(caseworker.page())).isEmpty();
		screenshot(caseworker.page(), "team-absence");
		caseworker.press("Call it off: " + AWAY);
		assertThat(caseworker.page().locator(".away-line")).hasCount(0);
	}

	@Test
	void severalCasesGoToAColleagueAtOnceAndToAnotherTeamAfterASecondPerson() {
		String first = newCase("caseworker-yanji-2", "산들바람").codeName();
		String second = newCase("caseworker-yanji-2", "높새바람").codeName();
		Hand owner = new Hand(signedInAt("caseworker-yanji-2", "absence"));

		choose(owner, "서가온", first, second);
		owner.sees("For each of 2 cases a second person is asked, since 서가온 is in another team.");
		screenshot(owner.page(), "team-caseload-ask");
		owner.write("Reason", "They live in Seoul now.");
		owner.confirm("Hand over");
		owner.sees("For 2 cases the second person has been asked.");

		choose(owner, AWAY, first, second);
		owner.sees("2 cases go to " + AWAY + " at once.");
		screenshot(owner.page(), "team-caseload");
		owner.page().locator("vaadin-confirm-dialog vaadin-button[slot=confirm-button]").click();
		owner.sees("2 cases now belong to " + AWAY);
		Hand colleague = new Hand(signedInAt("caseworker-yanji", "cases"));
		colleague.sees(first);
		colleague.sees(second);
	}

	@ParameterizedTest
	@CsvSource({ "supervisor-yanji, team, .team-line", "caseworker-yanji-2, absence, .absence-page .card" })
	void aPhoneShowsItInTheDark(String username, String route, String part) {
		Page phone = newPage(new Browser.NewContextOptions().setLocale("ko")
			.setColorScheme(ColorScheme.DARK)
			.setViewportSize(320, 640));
		signInAt(phone, username, route);
		assertThat(phone.locator(part).first()).isVisible();
		assertThat(accessibilityFaults(phone)).isEmpty();
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(phone, route + "-320");
	}

	@Test
	void whoDoesNotLeadATeamDoesNotComeToItsPage() {
		Page caseworker = signedIn("caseworker-yanji");
		assertThat(caseworker.locator("vaadin-side-nav-item").filter(new Locator.FilterOptions().setHasText("Team")))
			.hasCount(0);
		caseworker.navigate(url() + "/team");
		assertThat(caseworker.locator(".team-page")).hasCount(0);
	}

	private static void arrange(Hand supervisor) {
		supervisor.press("Away: who stands in: " + AWAY);
		supervisor.choose("Who stands in", DEPUTY);
		supervisor.write("Last day", TODAY.plusDays(5).toString());
		supervisor.press("Arrange it");
		supervisor.dialogCloses();
		supervisor.sees(DEPUTY + " stands in, from " + TODAY);
		assertThat(accessibilityFaults(supervisor.page())).isEmpty();
		screenshot(supervisor.page(), "team");
	}

	private static void theListShowsHerWhose(Hand deputy) {
		deputy.page().navigate(url() + "/cases");
		deputy.choose("Whose cases", "That I stand in for");
		assertThat(deputy.page().locator("vaadin-grid").getByText(AWAY).first()).isVisible();
		screenshot(deputy.page(), "team-deputy-list");
	}

	private static void loseContact(Hand deputy) {
		deputy.press("Setbacks and endings");
		deputy.press("To Lost contact");
		deputy.write("Reason, without names", "Her phone is off.");
		deputy.press("Move");
		deputy.dialogCloses();
		assertThat(deputy.page().locator(".case-header")).containsText("Lost contact");
	}

	private static void theOwnerIsToldWhoStandsIn(Hand owner) {
		owner.press("Show: Who can see this case");
		owner.sees("Stands in for " + AWAY + ", until " + TODAY.plusDays(6));
	}

	/** Chooses these cases of hers and no other, and whom they go to. */
	private static void choose(Hand owner, String to, String... codeNames) {
		owner.press("Hand over cases");
		owner.choose("To whom", to);
		Locator boxes = owner.page().locator("vaadin-dialog[opened] vaadin-checkbox:not(:has(vaadin-checkbox))");
		for (int i = 0; i < boxes.count(); i++) {
			String label = boxes.nth(i).textContent();
			boxes.nth(i).locator("input").setChecked(Arrays.stream(codeNames).anyMatch(label::contains));
		}
		owner.press("Show what will happen");
	}

	private static String codeName(Hand hand) {
		return hand.page().locator(".case-header h1").textContent().strip();
	}

}
