package org.durumi.ui.story;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.durumi.ui.BrowserTest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A browser test in which people come and go, each by the word of two. */
abstract class NewcomersTest extends BrowserTest {

	static final String OWN_PASSWORD = "words-of-her-own-42";

	static final String WHY = "She begins in May.";

	/** Sets a password of her own, as she has to. */
	Page firstSignIn(String username, String oneTimePassword) {
		Page newcomer = newPage();
		newcomer.navigate(url() + "/");
		type(newcomer, username, oneTimePassword);
		assertThat(newcomer.locator("#password-new")).isVisible();
		looksRight(newcomer, "staff-own-password");
		newcomer.fill("#password-new", OWN_PASSWORD);
		newcomer.fill("#password-confirm", OWN_PASSWORD);
		newcomer.click("[type=submit]");
		newcomer.waitForURL(url() + "/my-day");
		return newcomer;
	}

	String invite(Hand admin, String name, String username) {
		fill(admin, name, username);
		screenshot(admin.page(), "staff-invite");
		admin.confirm("Ask a second person");
		String asked = "Invite %s as caseworker in Yanji".formatted(name);
		assertThat(admin.page().locator(".one-time-password")).hasCount(0);
		agree("supervisor-yanji", asked);
		complete(admin, asked);
		Locator shown = admin.page().locator(".one-time-password");
		assertThat(shown).isVisible();
		String password = shown.textContent();
		assertThat(accessibilityFaults(admin.page())).isEmpty();
		screenshot(admin.page(), "staff-password");
		admin.press("I have passed it on");
		assertThat(line(admin, name).locator(".tag")).containsText("Not set up yet");
		assertThat(accessibilityFaults(admin.page())).isEmpty();
		screenshot(admin.page(), "staff");
		return password;
	}

	static void fill(Hand admin, String name, String username) {
		admin.press("Invite somebody");
		admin.write("Name", name);
		admin.write("Username", username);
		admin.tick("Caseworker");
		admin.choose("Organisation", "Durumi");
		admin.choose("Team", "Yanji");
		admin.write("Why", WHY);
	}

	/**
	 * A second person reads what is asked, and agrees once she has shown that it is her.
	 */
	void agree(String username, String asked) {
		Hand second = new Hand(signedInAt(username, "approvals"));
		second.press("Read and decide: " + asked);
		assertThat(second.button("Reject")).isVisible();
		assertThat(second.button("Approve")).hasCount(0);
		looksRight(second.page(), "approvals-step-up");
		second.showsThatItIsHer("approvals");
		second.press("Read and decide: " + asked);
		second.write("Your comment, without names", "Agreed.");
		looksRight(second.page(), "approvals-staff");
		second.press("Approve");
		second.sees("Approved.");
		assertThat(second.button("Read and decide: " + asked)).hasCount(0);
	}

	/** The administrator finds that somebody agreed, and does it. */
	static void complete(Hand admin, String asked) {
		admin.page().reload();
		assertThat(admin.page().locator(".staff-requests")).containsText("agreed");
		screenshot(admin.page(), "staff-agreed");
		admin.press("Do it now: " + asked);
	}

	static void shutOut(Hand admin, String name) {
		admin.press("Manage: " + name);
		screenshot(admin.page(), "staff-person");
		admin.press("Shut out");
		answer(admin, "Shut out");
	}

	static void answer(Hand admin, String act) {
		Locator question = admin.page().locator("vaadin-confirm-dialog vaadin-button[slot=confirm-button]");
		assertThat(question).hasText(act);
		question.click();
	}

	static Locator line(Hand admin, String name) {
		return admin.page().locator(".staff-line", new Page.LocatorOptions().setHasText(name));
	}

	static void type(Page page, String username, String password) {
		page.fill("#username", username);
		page.fill("#password", password);
		page.click("#kc-login");
	}

}
