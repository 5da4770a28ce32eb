package org.durumi.security.handoff;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.durumi.security.handoff.Acknowledgement.Outcome;
import org.durumi.security.handoff.AcknowledgementRefused.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A thousand acknowledgements that gpg signed and somebody altered on the way, by chance
 * and with knowledge of the format: none is accepted.
 */
class AcknowledgementMutationTests {

	private static final int ROUNDS = 1_000;

	private static final long SEED = 20_261_126;

	private final Random random = new Random(SEED);

	private final Instant now = Clock.systemUTC().instant();

	private final SealedPackage sealed = new SealedPackage(UUID.fromString("01940000-0000-7000-8000-000000000001"),
			"0123456789abcdef".repeat(4), 90_000, this.now.minusSeconds(3600));

	@Test
	void acceptsNoneOfAThousand() throws Exception {
		try (Gpg gpg = Gpg.start()) {
			String partner = gpg.makePartner("Clinic of the tests", "1y");
			String other = gpg.makePartner("Another", "1y");
			byte[] honest = sign(gpg, partner, Outcome.ACCEPTED, null);
			List<byte[]> others = List.of(sign(gpg, partner, Outcome.DECLINED, "NO_PLACE"),
					sign(gpg, other, Outcome.ACCEPTED, null));
			Instant at = Clock.systemUTC().instant();
			PartnerKey key = (PartnerKey) PartnerKey.read(gpg.export(partner), at);
			assertThat(Acknowledgement.read(honest, this.sealed, key, at)).isInstanceOf(Acknowledgement.class);

			Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
			int accepted = 0;
			for (int round = 0; round < ROUNDS; round++) {
				byte[] mutant = mutant(honest, others);
				switch (Acknowledgement.read(mutant, this.sealed, key, at)) {
					case Acknowledgement taken -> accepted++;
					case AcknowledgementRefused refused -> reasons.merge(refused.reason(), 1, Integer::sum);
				}
			}

			assertThat(accepted).as("of %d, refused %s", ROUNDS, reasons).isZero();
			// else nothing would be said of the later checks
			assertThat(reasons).containsKeys(Reason.MALFORMED, Reason.NOT_AN_ACKNOWLEDGEMENT, Reason.ANOTHER_PACKAGE,
					Reason.SIGNATURE_FORM, Reason.ANOTHER_KEY, Reason.BAD_SIGNATURE);
			assertThat(reasons.get(Reason.BAD_SIGNATURE)).isGreaterThan(100);
		}
	}

	private byte[] sign(Gpg gpg, String as, Outcome outcome, @Nullable String code) throws Exception {
		String text = Acknowledgement.text(this.sealed, outcome, code, this.now);
		return gpg.run(text.getBytes(StandardCharsets.UTF_8), "--local-user", as, "--clearsign").succeeds();
	}

	/** Different from what was signed, always. */
	private byte[] mutant(byte[] honest, List<byte[]> others) {
		byte[] mutant = honest;
		while (Arrays.equals(mutant, honest)) {
			mutant = switch (this.random.nextInt(8)) {
				case 0 -> flipped(honest);
				case 1 -> spliced(honest);
				case 2 -> Arrays.copyOf(honest, this.random.nextInt(honest.length));
				case 3 -> lines(honest);
				case 4 -> crossed(honest, others.get(this.random.nextInt(others.size())));
				case 5 -> reworded(honest);
				default -> resigned(honest);
			};
		}
		return mutant;
	}

	private byte[] flipped(byte[] honest) {
		byte[] mutant = honest.clone();
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			mutant[this.random.nextInt(mutant.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return mutant;
	}

	/** With some bytes put in, or left out. */
	private byte[] spliced(byte[] honest) {
		int at = this.random.nextInt(honest.length);
		int cut = this.random.nextInt(Math.min(20, honest.length - at));
		byte[] more = new byte[this.random.nextInt(20)];
		for (int i = 0; i < more.length; i++) {
			more[i] = honest[this.random.nextInt(honest.length)];
		}
		return Bytes.joined(Arrays.copyOf(honest, at), more, Arrays.copyOfRange(honest, at + cut, honest.length));
	}

	/** With a line left out, doubled, or changed with another. */
	private byte[] lines(byte[] honest) {
		List<String> lines = new ArrayList<>(List.of(text(honest).split("\n")));
		int at = this.random.nextInt(lines.size());
		int other = this.random.nextInt(lines.size());
		switch (this.random.nextInt(3)) {
			case 0 -> lines.remove(at);
			case 1 -> lines.add(other, lines.get(at));
			default -> lines.set(at, lines.set(other, lines.get(at)));
		}
		return bytes(String.join("\n", lines) + "\n");
	}

	/** The beginning of one, the end of another. */
	private byte[] crossed(byte[] honest, byte[] other) {
		List<String> first = List.of(text(honest).split("\n"));
		List<String> second = List.of(text(other).split("\n"));
		List<String> lines = new ArrayList<>(first.subList(0, this.random.nextInt(first.size())));
		lines.addAll(second.subList(this.random.nextInt(second.size()), second.size()));
		byte[] mutant = bytes(String.join("\n", lines) + "\n");
		// the whole of another is an honest one, or another's
		return Arrays.equals(mutant, other) ? honest : mutant;
	}

	/** With another word, number or day that would read well. */
	private byte[] reworded(byte[] honest) {
		String text = text(honest);
		return bytes(switch (this.random.nextInt(5)) {
			case 0 -> text.replace("outcome ACCEPTED", "outcome DECLINED\ncode NO_PLACE");
			case 1 -> text.replace("outcome ACCEPTED", "outcome COMPLETED\ncode ARRIVED");
			case 2 -> text.replace(this.sealed.id().toString(), new UUID(0x7000, this.random.nextLong()).toString());
			case 3 -> text.replace("sha256 0", "sha256 " + Integer.toHexString(1 + this.random.nextInt(15)));
			default -> text.replaceFirst("at .*",
					"at " + this.now.minusSeconds(1 + this.random.nextInt(3000)).truncatedTo(ChronoUnit.SECONDS));
		});
	}

	/** With a byte of the signature altered, and the checksum made right again. */
	private byte[] resigned(byte[] honest) {
		String text = text(honest);
		int begin = text.indexOf(Armor.begin(Armor.SIGNATURE));
		String body = text.substring(text.indexOf("\n\n", begin) + 2, text.lastIndexOf("\n="));
		byte[] packet = Base64.getMimeDecoder().decode(body);
		switch (this.random.nextInt(4)) {
			case 0 -> packet[this.random.nextInt(packet.length)] = (byte) this.random.nextInt(256);
			case 1 -> packet = Arrays.copyOf(packet, packet.length + 1 + this.random.nextInt(4));
			case 2 -> packet = Bytes.joined(packet, packet);
			default -> packet[this.random.nextInt(packet.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return bytes(text.substring(0, begin) + Armor.of(Armor.SIGNATURE, packet));
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
