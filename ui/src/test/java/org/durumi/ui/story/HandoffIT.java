package org.durumi.ui.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.awaitility.Awaitility;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service is asked of a partner: from composing to the outcome, as all three see it.
 */
class HandoffIT extends BrowserTest {

	private static final String NAME = "한빛나래";

	private static final String CLINIC = "Clinic of the Two Rivers";

	@Test
	void aServiceIsAskedOfAPartnerAndItsOutcomeComesBack() throws IOException {
		NewCase made = newCase("caseworker-yanji", NAME);
		Hand owner = new Hand(signedInAt("caseworker-yanji", made.path()));
		String handoff = compose(owner);
		agree(made.codeName(), "She is ill.");
		awaitSealed(owner);
		owner.sees("Something waits for your organisation in the portal");
		owner.press("I told them: A package waits");
		owner.sees("by telephone, says");
		owner.page()
			.locator("vaadin-upload input[type=file]")
			.setInputFiles(new FilePayload("answer.txt.asc", "text/plain", "yes".getBytes(StandardCharsets.US_ASCII)));
		owner.sees("This is not one signed text as gpg writes it");
		looksRight(owner.page(), "handoff-sealed");

		Hand partner = new Hand(signedInAt("partner-clinic", "inbox"));
		receive(partner, handoff, made.codeName());
		look(handoff, made);
		answer(partner);

		owner.page().navigate(url() + "/" + handoff);
		owner.sees("Done");
		owner.press("Show: Questions and answers");
		owner.sees("She was seen today.");
		assertThat(owner.button("Take it back")).hasCount(0);
		looksRight(owner.page(), "handoff-over");
	}

	@Test
	void aCaseIsTransferredAndClosesOnceThePartnerAcceptsIt() {
		NewCase made = newCase("caseworker-yanji", NAME);
		Hand owner = new Hand(signedInAt("caseworker-yanji", made.path() + "/consent"));
		consent(owner);
		String handoff = transfer(owner, made);
		owner.page().navigate(url() + "/" + made.path());
		owner.page().locator(".other-moves vaadin-details-summary").click();
		owner.sees("The case is on its way to another organisation.");
		agree(made.codeName(), "She moves there.");
		owner.page().navigate(url() + "/" + handoff);
		awaitSealed(owner);

		Hand partner = new Hand(signedInAt("partner-clinic", handoff.replace("handoffs", "inbox")));
		partner.press("Open and read");
		assertThat(partner.page().locator(".handoff-text")).containsText(NAME);
		partner.press("Accept");
		partner.page().locator("vaadin-confirm-dialog vaadin-button").getByText("Accept").click();
		partner.sees("Report how it ended");

		owner.page().navigate(url() + "/" + made.path());
		owner.sees("Another organisation has the case. Nobody here moves it until it is ours again.");
		awaitOnReload(owner.page(), ".case-header h1", owner.page().locator(".case-header").getByText("Closed"));
		owner.sees("Taken over by another organisation");
		looksRight(owner.page(), "case-taken-over");
		narrow(phone("caseworker-yanji"), made.path(), "case-taken-over-ko-dark-320");

		partner.press("Report how it ended");
		partner.choose("How it ended", "Done");
		partner.confirm("Report how it ended");
		assertThat(partner.page().locator(".handoff-tags")).containsText("Ended");
		owner.page().navigate(url() + "/handoffs");
		owner.choose("Show", "Needs attention");
		looksRight(owner.page(), "outbox-ended");
		owner.page().locator(".handoff-line a").getByText("Transfer of the case").first().click();
		owner.sees("How it ended is the partner’s word.");
		looksRight(owner.page(), "handoff-ended");
		narrow(phone("caseworker-yanji"), handoff, "handoff-ended-ko-dark-320");
		confirm(owner, "It is as they reported");
		owner.sees("Noted. It no longer needs attention.");
		owner.sees("The partner said the same on the telephone.");
		assertThat(owner.button("It is as they reported")).hasCount(0);

		takeBack(handoff);
		partner.page().reload();
		partner.sees("it is no longer yours");
		looksRight(partner.page(), "received-taken-back");
		owner.page().navigate(url() + "/handoffs");
		owner.choose("Show", "Needs attention");
		owner.sees("The case is yours again and closed here, so nobody follows her. Open the case again.");
		looksRight(owner.page(), "outbox-given-back");
	}

	private static void confirm(Hand hand, String act) {
		hand.press(act);
		hand.page().locator("vaadin-confirm-dialog vaadin-button").getByText(act).click();
	}

	private void takeBack(String handoff) {
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", handoff));
		supervisor.showsThatItIsHer(handoff);
		confirm(supervisor, "Take the case back");
		supervisor.sees("The case was taken back");
		looksRight(supervisor.page(), "handoff-taken-back");
	}

