package org.durumi.ui.story;

import java.time.Duration;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The administrator's work, with a real Keycloak: who comes in, and who no more. */
class StaffIT extends NewcomersTest {

	/** From the administrator's word to the end of all sessions. */
	private static final Duration GOAL = Duration.ofSeconds(2);

	@Test
	void whoIsInvitedSignsInOnceWithWhatSheWasToldAndIsShutOutAtOnce() {
		Hand admin = new Hand(signedIn("admin"));
		assertThat(admin.page()).hasURL(url() + "/staff");
		assertThat(admin.button("Invite somebody")).hasCount(0);
		admin.showsThatItIsHer("staff");

		String password = invite(admin, "Moon Sae-ra", "sae-ra.moon");
		Page newcomer = firstSignIn("sae-ra.moon", password);
		assertThat(newcomer.locator(".person-name")).hasText("Moon Sae-ra");

		Page again = newPage();
		again.navigate(url() + "/");
		type(again, "sae-ra.moon", password);
		assertThat(again.locator("#password")).isVisible();

		shutOut(admin, "Moon Sae-ra");
		long said = System.nanoTime();
		assertThat(comesIn(newcomer, said)).isFalse();
		// the old tab is on its own way out
		Page tab = newcomer.context().newPage();
		tab.navigate(url() + "/my-day");
		type(tab, "sae-ra.moon", OWN_PASSWORD);
		assertThat(tab.locator("#password, #kc-error-message").first()).isVisible();
		assertThat(tab.locator("vaadin-app-layout")).hasCount(0);

		admin.press("Manage: Moon Sae-ra");
		admin.press("Let in again");
		admin.write("Reason", WHY);
		admin.confirm("Ask a second person");
		String letIn = "Let Moon Sae-ra in again as caseworker";
		agree("supervisor-seoul", letIn);
		complete(admin, letIn);
		assertThat(line(admin, "Moon Sae-ra").locator(".tag")).hasCount(0);
		tab.navigate(url() + "/");
		type(tab, "sae-ra.moon", OWN_PASSWORD);
		tab.waitForURL(url() + "/my-day");
	}

	@Test
	void anotherRoleTakesASecondPersonEndsTheSessionAndWorksFromThenOn() {
		Page person = firstSignIn("bom.chae", newCaseworker("Chae Bom", "bom.chae"));
		Hand admin = new Hand(signedIn("admin"));
		admin.showsThatItIsHer("staff");
		person.navigate(url() + "/audit");
		assertThat(person.locator("h1").first()).isVisible();
		assertThat(person.locator("h1").first()).not().hasText("Audit log");

		admin.press("Manage: Chae Bom");
		screenshot(admin.page(), "staff-acts");
		admin.press("Change roles");
		admin.tick("Supervisor");
		admin.write("Why", "She leads the team from May.");
		assertThat(accessibilityFaults(admin.page())).isEmpty();
		screenshot(admin.page(), "staff-roles");
		admin.confirm("Ask a second person");
		String asked = "Change Chae Bom from caseworker to caseworker, supervisor";
		assertThat(admin.page().locator(".staff-requests")).containsText(asked);
		assertThat(admin.button("Do it now: " + asked)).hasCount(0);

		// she cannot agree herself, though the page is hers to open
		admin.page().navigate(url() + "/approvals");
		admin.sees("Nobody waits for your word.");
		assertThat(admin.button("Read and decide: " + asked)).hasCount(0);
		assertThat(admin.button("Withdraw: " + asked)).isVisible();
		screenshot(admin.page(), "approvals-admin");

		agree("supervisor-seoul", asked);
		admin.page().navigate(url() + "/staff");
		assertThat(comesIn(person, System.nanoTime())).as("until it is done").isTrue();
		complete(admin, asked);
		assertThat(line(admin, "Chae Bom")).containsText("Caseworker, Supervisor");
		assertThat(line(admin, "Chae Bom").locator(".tag")).hasCount(0);

		assertThat(comesIn(person, System.nanoTime())).isFalse();
		// the old tab is on its own way out
		Page tab = person.context().newPage();
		tab.navigate(url() + "/");
		type(tab, "bom.chae", OWN_PASSWORD);
		tab.waitForSelector("vaadin-app-layout");
		tab.navigate(url() + "/audit");
		assertThat(tab.locator("h1").first()).hasText("Audit log");
		Page reviewer = signedInAt("supervisor-yanji", "audit");
		reviewer.locator("vaadin-button[aria-label^='Open: Changed somebody’s roles']")
			.locator("visible=true")
			.first()
			.click();
		assertThat(reviewer.locator("vaadin-dialog[opened] dl")).containsText("한서윤");
		assertThat(reviewer.locator("vaadin-dialog[opened] dl")).containsText("오새벽");
		screenshot(reviewer, "audit-roles");
	}

