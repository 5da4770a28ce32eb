package org.durumi.security.handoff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.durumi.security.handoff.Acknowledgement.Outcome;
import org.durumi.security.handoff.AcknowledgementRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Acknowledgements that gpg signs, and each way in which one does not count. */
class AcknowledgementTests {

	private static final Instant NOW = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

	private static final SealedPackage SEALED = new SealedPackage(
			UUID.fromString("01940000-0000-7000-8000-000000000001"), "0123456789abcdef".repeat(4), 90_000,
			NOW.minusSeconds(3600));

	private static final String TEXT = Acknowledgement.text(SEALED, Outcome.ACCEPTED, null, NOW);

	private static Gpg gpg;

	private static String fingerprint;

	private static PartnerKey key;

	private final TestPartner crafted = new TestPartner(NOW.minusSeconds(1800));

	@BeforeAll
	static void makeThePartner() throws Exception {
		gpg = Gpg.start();
		fingerprint = gpg.makePartner("Clinic of the tests", "1y");
		key = key(fingerprint);
	}

	@AfterAll
	static void end() throws Exception {
		gpg.close();
	}

	@Test
	void acceptsWhatGpgSigns() throws Exception {
		assertThat(read(sign(TEXT, "--clearsign"))).isInstanceOfSatisfying(Acknowledgement.class, (read) -> {
			assertThat(read.packageId()).isEqualTo(SEALED.id());
			assertThat(read.outcome()).isEqualTo(Outcome.ACCEPTED);
			assertThat(read.code()).isNull();
			assertThat(read.at()).isEqualTo(NOW);
			assertThat(read.signedAt()).isBetween(NOW.minusSeconds(1), NOW.plusSeconds(120));
			assertThat(read.signer()).hasToString(fingerprint);
		});
	}

	@Test
	void acceptsEachOutcomeWithItsCode() throws Exception {
		String declined = Acknowledgement.text(SEALED, Outcome.DECLINED, "NO_PLACE", NOW);
		String completed = Acknowledgement.text(SEALED, Outcome.COMPLETED, "ARRIVED", NOW);

		assertThat(read(sign(declined, "--clearsign"))).extracting("outcome", "code")
			.containsExactly(Outcome.DECLINED, "NO_PLACE");
		assertThat(read(sign(completed, "--clearsign"))).extracting("outcome", "code")
			.containsExactly(Outcome.COMPLETED, "ARRIVED");
	}

	@Test
	void acceptsWhatIsTypedWithoutALastLineEndOrInCapitals() throws Exception {
		String typed = TEXT.strip().replace(SEALED.sha256(), "0123456789ABCDEF".repeat(4));

		assertThat(read(sign(typed, "--clearsign"))).isInstanceOf(Acknowledgement.class);
	}

