package org.durumi.security.handoff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.durumi.security.handoff.PartnerKeyRefused.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys as gpg makes them, good ones and each sort that is refused. */
class PartnerKeyGpgTests {

	private static final Instant NOW = Clock.systemUTC().instant();

	private static Gpg gpg;

	private static String fingerprint;

	@BeforeAll
	static void makeAKey() throws Exception {
		gpg = Gpg.start();
		fingerprint = gpg.makePartner("Clinic of the tests", "1y");
	}

	@AfterAll
	static void end() throws Exception {
		gpg.close();
	}

	@Test
	void readsAKeyAsItIsUploaded() throws Exception {
		PartnerKey key = key(gpg.export(fingerprint));

		assertThat(key.fingerprint()).hasToString(fingerprint);
		assertThat(key.claimedNames()).containsExactly("Clinic of the tests");
		assertThat(key.algorithm()).isEqualTo("Curve25519");
		assertThat(key.expires()).isBetween(NOW.plus(Duration.ofDays(364)), NOW.plus(Duration.ofDays(366)));
		assertThat(key.canSign(NOW)).isTrue();
		assertThat(key(gpg.run("--export", fingerprint).succeeds()).bytes()).isEqualTo(key.bytes());
	}

	@Test
	void readsTheKeyThatTheGuideHasPartnersMake() throws Exception {
		gpg.run("--quick-generate-key", "Guided", "future-default", "default", "1y").succeeds();
		byte[] export = gpg.run("--armor", "--export-options", "export-minimal", "--export", "Guided").succeeds();

		assertThat(key(export).canSign(NOW)).isTrue();
	}

	@Test
	void groupsTheFingerprintAsGpgPrintsIt() throws Exception {
		String printed = Gpg.text(gpg.run("--fingerprint", fingerprint).succeeds());

		assertThat(printed).contains(key(gpg.export(fingerprint)).fingerprint().grouped());
	}

	@Test
	void whatIsKeptReadsBackAndIsWhatGpgReads() throws Exception {
		PartnerKey key = key(gpg.export(fingerprint));

		assertThat(key(key.bytes()).bytes()).isEqualTo(key.bytes());
		try (Gpg other = Gpg.start()) {
			other.run(key.bytes(), "--import").succeeds();
			assertThat(Gpg.text(other.run("--list-keys").succeeds())).contains(fingerprint, "Clinic of the tests");
		}
	}

	@ParameterizedTest
	@CsvSource({ "EDDSA, ed25519, sign, ECDH, cv25519, encrypt, 0, NO_EXPIRY",
			"EDDSA, ed25519, sign, ECDH, cv25519, encrypt, 2y, EXPIRY_TOO_FAR",
			"EDDSA, ed25519, sign, EDDSA, ed25519, sign, 1y, NO_ENCRYPTION_KEY",
			"EDDSA, ed25519, sign, ECDH, nistp256, encrypt, 1y, WEAK_ALGORITHM",
			"ECDSA, nistp384, sign, ECDH, cv25519, encrypt, 1y, WEAK_ALGORITHM",
			"ECDSA, brainpoolP256r1, sign, ECDH, cv25519, encrypt, 1y, WEAK_ALGORITHM" })
	void refusesWhatIsNotFit(String type, String curve, String usage, String subtype, String subcurve, String subusage,
			String expiry, Reason reason) throws Exception {
		String made = gpg.makeKey("Key-Type: " + type, "Key-Curve: " + curve, "Key-Usage: " + usage,
				"Subkey-Type: " + subtype, "Subkey-Curve: " + subcurve, "Subkey-Usage: " + subusage, "Name-Real: Unfit",
				"Expire-Date: " + expiry);

		assertThat(reason(gpg.export(made))).isEqualTo(reason);
	}

