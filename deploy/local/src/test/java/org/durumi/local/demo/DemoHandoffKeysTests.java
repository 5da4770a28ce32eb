package org.durumi.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.PartnerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DemoHandoffKeysTests {

	@TempDir
	private Path directory;

	@Test
	void bothKeysAreMadeOnceAndAreFit() throws IOException {
		try (DataDirectory data = DataDirectory.open(this.directory.resolve("demo"), false)) {
			DemoHandoffKeys keys = new DemoHandoffKeys(data);
			Path file = Files.writeString(this.directory.resolve("secret"), "a boot secret of the tests");
			try (BootSecret secret = BootSecret.read(file)) {
				BootCipher cipher = new BootCipher(secret);
				HandoffKey ours = HandoffKey.fromFile(keys.ours(cipher), cipher);
				keys.makePartner();
				byte[] partner = Files.readAllBytes(keys.partner());

				keys.makePartner();

				assertThat(HandoffKey.fromFile(keys.ours(cipher), cipher).fingerprint()).isEqualTo(ours.fingerprint());
				assertThat(keys.partner()).hasBinaryContent(partner);
				assertThat(PartnerKey.read(partner, Clock.systemUTC().instant())).isInstanceOf(PartnerKey.class);
				assertThat(keys.partnerSecret()).content().startsWith("-----BEGIN PGP PRIVATE KEY BLOCK-----");
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.partnerSecret())))
					.isEqualTo("rw-------");
			}
		}
	}

}