	@Test
	void acceptsLinesThatEndAsOnWindows() throws Exception {
		String dos = TEXT.replace("\n", "\r\n");
		assertThat(read(sign(dos, "--clearsign"))).isInstanceOf(Acknowledgement.class);
		String whole = Gpg.text(sign(TEXT, "--clearsign")).replace("\n", "\r\n");
		assertThat(read(whole.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Acknowledgement.class);
	}

	@Test
	void acceptsASubkeyThatSigns() throws Exception {
		String made = gpg.makePartner("With a subkey", "1y");
		gpg.run("--quick-add-key", made, "ed25519", "sign", "30d").succeeds();
		byte[] signed = gpg.run(TEXT.getBytes(StandardCharsets.UTF_8), "--local-user", made, "--clearsign").succeeds();

		PartnerKey with = key(made);
		assertThat(Acknowledgement.read(signed, SEALED, with, now())).isInstanceOfSatisfying(Acknowledgement.class,
				(read) -> {
					assertThat(read.signer().hex()).isNotEqualTo(made);
					assertThat(with.part(read.signer())).isPresent();
				});
		assertThat(reason(signed)).isEqualTo(Reason.ANOTHER_KEY);
	}

	@Test
	void acceptsRsa() throws Exception {
		String made = gpg.makeKey("Key-Type: RSA", "Key-Length: 3072", "Key-Usage: sign", "Subkey-Type: ECDH",
				"Subkey-Curve: cv25519", "Subkey-Usage: encrypt", "Name-Real: Legal aid", "Expire-Date: 200");
		byte[] signed = gpg.run(TEXT.getBytes(StandardCharsets.UTF_8), "--local-user", made, "--clearsign").succeeds();

		assertThat(Acknowledgement.read(signed, SEALED, key(made), now())).isInstanceOf(Acknowledgement.class);
	}

	/** One form is enough, and each further one is a further way to be wrong. */
	@Test
	void refusesTheOtherFormsThatGpgHas() throws Exception {
		assertThat(reason(sign(TEXT, "--armor", "--sign"))).isEqualTo(Reason.MALFORMED);
		assertThat(reason(sign(TEXT, "--armor", "--detach-sign"))).isEqualTo(Reason.MALFORMED);
		assertThat(reason(sign(TEXT, "--sign"))).isEqualTo(Reason.MALFORMED);
		assertThat(reason(sign(TEXT, "--comment", "hello", "--clearsign"))).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void refusesAWeakHash() throws Exception {
		assertThat(reason(sign(TEXT, "--digest-algo", "SHA1", "--allow-weak-digest-algos", "--clearsign")))
			.isEqualTo(Reason.WEAK_HASH);
		assertThat(read(sign(TEXT, "--digest-algo", "SHA256", "--clearsign"))).isInstanceOf(Acknowledgement.class);
	}

	@Test
	void refusesTwoSignatures() throws Exception {
		String other = gpg.makePartner("Another", "1y");
		byte[] signed = gpg
			.run(TEXT.getBytes(StandardCharsets.UTF_8), "--local-user", fingerprint, "--local-user", other,
					"--clearsign")
			.succeeds();

		assertThat(reason(signed)).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void refusesWhatIsSignedTwiceOver() throws Exception {
		assertThat(reason(sign(Gpg.text(sign(TEXT, "--clearsign")), "--clearsign"))).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void refusesMoreThanIsRead() throws Exception {
		assertThat(reason(new byte[Acknowledgement.LARGEST + 1])).isEqualTo(Reason.TOO_LARGE);
		assertThat(reason(new byte[Acknowledgement.LARGEST])).isEqualTo(Reason.MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "before\n%s", "\n%s", "%s\n", "%sbehind", "%1$s%1$s", " %s" })
	void refusesWhatIsUnsignedAround(String form) throws Exception {
		String signed = Gpg.text(sign(TEXT, "--clearsign"));

		assertThat(reason(form.formatted(signed).getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "hello\n", "outcome ACCEPTED\n", "%s\n\n", "%sand more\n", "note\n%s" })
	void refusesOtherTexts(String form) throws Exception {
		assertThat(reason(sign(form.formatted(TEXT), "--clearsign"))).isEqualTo(Reason.NOT_AN_ACKNOWLEDGEMENT);
	}

	@Test
	void refusesTextsThatSayTooMuchOrTooLittle() {
		for (String text : new String[] { TEXT.replace("ACCEPTED", "DECLINED"), TEXT.replace("ACCEPTED", "MAYBE"),
				TEXT.replace("at ", "code NO_PLACE\nat "), TEXT.replaceFirst("at .*", "at 2026-13-01T00:00:00Z"),
				TEXT.replaceFirst("at .*", "at today"), TEXT.replace("/v1", "/v2"),
				TEXT.replaceFirst("sha256 ..", "sha256 ") }) {
			assertThat(crafted(this.crafted.clearsigned(text))).as(text).isEqualTo(Reason.NOT_AN_ACKNOWLEDGEMENT);
		}
	}

	@Test
	void refusesAnotherPackage() throws Exception {
		SealedPackage other = new SealedPackage(UUID.randomUUID(), SEALED.sha256(), 1, SEALED.sealedAt());
		SealedPackage altered = new SealedPackage(SEALED.id(), "0".repeat(64), 1, SEALED.sealedAt());

		assertThat(reason(sign(Acknowledgement.text(other, Outcome.ACCEPTED, null, NOW), "--clearsign")))
			.isEqualTo(Reason.ANOTHER_PACKAGE);
		assertThat(reason(sign(Acknowledgement.text(altered, Outcome.ACCEPTED, null, NOW), "--clearsign")))
			.isEqualTo(Reason.ANOTHER_PACKAGE);
	}

	@Test
	void refusesASignatureMovedToAnotherText() throws Exception {
		String signed = Gpg.text(sign(TEXT, "--clearsign"));
		String declined = Acknowledgement.text(SEALED, Outcome.DECLINED, "NO_PLACE", NOW);

		assertThat(reason(signed.replace(TEXT, declined).getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(Reason.BAD_SIGNATURE);
	}

	@Test
	void refusesWhatIsOutOfItsTime() {
		byte[] signed = this.crafted.clearsigned(TEXT);
		PartnerKey partner = this.crafted.key();
		Instant at = this.crafted.now;
		String early = Acknowledgement.text(SEALED, Outcome.ACCEPTED, null,
				SEALED.sealedAt().minus(PartnerKey.SKEW).minusSeconds(1));
		String late = Acknowledgement.text(SEALED, Outcome.ACCEPTED, null, NOW.plus(PartnerKey.SKEW).plusSeconds(1));

		assertThat(crafted(signed)).isNull();
		assertThat(Acknowledgement.read(signed, SEALED, partner, at.plus(Acknowledgement.LONGEST_UNDERWAY)))
			.isInstanceOf(Acknowledgement.class);
		assertThat(
				Acknowledgement.read(signed, SEALED, partner, at.plus(Acknowledgement.LONGEST_UNDERWAY).plusSeconds(1)))
			.isEqualTo(new AcknowledgementRefused(Reason.OUT_OF_DATE));
		assertThat(Acknowledgement.read(signed, SEALED, partner, at.minus(PartnerKey.SKEW).minusSeconds(60)))
			.isEqualTo(new AcknowledgementRefused(Reason.IN_THE_FUTURE));
		assertThat(crafted(this.crafted.clearsigned(early))).isEqualTo(Reason.BEFORE_THE_PACKAGE);
		assertThat(crafted(this.crafted.clearsigned(late))).isEqualTo(Reason.IN_THE_FUTURE);
		SealedPackage later = new SealedPackage(SEALED.id(), SEALED.sha256(), 1, NOW);
		assertThat(Acknowledgement.read(signed, later, partner, NOW))
			.isEqualTo(new AcknowledgementRefused(Reason.BEFORE_THE_PACKAGE));
	}

	@Test
	void refusesKeysThatDoNotSign() {
		TestPartner silent = new TestPartner(this.crafted.now);
		silent.agrees = false;
		TestPartner certifying = new TestPartner(this.crafted.now);
		certifying.primaryFlags = 0x01;

		assertThat(Acknowledgement.read(silent.clearsigned(TEXT), SEALED, silent.key(), NOW))
			.isEqualTo(new AcknowledgementRefused(Reason.KEY_CANNOT_SIGN));
		byte[] signed = TestPartner.clearsigned(TEXT, "SHA512",
				certifying.maker().sign(PacketSignature.TEXT, TestPartner.canonical(TEXT)));
		assertThat(Acknowledgement.read(signed, SEALED, certifying.key(), NOW))
			.isEqualTo(new AcknowledgementRefused(Reason.KEY_CANNOT_SIGN));
	}

	@Test
	void refusesAKeyThatExpired() {
		TestPartner partner = new TestPartner(NOW.minusSeconds(1800));
		partner.validity = Duration.ofHours(1);
		byte[] signed = partner.clearsigned(TEXT);
		PartnerKey brief = partner.key();

		assertThat(Acknowledgement.read(signed, SEALED, brief, brief.expires().minusSeconds(1)))
			.isInstanceOf(Acknowledgement.class);
		assertThat(Acknowledgement.read(signed, SEALED, brief, brief.expires()))
			.isEqualTo(new AcknowledgementRefused(Reason.KEY_NOT_VALID));
	}

	@Test
	void refusesARevokedSubkey() throws Exception {
		String made = gpg.makePartner("Revoking", "1y");
		gpg.run("--quick-add-key", made, "ed25519", "sign", "30d").succeeds();
		byte[] signed = gpg.run(TEXT.getBytes(StandardCharsets.UTF_8), "--local-user", made, "--clearsign").succeeds();
		assertThat(Acknowledgement.read(signed, SEALED, key(made), now())).isInstanceOf(Acknowledgement.class);

		gpg.converse("key 2\nrevkey\ny\n0\n\ny\nsave\n", "--edit-key", made).succeeds();

		assertThat(Acknowledgement.read(signed, SEALED, key(made), now()))
			.isEqualTo(new AcknowledgementRefused(Reason.KEY_REVOKED));
	}

	@Test
	void refusesOtherKindsOfSignature() {
		SignatureMaker maker = new SignatureMaker(this.crafted.signing, this.crafted.signingPair.getPrivate(),
				this.crafted.now);
		byte[] data = TestPartner.canonical(TEXT);

		assertThat(crafted(maker.sign(PacketSignature.BINARY, data), "SHA512")).isEqualTo(Reason.SIGNATURE_FORM);
		assertThat(crafted(maker.sign(0x02, data), "SHA512")).isEqualTo(Reason.SIGNATURE_FORM);
		assertThat(crafted(maker.sign(PacketSignature.TEXT, data), "SHA256")).isEqualTo(Reason.SIGNATURE_FORM);
		byte[] notation = Subpacket.bytes(0x80 | 20, new byte[8]);
		assertThat(crafted(maker.sign(PacketSignature.TEXT, data, notation), "SHA512"))
			.isEqualTo(Reason.SIGNATURE_FORM);
		byte[] second = Subpacket.bytes(Subpacket.CREATED, Bytes.number(0, 4));
		assertThat(crafted(maker.sign(PacketSignature.TEXT, data, second), "SHA512")).isEqualTo(Reason.SIGNATURE_FORM);
		byte[] over = Subpacket.bytes(Subpacket.SIGNATURE_EXPIRES, Bytes.number(60, 4));
		assertThat(crafted(maker.sign(PacketSignature.TEXT, data, over), "SHA512")).isEqualTo(Reason.SIGNATURE_FORM);
		byte[] idle = Subpacket.bytes(20, new byte[8]);
		assertThat(crafted(maker.sign(PacketSignature.TEXT, data, idle), "SHA512")).isNull();
	}

	/** What is not signed may be added by anybody on the way. */
	@Test
	void refusesAnUnsignedPartThatSaysMore() throws NotOpenPgp {
		byte[] body = new SignatureMaker(this.crafted.signing, this.crafted.signingPair.getPrivate(), this.crafted.now)
			.sign(PacketSignature.TEXT, TestPartner.canonical(TEXT));
		PacketSignature signature = PacketSignature.parse(body);
		byte[] issuer = Subpacket.bytes(Subpacket.ISSUER, this.crafted.signing.fingerprint().keyId());
		byte[] other = Subpacket.bytes(Subpacket.ISSUER, new byte[8]);
		byte[] longer = Bytes.joined(new byte[] { -1, 0, 0, 0 }, issuer);

		assertThat(crafted(withUnhashed(signature, new byte[0]), "SHA512")).isNull();
		assertThat(crafted(withUnhashed(signature, issuer), "SHA512")).isNull();
		for (byte[] unhashed : new byte[][] { other, longer, Bytes.joined(issuer, issuer),
				Subpacket.bytes(Subpacket.KEY_FLAGS, new byte[1]) }) {
			assertThat(crafted(withUnhashed(signature, unhashed), "SHA512")).isEqualTo(Reason.SIGNATURE_FORM);
		}
	}

	@Test
	void writesOnlyTextsThatItReads() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Acknowledgement.text(SEALED, Outcome.ACCEPTED, "NO_PLACE", NOW));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Acknowledgement.text(SEALED, Outcome.DECLINED, null, NOW));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Acknowledgement.text(SEALED, Outcome.DECLINED, "her name", NOW));
	}

	private static byte[] withUnhashed(PacketSignature signature, byte[] unhashed) {
		return Bytes.joined(signature.hashedPart(), Bytes.number(unhashed.length, 2), unhashed, signature.digestStart(),
				signature.material());
	}

	private @Nullable Reason crafted(byte[] signature, String hash) {
		return crafted(TestPartner.clearsigned(TEXT, hash, signature));
	}

	private @Nullable Reason crafted(byte[] file) {
		return switch (Acknowledgement.read(file, SEALED, this.crafted.key(), NOW)) {
			case Acknowledgement accepted -> null;
			case AcknowledgementRefused refused -> refused.reason();
		};
	}

	private static byte[] sign(String text, String... how) throws IOException, InterruptedException {
		String[] arguments = new String[how.length + 2];
		arguments[0] = "--local-user";
		arguments[1] = fingerprint;
		System.arraycopy(how, 0, arguments, 2, how.length);
		return gpg.run(text.getBytes(StandardCharsets.UTF_8), arguments).succeeds();
	}

	private static AcknowledgementReading read(byte[] file) {
		return Acknowledgement.read(file, SEALED, key, now());
	}

	private static Reason reason(byte[] file) {
		AcknowledgementReading reading = read(file);
		assertThat(reading).isInstanceOf(AcknowledgementRefused.class);
		return ((AcknowledgementRefused) reading).reason();
	}

	private static Instant now() {
		return Clock.systemUTC().instant();
	}

	private static PartnerKey key(String of) throws IOException, InterruptedException {
		return (PartnerKey) PartnerKey.read(gpg.export(of), now());
	}

}
