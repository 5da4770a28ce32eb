package org.durumi.ui.realm;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/** A security key in the browser of somebody, who touches it and knows its PIN. */
final class SecurityKey {

	private SecurityKey() {
	}

	/** Puts one in, with nothing on it yet. */
	static void plugInto(Page page) {
		CDPSession browser = page.context().newCDPSession(page);
		browser.send("WebAuthn.enable");
		JsonObject options = new JsonObject();
		options.addProperty("protocol", "ctap2");
		options.addProperty("transport", "usb");
		options.addProperty("hasUserVerification", true);
		options.addProperty("isUserVerified", true);
		options.addProperty("automaticPresenceSimulation", true);
		JsonObject message = new JsonObject();
		message.add("options", options);
		browser.send("WebAuthn.addVirtualAuthenticator", message);
	}

}