	@ParameterizedTest
	@CsvSource({ "RSA 2048, RSA, 2048, RSA, 2048", "DSA, DSA, 1024, ELG-E, 1024" })
	void refusesWeakAlgorithmsByName(String name, String type, String length, String subtype, String sublength)
			throws Exception {
		String made = gpg.makeKey("Key-Type: " + type, "Key-Length: " + length, "Subkey-Type: " + subtype,
				"Subkey-Length: " + sublength, "Name-Real: Old", "Expire-Date: 1y");

		assertThat(read(gpg.export(made))).isEqualTo(new PartnerKeyRefused(Reason.WEAK_ALGORITHM, name));
	}

	@Test
	void refusesASubkeyThatSignsAsWell() throws Exception {
		String made = gpg.makeKey("Key-Type: EDDSA", "Key-Curve: ed25519", "Key-Usage: sign", "Subkey-Type: RSA",
				"Subkey-Length: 3072", "Subkey-Usage: encrypt,sign", "Name-Real: Both", "Expire-Date: 1y");

		assertThat(reason(gpg.export(made))).isEqualTo(Reason.WRONG_USAGE);
	}

	@Test
	void refusesASha1SelfSignature() throws Exception {
		gpg.run("--cert-digest-algo", "SHA1", "--quick-generate-key", "Weak", "future-default", "default", "1y")
			.succeeds();

		assertThat(reason(gpg.export("Weak"))).isEqualTo(Reason.WEAK_SIGNATURE);
	}

	@Test
	void refusesPrivateKeys() throws Exception {
		assertThat(reason(gpg.run("--export-secret-keys", "--armor", fingerprint).succeeds()))
			.isEqualTo(Reason.PRIVATE_KEY);
		assertThat(reason(gpg.run("--export-secret-keys", fingerprint).succeeds())).isEqualTo(Reason.PRIVATE_KEY);
		assertThat(reason(gpg.run("--export-secret-subkeys", fingerprint).succeeds())).isEqualTo(Reason.PRIVATE_KEY);
	}

	@Test
	void refusesSeveralKeys() throws Exception {
		String other = gpg.makePartner("Another", "1y");

		assertThat(reason(gpg.export(fingerprint, other))).isEqualTo(Reason.SEVERAL_KEYS);
		assertThat(reason(Bytes.joined(gpg.export(fingerprint), gpg.export(other)))).isEqualTo(Reason.SEVERAL_KEYS);
	}

	@Test
	void refusesAKeyOnceItHasExpired() throws Exception {
		PartnerKey key = key(gpg.export(fingerprint));

		PartnerKeyReading later = PartnerKey.read(key.bytes(), key.expires());

		assertThat(later).isEqualTo(new PartnerKeyRefused(Reason.EXPIRED, key.expires().toString()));
		assertThat(PartnerKey.read(key.bytes(), key.expires().minusSeconds(1))).isInstanceOf(PartnerKey.class);
	}

	@Test
	void refusesAKeyWhoseSubkeyHasExpired() throws Exception {
		String made = signingOnly("Short");
		gpg.run("--quick-add-key", made, "cv25519", "encr", "2d").succeeds();
		PartnerKey key = key(gpg.export(made));

		assertThat(key.expires()).isBefore(NOW.plus(Duration.ofDays(3)));
		assertThat(PartnerKey.read(key.bytes(), key.expires()))
			.isEqualTo(new PartnerKeyRefused(Reason.EXPIRED, key.expires().toString()));
	}

	@Test
	void refusesARevokedKeyAndReadsTheRevocation() throws Exception {
		String made = gpg.makePartner("Revoked", "1y");
		PartnerKey before = key(gpg.export(made));
		byte[] revocation = revocation(made);
		assertThat(before.revokedBy(revocation)).isEqualTo(PartnerKey.Revocation.REVOKED);
		assertThat(key(gpg.export(fingerprint)).revokedBy(revocation)).isEqualTo(PartnerKey.Revocation.NOT_OF_THIS_KEY);
		assertThat(before.revokedBy(gpg.export(fingerprint))).isEqualTo(PartnerKey.Revocation.NONE);

		gpg.run(revocation, "--import").succeeds();

		assertThat(reason(gpg.export(made))).isEqualTo(Reason.REVOKED);
		assertThat(before.revokedBy(gpg.export(made))).isEqualTo(PartnerKey.Revocation.REVOKED);
	}

