package org.durumi.ui.story;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A partner hands a survivor to us, and a caseworker takes her in; handed in once more,
 * she is found.
 */
class InboundIT extends BrowserTest {

	private static final String NAME = "소미르나래";

	@Test
	void aPartnerHandsHerToUsAndWhoComesAgainIsFound() {
		Hand partner = new Hand(signedInAt("partner-clinic", "handed/new"));
		handIn(partner, "RC-71", "At once");
		partner.sees("RC-71");
		partner.sees("We decide by");
		assertThat(partner.page().locator("main")).not().containsText(NAME);
		looksRight(partner.page(), "handed");

		Hand caseworker = new Hand(signedInAt("caseworker-yanji", "referrals"));
		looksRight(caseworker.page(), "referrals");
		openFirst(caseworker);
		assertThat(caseworker.page().locator("main")).not().containsText(NAME);
		caseworker.press("Show or hide what was told");
		caseworker.sees(NAME);
		caseworker.sees("Nobody like her among your cases");
		caseworker.press("Open a new case");
		assertThat(caseworker.button("Register")).isVisible();
		looksRight(caseworker.page(), "registration-referred");
		caseworker.press("Register");
		caseworker.awaitCase();
		String codeName = caseworker.page().locator(".case-header h1").innerText();
		caseworker.press("Show: What a partner told when she came");
		assertThat(caseworker.page().locator("#received")).containsText(NAME);
		assertThat(caseworker.page().locator("#received")).containsText("A safe place tonight.");
		looksRight(caseworker.page(), "case-received");

		partner.page().navigate(url() + "/handed");
		partner.sees("Taken in");
		partner.page().navigate(url() + "/handed/new");
		handIn(partner, "RC-72", "Within days");
		caseworker.page().navigate(url() + "/referrals");
		openFirst(caseworker);
		caseworker.press("Show or hide what was told");
		Locator candidate = caseworker.page().locator(".found");
		assertThat(candidate).containsText(codeName);
		looksRight(caseworker.page(), "referral");
		look(caseworker.page().url().substring(url().length() + 1));
		caseworker.press("Take her into this case: " + codeName);
		caseworker.page().locator("vaadin-confirm-dialog vaadin-button").getByText("Take her into this case").click();
		caseworker.awaitCase();
		assertThat(caseworker.page().locator(".case-header h1")).hasText(codeName);
	}

	private static void handIn(Hand partner, String reference, String soon) {
		partner.write("What help is asked", "A safe place tonight.");
		partner.choose("How soon", soon);
		partner.write("Your own reference", reference);
		partner.write("Name in Hangul", NAME);
		partner.choose("How she agreed to be handed to us, or what stands in its place", "By word of mouth");
		partner.write("The day she agreed", "2026-07-01");
		partner.write("What she agreed to, or why she could not be asked", "That you find her a place.");
		looksRight(partner.page(), "hand-in");
		partner.press("Hand her to us");
		partner.page().waitForURL(Pattern.compile(".*/handed$"));
	}

	private static void openFirst(Hand caseworker) {
		caseworker.page().locator(".handoff-line a").first().click();
		assertThat(caseworker.page().locator("h1")).hasText("A survivor handed to us");
	}

	/** On a phone, in Korean and in the dark. */
	private void look(String referral) {
		Page owner = phone("caseworker-yanji");
		narrow(owner, "referrals", "referrals-ko-dark-320");
		narrow(owner, referral, "referral-ko-dark-320");
		new Hand(owner).press("전달된 내용 보기·숨기기");
		assertThat(owner.locator(".referral-told")).containsText(NAME);
		looksRightOnAPhone(owner, "referral-told-ko-dark-320");
		Page partner = phone("partner-clinic");
		narrow(partner, "handed", "handed-ko-dark-320");
		narrow(partner, "handed/new", "hand-in-ko-dark-320");
	}

}
