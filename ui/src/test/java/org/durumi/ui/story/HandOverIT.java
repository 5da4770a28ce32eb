package org.durumi.ui.story;

import com.microsoft.playwright.Locator;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A case goes to another team: one asks, another agrees, and then the first may. */
class HandOverIT extends BrowserTest {

	private static final String ACT = "Hand over the case";

	@Test
	void aCaseGoesToAnotherTeamOnceASecondPersonHasAgreed() {
		NewCase made = newCase("caseworker-yanji", "달무리");
		String codeName = made.codeName();
		Hand owner = new Hand(signedInAt("caseworker-yanji", made.path()));
		handOver(owner);
		ask(owner);
		owner.sees("She has been asked.");
		handOver(owner, "This was asked already and waits for an answer.");
		Hand other = new Hand(signedInAt("caseworker-seoul", made.path()));
		assertThat(other.page().locator(".case-header")).hasCount(0);
		agree(codeName);
		handOver(owner);
		owner.sees("The case now belongs to 서가온.");
		owner.page().waitForURL(url() + "/cases");
		assertThat(owner.page().getByText(codeName)).hasCount(0);
		other.page().navigate(made.url());
		assertThat(other.page().locator(".case-header h1")).hasText(codeName);
	}

	@Test
	void aRequestIsTakenBackAndACountersignThatIsOwedIsNot() {
		Hand owner = new Hand(browserOf("caseworker-yanji"));
		owner.searchFor("산그늘");
		owner.choose("Who brought her to our notice", "Herself");
		owner.choose("Where she is now", "Assessed");
		owner.press("Register");
		owner.awaitCase();
		String codeName = codeName(owner);
		handOver(owner);
		ask(owner);
		owner.sees("She has been asked.");
		owner.press("Danger to life: start alone");
		owner.write("Reason", "They are in the next house.");
		owner.confirm("Start the passage");
		owner.page().navigate(url() + "/approvals");
		assertThat(request(owner, codeName)).hasCount(2);
		owner.press("Withdraw: " + codeName);
		assertThat(request(owner, codeName).filter(new Locator.FilterOptions().setHasText("Hand-over")))
			.containsText("Withdrawn");
		assertThat(owner.button("Withdraw: " + codeName)).hasCount(0);
	}

	private static String codeName(Hand hand) {
		return hand.page().locator(".case-header h1").textContent().strip();
	}

	private static void fill(Hand owner) {
		owner.press(ACT + ": Who works on it");
		owner.choose("Person", "서가온");
	}

	private static void handOver(Hand owner) {
		fill(owner);
		owner.press(ACT);
	}

	/** What another team takes. */
	private static void ask(Hand owner) {
		owner.sees("To another team the case goes only with a second person");
		owner.write("Reason", "She lives in Seoul now.");
		owner.confirm("Ask the second person");
	}

	private static void handOver(Hand owner, String refusal) {
		handOver(owner);
		owner.write("Reason", "She lives in Seoul now.");
		owner.press("Ask the second person");
		owner.sees(refusal);
		owner.cancel();
	}

	private void agree(String codeName) {
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "approvals"));
		request(supervisor, codeName).locator("vaadin-button").first().click();
		supervisor.sees("To: 서가온");
		supervisor.write("Your comment, without names", "Agreed.");
		supervisor.press("Approve");
		supervisor.sees("Approved.");
	}

	private static Locator request(Hand hand, String codeName) {
		return hand.page().locator(".approval").filter(new Locator.FilterOptions().setHasText(codeName));
	}

}