	@Test
	void refusesAKeyWhoseSubkeyIsRevokedAndTakesAnother() throws Exception {
		String made = gpg.makePartner("Rotating", "1y");
		PartnerKey before = key(gpg.export(made));
		gpg.converse("key 1\nrevkey\ny\n0\n\ny\nsave\n", "--edit-key", made).succeeds();
		assertThat(reason(gpg.export(made))).isEqualTo(Reason.REVOKED);

		gpg.run("--quick-add-key", made, "cv25519", "encr", "1y").succeeds();

		PartnerKey after = key(gpg.export(made));
		assertThat(after.succeeds(before)).isEqualTo(PartnerKey.Succession.ROTATED);
		assertThat(after.encryption().fingerprint()).isNotEqualTo(before.encryption().fingerprint());
	}

	@Test
	void tellsHowAKeyFollowsTheOneBefore() throws Exception {
		String made = gpg.makePartner("Renewed", "100d");
		PartnerKey before = key(gpg.export(made));
		gpg.run("--quick-set-expire", made, "300d").succeeds();
		gpg.run("--quick-set-expire", made, "300d", "*").succeeds();
		PartnerKey after = key(gpg.export(made));

		assertThat(after.expires()).isAfter(before.expires().plus(Duration.ofDays(150)));
		assertThat(after.succeeds(before)).isEqualTo(PartnerKey.Succession.RENEWED);
		assertThat(before.succeeds(after)).isEqualTo(PartnerKey.Succession.OLDER);
		assertThat(after.succeeds(after)).isEqualTo(PartnerKey.Succession.SAME);
		assertThat(after.succeeds(key(gpg.export(fingerprint)))).isEqualTo(PartnerKey.Succession.ANOTHER_KEY);
	}

	@Test
	void readsAKeyThatOthersHaveSignedAndKeepsNothingOfTheirs() throws Exception {
		String made = gpg.makePartner("Popular", "1y");
		PartnerKey before = key(gpg.export(made));
		gpg.run("--local-user", fingerprint, "--quick-sign-key", made).succeeds();
		byte[] signed = gpg.export(made);

		assertThat(signed.length).isGreaterThan(before.bytes().length + 100);
		assertThat(key(signed).bytes()).isEqualTo(before.bytes());
	}

	private static String signingOnly(String name) throws IOException, InterruptedException {
		return gpg.makeKey("Key-Type: EDDSA", "Key-Curve: ed25519", "Key-Usage: sign", "Name-Real: " + name,
				"Expire-Date: 1y");
	}

	/**
	 * The certificate that gpg keeps for a bad day, its guard against accidents taken
	 * off.
	 */
	private static byte[] revocation(String of) throws IOException {
		String kept = Files.readString(gpg.home().resolve("openpgp-revocs.d").resolve(of + ".rev"));
		List<String> lines = new ArrayList<>(kept.lines().toList());
		lines.subList(0, lines.indexOf(":-----BEGIN PGP PUBLIC KEY BLOCK-----")).clear();
		lines.set(0, lines.getFirst().substring(1));
		return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
	}

	private static PartnerKeyReading read(byte[] uploaded) {
		return PartnerKey.read(uploaded, Clock.systemUTC().instant());
	}

	private static PartnerKey key(byte[] uploaded) {
		PartnerKeyReading reading = read(uploaded);
		assertThat(reading).isInstanceOf(PartnerKey.class);
		return (PartnerKey) reading;
	}

	private static Reason reason(byte[] uploaded) {
		PartnerKeyReading reading = read(uploaded);
		assertThat(reading).isInstanceOf(PartnerKeyRefused.class);
		return ((PartnerKeyRefused) reading).reason();
	}

}
