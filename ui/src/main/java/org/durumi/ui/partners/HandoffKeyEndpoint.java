package org.durumi.ui.partners;

import org.durumi.partners.OurKey;
import org.durumi.ui.shell.Routes;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The key that packages are signed with, as a file, for {@code gpg --fetch-keys}. */
@Controller
class HandoffKeyEndpoint {

	private static final MediaType KEYS = MediaType.parseMediaType("application/pgp-keys");

	private final OurKey ours;

	HandoffKeyEndpoint(OurKey ours) {
		this.ours = ours;
	}

	@GetMapping("/" + Routes.HANDOFF_KEY_FILE)
	ResponseEntity<String> key() {
		return this.ours.published()
			.map((key) -> ResponseEntity.ok().contentType(KEYS).body(key))
			.orElseGet(() -> ResponseEntity.notFound().build());
	}

}