	private String transfer(Hand owner, NewCase made) {
		owner.page().navigate(url() + "/" + made.path() + "/handoff");
		owner.choose("What it is for", "Transfer of the case");
		// the partners are listed anew for it
		owner.sees("here it is closed then");
		owner.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile(CLINIC))).check();
		owner.press("Show what the partner would see");
		owner.write("Why it is handed over, without names", "She moves there.");
		owner.press("Ask a supervisor");
		owner.sees("Say that each of these is settled");
		owner.tick("Her safety plan was gone through once more");
		owner.tick("What others owe her is done or handed on");
		owner.tick("She knows whom to call if she needs help again");
		looksRight(owner.page(), "handoff-compose-transfer");
		owner.press("Ask a supervisor");
		owner.page().waitForURL(Pattern.compile(".*/handoffs/[0-9a-f-]{36}"));
		return owner.page().url().substring(url().length() + 1);
	}

	/** Without her consent first, and then with it. */
	private String compose(Hand owner) {
		owner.press("Hand over to a partner: Partners");
		owner.page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(Pattern.compile(CLINIC))).check();
		owner.press("Show what the partner would see");
		owner.sees("She has not consented to sharing with " + CLINIC);
		looksRight(owner.page(), "handoff-compose-without-consent");
		owner.press("Keep as a draft");
		owner.sees("The draft is kept.");
		owner.page().getByText("Ask her for consent").click();
		consent(owner);

		owner.page().navigate(url() + "/handoffs");
		owner.page().locator(".handoff-line a").first().click();
		owner.page().getByText("Go on with the draft").click();
		owner.press("Show what the partner would see");
		assertThat(owner.page().locator(".handoff-preview")).containsText(NAME);
		looksRight(owner.page(), "handoff-compose");
		owner.write("Why it is handed over, without names", "She is ill.");
		owner.press("Ask a supervisor");
		owner.page().waitForURL(Pattern.compile(".*/handoffs/[0-9a-f-]{36}"));
		owner.sees("A supervisor is to agree.");
		return owner.page().url().substring(url().length() + 1);
	}

	private static void consent(Hand owner) {
		owner.choose("For what", "Sharing with another organisation");
		owner.choose("With whom it is shared", CLINIC);
		owner.press("She says yes: record it");
		owner.awaitCase();
	}

	private void agree(String codeName, String why) {
		Hand supervisor = new Hand(signedInAt("supervisor-yanji", "approvals"));
		supervisor.showsThatItIsHer("approvals");
		Locator request = supervisor.page()
			.locator(".approval")
			.filter(new Locator.FilterOptions().setHasText(codeName + " to " + CLINIC));
		request.locator("vaadin-button").first().click();
		supervisor.sees(why);
		assertThat(request.locator(".decision")).containsText("Who she is · Name (Hangul)");
		assertThat(request).not().containsText(NAME);
		supervisor.write("Your comment, without names", "Agreed.");
		looksRight(supervisor.page(), "handoff-approval");
		supervisor.press("Approve");
		supervisor.sees("Approved.");
	}

	/** Within seconds, once the log proves the approval. */
	private static void awaitSealed(Hand owner) {
		awaitOnReload(owner.page(), ".handoff-page h1", owner.page().getByText("Not opened yet"));
	}

	private static void awaitOnReload(Page page, String there, Locator wanted) {
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
			page.reload();
			page.waitForSelector(there);
			return wanted.count() > 0;
		});
	}

	private static void receive(Hand partner, String handoff, String codeName) throws IOException {
		assertThat(
				partner.page().locator("vaadin-side-nav-item").filter(new Locator.FilterOptions().setHasText("Cases")))
			.hasCount(0);
		looksRight(partner.page(), "inbox");
		partner.page().locator(".handoff-line a").first().click();
		partner.sees("Open it before you answer.");
		assertThat(partner.page().locator("main")).not().containsText(NAME);
		partner.press("Open and read");
		assertThat(partner.page().locator(".handoff-text")).containsText(NAME);
		assertThat(partner.page().locator(".handoff-text")).containsText(codeName);
		assertThat(partner.page().locator(".handoff-mark span").first()).hasAttribute("data-mark",
				Pattern.compile("UTC"));
		looksRight(partner.page(), "received");
		Download file = partner.page().waitForDownload(() -> partner.page().locator(".handoff-download").click());
		assertThat(file.suggestedFilename())
			.isEqualTo("handoff-" + handoff.substring(handoff.lastIndexOf('/') + 1) + ".asc");
		assertThat(Files.readString(file.path(), StandardCharsets.US_ASCII)).startsWith("-----BEGIN PGP MESSAGE-----");
		file.delete();
		partner.page().navigate(url() + "/" + handoff);
		assertThat(partner.page().locator("h1")).not().hasText("Medical referral");
	}

	private static void answer(Hand partner) {
		partner.page().navigate(url() + "/inbox");
		partner.page().locator(".handoff-line a").first().click();
		partner.press("Accept");
		partner.page().locator("vaadin-confirm-dialog vaadin-button").getByText("Accept").click();
		partner.sees("Report how it ended");
		partner.write("Message", "She was seen today.");
		partner.press("Send");
		partner.sees("Sent.");
		partner.press("Report how it ended");
		partner.choose("How it ended", "Done");
		partner.confirm("Report how it ended");
		assertThat(partner.page().locator(".handoff-tags")).containsText("Ended");
		assertThat(partner.button("Open and read")).hasCount(0);
	}

	/** On a phone, in Korean and in the dark. */
	private void look(String handoff, NewCase made) {
		Page owner = phone("caseworker-yanji");
		narrow(owner, "handoffs", "outbox-ko-dark-320");
		narrow(owner, handoff, "handoff-ko-dark-320");
		narrow(owner, made.path() + "/handoff", "handoff-compose-ko-dark-320");
		Page partner = phone("partner-clinic");
		narrow(partner, "inbox", "inbox-ko-dark-320");
		partner.locator(".handoff-line a").first().click();
		new Hand(partner).press("열어서 읽기");
		assertThat(partner.locator(".handoff-text")).containsText(NAME);
		looksRightOnAPhone(partner, "received-ko-dark-320");
		Page outbox = signedInAt("supervisor-yanji", "handoffs");
		looksRight(outbox, "outbox");
	}

}