	@Test
	void aNewFactorEndsTheSessionAndForADayOpensNoMoreThanThePassword() {
		Page person = firstSignIn("dan.ryu", newCaseworker("Ryu Dan", "dan.ryu"));
		Hand admin = new Hand(signedIn("admin"));
		admin.showsThatItIsHer("staff");
		person.navigate(url() + "/emergency");
		assertThat(person.locator(".step-up-card vaadin-button")).isVisible();

		admin.press("Manage: Ryu Dan");
		admin.press("New second factor");
		answer(admin, "New second factor");
		assertThat(comesIn(person, System.nanoTime())).isFalse();

		// the old tab is on its own way out
		Page tab = person.context().newPage();
		tab.navigate(url() + "/");
		type(tab, "dan.ryu", OWN_PASSWORD);
		tab.waitForURL(url() + "/my-day");
		tab.navigate(url() + "/oauth2/authorization/keycloak?step=aal2");
		tab.fill("#password", OWN_PASSWORD);
		tab.click("#kc-login");
		tab.waitForURL(url() + "/my-day");
		tab.navigate(url() + "/emergency");
		assertThat(tab.locator(".step-up-card")).containsText("it opens nothing more than your password does");
		assertThat(tab.locator(".step-up-card vaadin-button, vaadin-text-area")).hasCount(0);
		screenshot(tab, "staff-factor-rests");
	}

	@Test
	void aUsernameThatIsTakenIsOneSentenceAndNothingTypedIsLost() {
		Hand admin = new Hand(signedIn("admin"));
		admin.showsThatItIsHer("staff");
		fill(admin, "Another one", "caseworker-yanji");
		admin.press("Ask a second person");
		admin.sees("Somebody has this username already.");
		assertThat(admin.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)))
			.hasValue("Another one");
		admin.write("Username", "Über Name");
		admin.press("Ask a second person");
		admin.sees("Use 3 to 40 small letters");
	}

	@Test
	void aPartnerOrganisationIsAddedOnceAndItsMemberBelongsToIt() {
		Hand admin = new Hand(signedIn("admin"));
		admin.showsThatItIsHer("staff");
		admin.press("Add a partner organisation");
		admin.write("Name of the organisation", "Lantern Legal Aid");
		admin.press("Add");
		admin.dialogCloses();
		assertThat(admin.page()
			.locator(".staff-group", new Page.LocatorOptions().setHasText("Lantern Legal Aid"))
			.getByText("Nobody has been invited here yet.")).isVisible();
		admin.press("Add a partner organisation");
		admin.write("Name of the organisation", "lantern legal aid");
		admin.press("Add");
		admin.sees("There is an organisation of this name already.");
		admin.cancel();

		admin.press("Invite somebody");
		admin.write("Name", "Pyo Lan");
		admin.write("Username", "lan.pyo");
		admin.tick("Partner organisation");
		admin.choose("Organisation", "Lantern Legal Aid");
		admin.write("Why", WHY);
		admin.confirm("Ask a second person");
		String asked = "Invite Pyo Lan as partner organisation in Lantern Legal Aid";
		agree("supervisor-yanji", asked);
		complete(admin, asked);
		assertThat(admin.page().locator(".one-time-password")).isVisible();
		admin.press("I have passed it on");
		assertThat(admin.page()
			.locator(".staff-group", new Page.LocatorOptions().setHasText("Lantern Legal Aid"))
			.locator(".staff-name")).hasText("Pyo Lan");
	}

	@Test
	void aPhoneShowsIt() {
		Page phone = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 640));
		signIn(phone, "admin");
		assertThat(phone.locator(".staff-line").first()).isVisible();
		assertThat(accessibilityFaults(phone)).isEmpty();
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(phone, "staff-320");
	}

	/** Asks again and again until her cookie opens nothing, or the goal is missed. */
	private static boolean comesIn(Page page, long since) {
		while (System.nanoTime() - since < GOAL.toNanos()) {
			APIResponse answer = page.request().get(url() + "/my-day", RequestOptions.create().setMaxRedirects(0));
			if (answer.status() != 200) {
				return false;
			}
		}
		return true;
	}

}
