package org.durumi.local.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.durumi.local.Secrets;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.HandoffPrimary;
import org.durumi.security.handoff.PartnerKey;
import org.durumi.security.handoff.PartnerKeyPair;

/**
 * The keys that a demo hands over with: ours, and that of the partner who is played too.
 * A deployment has neither: its own primary key is made offline, and a partner's secret
 * key is the partner's.
 */
final class DemoHandoffKeys {

	private static final Duration VALIDITY = Duration.ofDays(365);

	/** A key that expires sooner is made anew. */
	private static final Duration LEAST = Duration.ofDays(30);

	private final Path ours;

	private final Path partner;

	private final Path partnerSecret;

	private final Clock clock = Clock.systemUTC();

	DemoHandoffKeys(DataDirectory data) {
		this.ours = data.resolve("keys/handoff-signing.key");
		this.partner = data.resolve("keys/partner-clinic.asc");
		this.partnerSecret = data.resolve("keys/partner-clinic-secret.asc");
	}

	/** Where the clinic's public key lies. */
	Path partner() {
		return this.partner;
	}

	/** The clinic's secret key, which is no secret: everybody's demo says its own. */
	Path partnerSecret() {
		return this.partnerSecret;
	}

	/** Where the server's part of our key lies; made if it is missing or runs out. */
	Path ours(BootCipher cipher) throws IOException {
		Instant now = this.clock.instant();
		if (Files.exists(this.ours) && HandoffKey.fromFile(this.ours, cipher).expires().isBefore(now.plus(LEAST))) {
			Files.delete(this.ours);
		}
		if (!Files.exists(this.ours)) {
			HandoffPrimary.generate("Durumi Network of the demo", now)
				.issue(now, VALIDITY)
				.key()
				.toFile(this.ours, cipher);
		}
		return this.ours;
	}

	/** Makes the clinic's key if it is missing or runs out. */
	void makePartner() throws IOException {
		Instant now = this.clock.instant();
		if (!Files.exists(this.partnerSecret) || !Files.exists(this.partner)
				|| !(PartnerKey.read(Files.readAllBytes(this.partner), now.plus(LEAST)) instanceof PartnerKey)) {
			PartnerKeyPair pair = PartnerKeyPair.generate("Clinic of the Two Rivers - demo", now);
			Secrets.write(this.partnerSecret, pair.privateKey(now, now.plus(VALIDITY)));
			Files.writeString(this.partner, pair.publicKey(now, now.plus(VALIDITY)), StandardCharsets.US_ASCII);
		}
	}

}
