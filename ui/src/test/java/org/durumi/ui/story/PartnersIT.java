package org.durumi.ui.story;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.durumi.security.handoff.PartnerKeyPair;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A partner's key from the file to its use, and ours for everybody. */
class PartnersIT extends BrowserTest {

	private static final String SHELTER = "partners/0d000000-0000-4000-8000-000000000003";

	private final Instant made = Clock.systemUTC().instant().minusSeconds(60);

	private final PartnerKeyPair pair = PartnerKeyPair.generate("House at the Gate", this.made);

	@Test
	void aKeyIsBroughtInByOneAndComparedByTwoOthers() {
		Hand admin = new Hand(signedInAt("admin", SHELTER));
		upload(admin, this.pair.publicKey(this.made, this.made.plus(Duration.ofDays(200))));
		admin.sees("First confirm that it is you");
		admin.showsThatItIsHer(SHELTER);
		upload(admin, "not a key");
		admin.sees("This is no OpenPGP public key");
		upload(admin, "x".repeat(70_000));
		admin.sees("larger than 64 KiB");
		upload(admin, this.pair.publicKey(this.made, this.made.plus(Duration.ofDays(200))));
		admin.sees("Two others now compare its fingerprint.");
		assertThat(admin.page().locator(".fingerprint")).hasCount(0);
		assertThat(admin.button("Compare the fingerprint")).hasCount(0);
		looksRight(admin.page(), "partner-key-pending");

		compare("caseworker-yanji", "2 people are still to compare");
		compare("supervisor-seoul", "1 person is still to compare");

		admin.page().navigate(url() + "/partners");
		assertThat(admin.page().locator(".partner-line", new Page.LocatorOptions().setHasText("House at the Gate")))
			.containsText("In use");
		looksRight(admin.page(), "partners");
		Page phone = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 640));
		signIn(phone, "supervisor-yanji");
		for (String path : new String[] { "/partners", "/" + SHELTER, "/handoff-key" }) {
			phone.navigate(url() + path);
			assertThat(phone.locator("h1").first()).isVisible();
			assertThat(accessibilityFaults(phone)).isEmpty();
			assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).as(path)
				.isEqualTo(true);
		}
	}

	@Test
	void everybodyReadsOurKeyWithoutSigningIn() {
		Page anybody = newPage();
		anybody.navigate(url() + "/handoff-key");
		assertThat(anybody.locator("pre")).containsText("-----BEGIN PGP PUBLIC KEY BLOCK-----");
		looksRight(anybody, "handoff-key");
		APIResponse file = anybody.request().get(url() + "/.well-known/openpgpkey/handoff-key.asc");
		assertThat(file.status()).isEqualTo(200);
		assertThat(file.headers().get("content-type")).startsWith("application/pgp-keys");
		assertThat(file.text()).isEqualTo(anybody.locator("pre").textContent());
	}

	private void compare(String username, String before) {
		Hand hand = new Hand(signedInAt(username, SHELTER));
		hand.sees(before);
		hand.showsThatItIsHer(SHELTER);
		hand.press("Compare the fingerprint");
		hand.write("Fingerprint, as you hear it", "0000 " + this.pair.fingerprint().grouped().substring(5));
		hand.press("This is what I heard");
		hand.sees("This is not the fingerprint of the key.");
		looksRight(hand.page(), "partner-compare");
		hand.write("Fingerprint, as you hear it", this.pair.fingerprint().grouped());
		hand.press("This is what I heard");
		hand.dialogCloses();
	}

	private static void upload(Hand hand, String text) {
		hand.page()
			.locator("vaadin-upload input[type=file]")
			.setInputFiles(
					new FilePayload("our-key.asc", "application/pgp-keys", text.getBytes(StandardCharsets.US_ASCII)));
	}

}
