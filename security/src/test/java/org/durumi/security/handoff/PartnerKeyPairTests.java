package org.durumi.security.handoff;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.durumi.security.handoff.PartnerKey.Revocation;
import org.durumi.security.handoff.PartnerKey.Succession;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartnerKeyPairTests {

	private static final Instant NOW = Clock.systemUTC().instant().minusSeconds(60);

	private static final Instant EXPIRES = NOW.plus(Duration.ofDays(300));

	private final PartnerKeyPair pair = PartnerKeyPair.generate("Clinic of the tests", NOW);

	@Test
	void gpgOpensWithThePrivateKeyWhatWasSealedToThePublicOne() throws Exception {
		HandoffKey ours = HandoffPrimary.generate("Ours", NOW).issue(NOW, Duration.ofDays(30)).key();
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		try (PackageSealer sealer = PackageSealer.open(new UUID(1, 2), key(NOW, EXPIRES), ours, NOW, file)) {
			sealer.add("case.json", "{}".getBytes(StandardCharsets.US_ASCII));
			sealer.finish();
		}
		try (Gpg gpg = Gpg.start()) {
			gpg.importKey(this.pair.privateKey(NOW, EXPIRES));
			gpg.importKey(ours.publicKey());
			Gpg.Result opened = gpg.run(file.toByteArray(), "--status-fd", "2", "--decrypt");
			assertThat(opened.succeeds()).isNotEmpty();
			assertThat(opened.errors()).contains("[GNUPG:] DECRYPTION_OKAY", "[GNUPG:] GOODSIG ")
				.doesNotContain("preferences");
		}
	}

	@Test
	void theSameKeyIsProlongedAndRevoked() {
		PartnerKey before = key(NOW, EXPIRES);
		Instant later = EXPIRES.plus(Duration.ofDays(20));

		PartnerKey after = key(NOW.plusSeconds(5), later);

		assertThat(after.succeeds(before)).isEqualTo(Succession.RENEWED);
		assertThat(before.succeeds(after)).isEqualTo(Succession.OLDER);
		assertThat(after.expires()).isEqualTo(later.minusNanos(later.getNano()));
		assertThat(before.revokedBy(this.pair.revocation(NOW).getBytes(StandardCharsets.US_ASCII)))
			.isEqualTo(Revocation.REVOKED);
		assertThat(this.pair).hasToString("[key]");
	}

	private PartnerKey key(Instant now, Instant expires) {
		return (PartnerKey) PartnerKey.read(this.pair.publicKey(now, expires).getBytes(StandardCharsets.US_ASCII),
				now.plusSeconds(1));
	}

}
