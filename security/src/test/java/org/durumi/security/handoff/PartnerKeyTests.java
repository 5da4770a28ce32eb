package org.durumi.security.handoff;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;

import org.durumi.security.handoff.PartnerKeyRefused.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Keys as no honest program makes them. */
class PartnerKeyTests {

	private static final Instant NOW = Instant.parse("2026-11-26T01:02:03Z");

	@Test
	void readsTheKeyThatTheOthersAreMadeFrom() {
		PartnerKey key = new TestPartner(NOW).key();

		assertThat(key.expires()).isEqualTo(NOW.plus(Duration.ofDays(100)));
		assertThat(((PartnerKey) PartnerKey.read(key.bytes(), NOW)).bytes()).isEqualTo(key.bytes());
		assertThat(key).hasToString(key.fingerprint().hex());
	}

	@Test
	void refusesWhatIsTooLargeBeforeReadingIt() {
		byte[] uploaded = Arrays.copyOf(new TestPartner(NOW).certificate(), PartnerKey.LARGEST + 1);

		assertThat(PartnerKey.read(uploaded, NOW)).isEqualTo(new PartnerKeyRefused(Reason.TOO_LARGE, "65537"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "-", "no key", "-----BEGIN PGP PUBLIC KEY BLOCK-----",
			"-----BEGIN PGP PUBLIC KEY BLOCK-----\n-----END PGP PUBLIC KEY BLOCK-----",
			"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END PGP PUBLIC KEY BLOCK-----",
			"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n=\n-----END PGP PUBLIC KEY BLOCK-----",
			"-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----" })
	void refusesWhatIsNoKey(String uploaded) {
		assertThat(reason(uploaded.getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void aTruncatedKeyIsRefusedOrHasLostASubkey() {
		TestPartner partner = new TestPartner(NOW);
		byte[] certificate = partner.certificate();
		for (int length = 0; length < certificate.length; length += 3) {
			if (PartnerKey.read(Arrays.copyOf(certificate, length), NOW) instanceof PartnerKey key) {
				assertThat(key.part(partner.signing.fingerprint())).isEmpty();
			}
		}
		assertThat(reason(Arrays.copyOf(certificate, 40))).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void noFlippedBitChangesWhatTheKeyIs() {
		byte[] certificate = new TestPartner(NOW).certificate();
		PartnerKey honest = (PartnerKey) PartnerKey.read(certificate, NOW);
		for (int bit = 0; bit < certificate.length * 8; bit += 31) {
			byte[] flipped = certificate.clone();
			flipped[bit / 8] ^= (byte) (1 << bit % 8);
			if (PartnerKey.read(flipped, NOW) instanceof PartnerKey key) {
				assertThat(key.fingerprint()).isEqualTo(honest.fingerprint());
				assertThat(key.encryption().fingerprint()).isEqualTo(honest.encryption().fingerprint());
				assertThat(key.expires()).isEqualTo(honest.expires());
			}
		}
	}

	@Test
	void acceptsHeadersAndEmptyLinesAroundAnArmoredKey() {
		TestPartner partner = new TestPartner(NOW);
		String armored = Armor.of(Armor.PUBLIC_KEY, partner.certificate());
		String upload = "\r\n"
				+ armored.replaceFirst("\n", "\nVersion: Some Mail 1.0\nComment: hello\n").replace("\n", "\r\n")
				+ "\r\n\r\n";

		assertThat(PartnerKey.read(upload.getBytes(StandardCharsets.UTF_8), NOW)).isInstanceOf(PartnerKey.class);
		assertThat(reason(("hello\n" + armored).getBytes(StandardCharsets.UTF_8))).isEqualTo(Reason.MALFORMED);
		assertThat(reason(armored.replaceFirst("=....\n-", "=AAAA\n-").getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(Reason.MALFORMED);
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 5, 6 })
	void refusesVersionsThatGnuPgDoesNotRead(int version) {
		byte[] certificate = new TestPartner(NOW).certificate();
		certificate[3] = (byte) version;

		assertThat(PartnerKey.read(certificate, NOW))
			.isEqualTo(new PartnerKeyRefused(Reason.UNREADABLE_VERSION, Integer.toString(version)));
	}

	@Test
	void refusesTheAlgorithmsOfRfc9580() {
		TestPartner partner = new TestPartner(NOW);
		// X25519 as the newer standard has it, in a key of version 4
		partner.encryptionBody = Bytes.joined(new byte[] { 4 }, Bytes.number(NOW.getEpochSecond(), 4),
				new byte[] { 25 }, TestPartner.newPoint());

		assertThat(PartnerKey.read(partner.certificate(), NOW))
			.isEqualTo(new PartnerKeyRefused(Reason.WEAK_ALGORITHM, "RFC 9580 algorithm 25"));
	}

	@Test
	void refusesASubkeyOfAnotherVersion() {
		assertThat(refused((partner) -> partner.encryptionBody[0] = 6)).isEqualTo(Reason.UNREADABLE_VERSION);
	}

	@Test
	void refusesWhatDoesNotSayWhatItIsFor() {
		assertThat(refused((partner) -> partner.primaryFlags = 0)).isEqualTo(Reason.WRONG_USAGE);
		assertThat(refused((partner) -> partner.primaryFlags = 0x02)).isEqualTo(Reason.WRONG_USAGE);
		assertThat(refused((partner) -> partner.encryptionFlags = 0)).isEqualTo(Reason.WRONG_USAGE);
		assertThat(refused((partner) -> partner.encryptionFlags = 0x24)).isEqualTo(Reason.WRONG_USAGE);
		assertThat(refused((partner) -> partner.encryptionFlags = 0x20)).isEqualTo(Reason.NO_ENCRYPTION_KEY);
		assertThat(refused((partner) -> partner.encryptionBody = new byte[0])).isEqualTo(Reason.NO_ENCRYPTION_KEY);
	}

	@Test
	void refusesExpiriesThatAreNone() {
		assertThat(refused((partner) -> partner.validity = Duration.ZERO)).isEqualTo(Reason.NO_EXPIRY);
		assertThat(refused((partner) -> partner.validity = Duration.ofDays(367))).isEqualTo(Reason.EXPIRY_TOO_FAR);
		TestPartner longest = new TestPartner(NOW);
		longest.validity = PartnerKey.LONGEST_VALIDITY;
		assertThat(PartnerKey.read(longest.certificate(), NOW)).isInstanceOf(PartnerKey.class);
	}

	@Test
	void refusesAKeyOfTheFuture() {
		TestPartner partner = new TestPartner(NOW);

		assertThat(PartnerKey.read(partner.certificate(), NOW.minus(PartnerKey.SKEW))).isInstanceOf(PartnerKey.class);
		assertThat(PartnerKey.read(partner.certificate(), NOW.minus(PartnerKey.SKEW).minusSeconds(1)))
			.isEqualTo(new PartnerKeyRefused(Reason.MADE_IN_THE_FUTURE, partner.primary.fingerprint().hex()));
	}

	/**
	 * A signature that says it is over, or that one must understand what is not known.
	 */
	@Test
	void refusesSelfSignaturesThatDoNotCount() {
		assertThat(
				refused((partner) -> partner.more = Subpacket.bytes(Subpacket.SIGNATURE_EXPIRES, Bytes.number(0, 3))))
			.isEqualTo(Reason.NOT_SELF_SIGNED);
		assertThat(refused((partner) -> partner.more = Subpacket.bytes(0x80 | 20, new byte[8])))
			.isEqualTo(Reason.NOT_SELF_SIGNED);
		TestPartner over = new TestPartner(NOW);
		over.more = Subpacket.bytes(Subpacket.SIGNATURE_EXPIRES, Bytes.number(10, 4));
		assertThat(PartnerKey.read(over.certificate(), NOW.plusSeconds(9))).isInstanceOf(PartnerKey.class);
		assertThat(PartnerKey.read(over.certificate(), NOW.plusSeconds(10))).isInstanceOf(PartnerKeyRefused.class);
	}

	@Test
	void refusesASubkeyOfSomebodyElse() {
		byte[] stolen = new TestPartner(NOW).encryptionBody;
		TestPartner partner = new TestPartner(NOW);
		byte[] own = partner.certificate();
		int at = indexOf(own, partner.encryptionBody);
		System.arraycopy(stolen, 0, own, at, stolen.length);

		assertThat(reason(own)).isEqualTo(Reason.NOT_SELF_SIGNED);
	}

	@Test
	void doesNotTakeASigningSubkeyThatDoesNotAgree() {
		TestPartner partner = new TestPartner(NOW);
		partner.agrees = false;

		assertThat(partner.key().part(partner.signing.fingerprint()).orElseThrow().signs()).isFalse();
		assertThat(new TestPartner(NOW).key().signing().stream().filter(PartnerKey.SigningPart::signs).count())
			.isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0000000000000000000000000000000000000000000000000000000000000000",
			"0100000000000000000000000000000000000000000000000000000000000000",
			"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800" })
	void refusesPointsWithWhichNoSecretIsAgreed(String point) {
		byte[] body = TestPartner.x25519(NOW, HexFormat.of().parseHex(point));

		assertThat(refused((partner) -> partner.encryptionBody = body)).isEqualTo(Reason.MALFORMED);
	}

	@Test
	void refusesAKeyDerivationThatIsWeak() {
		assertThat(refused((partner) -> partner.encryptionBody[partner.encryptionBody.length - 2] = 2))
			.isEqualTo(Reason.MALFORMED);
		assertThat(refused((partner) -> partner.encryptionBody[partner.encryptionBody.length - 1] = 2))
			.isEqualTo(Reason.MALFORMED);
	}

	@Test
	void refusesARevocationThatItCannotVerify() {
		byte[] revocation = new TestPartner(NOW).maker().sign(PacketSignature.REVOCATION, new byte[0]);
		TestPartner partner = new TestPartner(NOW);

		assertThat(reason(Bytes.joined(partner.certificate(), TestPartner.packet(Packet.SIGNATURE, revocation))))
			.isEqualTo(Reason.REVOKED);
		assertThat(partner.key().revokedBy(TestPartner.packet(Packet.SIGNATURE, revocation)))
			.isEqualTo(PartnerKey.Revocation.NOT_OF_THIS_KEY);
	}

	@Test
	void whoeverCutsARevocationOutBringsNothingBack() {
		TestPartner partner = new TestPartner(NOW);
		partner.primaryFlags = 0x01;
		PartnerKey whole = partner.key();
		byte[] revocation = partner.maker()
			.sign(PacketSignature.SUBKEY_REVOCATION, Bytes.joined(partner.primary.hashed(), partner.signing.hashed()));
		PartnerKey revoked = (PartnerKey) PartnerKey
			.read(Bytes.joined(partner.certificate(), TestPartner.packet(Packet.SIGNATURE, revocation)), NOW);

		assertThat(revoked.canSign(NOW)).isFalse();
		assertThat(revoked.succeeds(whole)).isEqualTo(PartnerKey.Succession.RENEWED);
		assertThat(whole.succeeds(revoked)).as("signed in the same second").isEqualTo(PartnerKey.Succession.OLDER);
		assertThat(whole.revives(revoked)).isTrue();
		assertThat(revoked.revives(whole)).isFalse();
	}

	@Test
	void aSubkeyThatItsOwnerRevokedWithdrawsTheKeyUnlessAnotherTakesItsPlace() {
		TestPartner partner = new TestPartner(NOW);
		PartnerKey key = partner.key();
		byte[] data = Bytes.joined(partner.primary.hashed(), TestPartner.hashed(partner.encryptionBody));
		byte[] word = TestPartner.packet(Packet.SIGNATURE,
				partner.maker().sign(PacketSignature.SUBKEY_REVOCATION, data));
		byte[] others = TestPartner.packet(Packet.SIGNATURE,
				new TestPartner(NOW).maker().sign(PacketSignature.SUBKEY_REVOCATION, data));

		assertThat(key.isWithdrawnBy(word, NOW)).isTrue();
		assertThat(key.isWithdrawnBy(others, NOW)).isFalse();
		assertThat(key.isWithdrawnBy(partner.certificate(), NOW)).isFalse();
		partner.encryptionBody = TestPartner.x25519(NOW, TestPartner.newPoint());
		assertThat(key.isWithdrawnBy(Bytes.joined(partner.certificate(), word), NOW)).as("rotated").isFalse();
	}

	@Test
	void revocationsAreReadWithinBounds() {
		PartnerKey key = new TestPartner(NOW).key();

		assertThat(key.revokedBy(new byte[PartnerKey.LARGEST + 1])).isEqualTo(PartnerKey.Revocation.NONE);
		assertThat(key.revokedBy("no revocation".getBytes(StandardCharsets.UTF_8)))
			.isEqualTo(PartnerKey.Revocation.NONE);
	}

	@Test
	void showsNoNameThatTurnsTextAround() {
		TestPartner partner = new TestPartner(NOW);
		partner.userId = ("a\u202eb\u0000c\n" + "d".repeat(300)).getBytes(StandardCharsets.UTF_8);

		assertThat(partner.key().claimedNames()).singleElement()
			.asString()
			.startsWith("a\ufffdb\ufffdc\ufffdd")
			.hasSize(200);
	}

	@Test
	void fingerprintsAreReadAsTheyAreTyped() {
		Fingerprint fingerprint = new TestPartner(NOW).primary.fingerprint();

		assertThat(Fingerprint.parse(" " + fingerprint.grouped().toLowerCase(Locale.ROOT))).isEqualTo(fingerprint);
		assertThat(fingerprint.grouped()).matches("([0-9A-F]{4} ){5} ([0-9A-F]{4} ){4}[0-9A-F]{4}");
		assertThatIllegalArgumentException().isThrownBy(() -> Fingerprint.parse("0123"));
	}

	private static Reason refused(Consumer<TestPartner> wrong) {
		TestPartner partner = new TestPartner(NOW);
		wrong.accept(partner);
		return reason(partner.certificate());
	}

	private static Reason reason(byte[] uploaded) {
		PartnerKeyReading reading = PartnerKey.read(uploaded, NOW);
		assertThat(reading).isInstanceOf(PartnerKeyRefused.class);
		return ((PartnerKeyRefused) reading).reason();
	}

	private static int indexOf(byte[] bytes, byte[] part) {
		for (int at = 0; at <= bytes.length - part.length; at++) {
			if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
				return at;
			}
		}
		throw new IllegalStateException("not there");
	}

}
