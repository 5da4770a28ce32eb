package org.durumi.security.handoff;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.durumi.security.handoff.Acknowledgement.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hostile inputs to what reads keys and acknowledgements of partners: an answer, and
 * nothing else. With {@code JAZZER_FUZZ=1} Jazzer looks for such that break it, else it
 * tries those that are kept. What reads behind a signature is given an honest input too,
 * with bytes replaced as the fuzzer says.
 */
class HandoffFuzzTests {

	private static final Instant NOW = Instant.parse("2026-11-26T01:02:03Z");

	private static final TestPartner PARTNER = new TestPartner(NOW);

	private static final byte[] CERTIFICATE = PARTNER.certificate();

	private static final PartnerKey KEY = PARTNER.key();

	private static final SealedPackage SEALED = new SealedPackage(
			UUID.fromString("01940000-0000-7000-8000-000000000001"), "0123456789abcdef".repeat(4), 90_000, NOW);

	private static final byte[] ACKNOWLEDGEMENT = PARTNER
		.clearsigned(Acknowledgement.text(SEALED, Outcome.DECLINED, "NO_PLACE", NOW));

	private static final byte[] PACKET = new Packet(Packet.SIGNATURE,
			new SignatureMaker(PARTNER.signing, PARTNER.signingPair.getPrivate(), NOW).sign(PacketSignature.TEXT,
					TestPartner.canonical(Acknowledgement.text(SEALED, Outcome.DECLINED, "NO_PLACE", NOW))))
		.bytes();

	@FuzzTest(maxDuration = "60s")
	void partnerKey(byte[] data) {
		byte[] armored = Armor.of(Armor.PUBLIC_KEY, edited(CERTIFICATE, data)).getBytes(StandardCharsets.US_ASCII);
		for (byte[] upload : new byte[][] { data, Bytes.joined(CERTIFICATE, data), edited(CERTIFICATE, data), armored,
				edited(armored, data) }) {
			if (PartnerKey.read(upload, NOW) instanceof PartnerKey key) {
				assertThat(PartnerKey.read(key.bytes(), NOW)).isInstanceOfSatisfying(PartnerKey.class,
						(again) -> assertThat(again.bytes()).isEqualTo(key.bytes()));
			}
			KEY.revokedBy(upload);
		}
		if (PartnerKey.read(edited(CERTIFICATE, data), NOW) instanceof PartnerKey key) {
			assertThat(key.fingerprint()).isEqualTo(KEY.fingerprint());
			assertThat(key.encryption().fingerprint()).isEqualTo(KEY.encryption().fingerprint());
		}
	}

	@FuzzTest(maxDuration = "60s")
	void acknowledgement(byte[] data) {
		for (byte[] file : new byte[][] { data, edited(ACKNOWLEDGEMENT, data), Bytes.joined(ACKNOWLEDGEMENT, data),
				resigned(edited(PACKET, data)) }) {
			if (Acknowledgement.read(file, SEALED, KEY, NOW) instanceof Acknowledgement) {
				assertThat(file).as("altered and believed").isEqualTo(ACKNOWLEDGEMENT);
			}
		}
	}

	private static byte[] resigned(byte[] packet) {
		String text = new String(ACKNOWLEDGEMENT, StandardCharsets.US_ASCII);
		return (text.substring(0, text.indexOf(Armor.begin(Armor.SIGNATURE))) + Armor.of(Armor.SIGNATURE, packet))
			.getBytes(StandardCharsets.US_ASCII);
	}

	/** Three bytes an edit: where, in two, and what. */
	private static byte[] edited(byte[] honest, byte[] data) {
		byte[] edited = honest.clone();
		for (int i = 0; i + 2 < data.length; i += 3) {
			int at = (Byte.toUnsignedInt(data[i]) << 8 | Byte.toUnsignedInt(data[i + 1])) % edited.length;
			edited[at] = data[i + 2];
		}
		return edited;
	}

}
