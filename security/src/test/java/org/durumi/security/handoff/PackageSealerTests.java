package org.durumi.security.handoff;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Packages as they are made, opened with the machine's own gpg. */
class PackageSealerTests {

	private static final Instant NOW = Clock.systemUTC().instant();

	private static final UUID ID = UUID.fromString("01940000-0000-7000-8000-000000000001");

	private static final HandoffKey OURS = HandoffPrimary.generate("Example Rescue", NOW.minusSeconds(60))
		.issue(NOW.minusSeconds(60), Duration.ofDays(30))
		.key();

	private static Gpg gpg;

	private static PartnerKey partner;

	@TempDir
	private Path directory;

	@BeforeAll
	static void makeThePartner() throws Exception {
		gpg = Gpg.start();
		partner = key(gpg.makePartner("Clinic of the tests", "1y"));
		gpg.importKey(OURS.publicKey());
	}

	@AfterAll
	static void end() throws Exception {
		gpg.close();
	}

	@Test
	void opensWithGpgAndIsSignedByUs() throws Exception {
		Map<String, String> content = new LinkedHashMap<>();
		content.put("manifest.json", "{\"purpose\":\"비밀 – 秘密\"}");
		content.put("case.json", "{}");
		content.put("documents/1.pdf", "a".repeat(200_000));
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		SealedPackage sealed = seal(content, file, partner);

		Gpg.Result opened = gpg.run(file.toByteArray(), "--status-fd", "2", "--decrypt");

		assertThat(opened.succeeds()).hasSize(224 * 1024);
		assertThat(opened.errors())
			.contains("[GNUPG:] GOODMDC", "[GNUPG:] DECRYPTION_OKAY", "[GNUPG:] DECRYPTION_INFO 2 9",
					"[GNUPG:] GOODSIG ")
			.contains("[GNUPG:] VALIDSIG " + OURS.signingFingerprint().hex())
			.contains(" 00 " + OURS.fingerprint().hex());
		assertThat(unzipped(opened.output())).containsAllEntriesOf(content)
			.containsOnlyKeys("manifest.json", "case.json", "documents/1.pdf", "padding");
		assertThat(sealed).isEqualTo(new SealedPackage(ID, sha256(file.toByteArray()), file.size(), NOW));
	}

	@Test
	void isAZipFileThatOthersRead() throws Exception {
		byte[] opened = gpg.run(sealed(Map.of("manifest.json", "{}", "page.html", "<p>")), "--decrypt").succeeds();
		try (ZipFile zip = new ZipFile(Files.write(this.directory.resolve("handoff.zip"), opened).toFile())) {
			assertThat(zip.stream().map(ZipEntry::getName)).containsExactlyInAnyOrder("manifest.json", "page.html",
					"padding");
		}
	}

	@Test
	void opensWithAnRsaKey() throws Exception {
		String rsa = gpg.makeKey("Key-Type: EDDSA", "Key-Curve: ed25519", "Key-Usage: sign", "Subkey-Type: RSA",
				"Subkey-Length: 3072", "Subkey-Usage: encrypt", "Name-Real: Legal aid", "Expire-Date: 200");
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		assertThat(key(rsa).algorithm()).isEqualTo("RSA 3072");
		seal(Map.of("case.json", "{}"), file, key(rsa));

		assertThat(unzipped(gpg.run(file.toByteArray(), "--decrypt").succeeds())).containsEntry("case.json", "{}");
	}

	@Test
	void opensForNobodyElse() throws Exception {
		try (Gpg other = Gpg.start()) {
			other.makePartner("Somebody else", "1y");
			Gpg.Result opened = other.run(sealed(Map.of("case.json", "{}")), "--decrypt");

			assertThat(opened.status()).isNotZero();
			assertThat(opened.output()).isEmpty();
		}
	}

	/** In the armor's text, so that everything inside may be hit. */
	@Test
	void gpgEndsWithAFailureOnWhateverIsAltered() throws Exception {
		byte[] honest = sealed(Map.of("case.json", "{}"));
		Random random = new Random(5);
		for (int round = 0; round < 24; round++) {
			byte[] altered = reArmored(honest, random, round);
			assertThat(gpg.run(altered, "--decrypt").status()).as("round %d", round).isNotZero();
		}
		assertThat(gpg.run(reArmored(honest, random, -1), "--decrypt").status()).isZero();
	}

	/** So the guide has partners look at warnings, and not at the status alone. */
	@Test
	void gpgWarnsOfARevokedKeyAndStillEndsWithNought() throws Exception {
		HandoffPrimary primary = HandoffPrimary.generate("Lost", NOW.minusSeconds(60));
		HandoffPrimary.Issued issued = primary.issue(NOW.minusSeconds(60), Duration.ofDays(30));
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		try (PackageSealer sealer = PackageSealer.open(ID, partner, issued.key(), NOW, file)) {
			sealer.finish();
		}
		gpg.importKey(issued.primary().revoke(issued.key().signingFingerprint(), NOW).publicKey());

		Gpg.Result opened = gpg.run(file.toByteArray(), "--status-fd", "2", "--decrypt");

		opened.succeeds();
		assertThat(opened.errors()).contains("[GNUPG:] REVKEYSIG", "This subkey has been revoked")
			.doesNotContain("[GNUPG:] GOODSIG");
	}

	@Test
	void gpgEndsWithAFailureOnAPackageThatWasGivenUp() throws Exception {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		try (PackageSealer sealer = PackageSealer.open(ID, partner, OURS, NOW, file)) {
			sealer.add("case.json", new byte[500_000]);
		}

		assertThat(gpg.run(file.toByteArray(), "--decrypt").status()).isNotZero();
	}

	@Test
	void oneLengthHidesMany() throws IOException {
		long small = length(1);
		// the numbers of an encrypted key and of a signature vary by some bytes
		assertThat(length(40_000)).isCloseTo(small, Offset.offset(16L));
		assertThat(length(60_000)).isCloseTo(small, Offset.offset(16L));
		assertThat(length(70_000)).isGreaterThan(small + 20_000);
	}

	@ParameterizedTest
	@CsvSource({ "1, 65536", "65536, 65536", "65537, 81920", "81921, 98304", "114689, 131072", "131072, 131072",
			"131073, 163840", "50000000, 50331648" })
	void theClassesAreFourToADoubling(long bytes, long size) {
		assertThat(SizeClass.of(bytes)).isEqualTo(size);
	}

	@Test
	void theClassesCostAQuarterAtMost() {
		for (long bytes = SizeClass.LEAST; bytes < SizeClass.MOST; bytes += 99_991) {
			assertThat(SizeClass.of(bytes)).isBetween(bytes, bytes + bytes / 4 + 4);
		}
		assertThat(SizeClass.of(SizeClass.MOST)).isEqualTo(SizeClass.MOST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "padding", "../case.json", "/etc/passwd", "a//b", "a/", "documents/..", "a b", "C:\\a",
			"a/b/c/d/e", "이름" })
	void takesPlainNamesOnly(String name) throws IOException {
		try (PackageSealer sealer = open()) {
			assertThatIllegalArgumentException().isThrownBy(() -> sealer.add(name, new byte[0]));
		}
	}

	@Test
	void holdsNoFileTwice() throws IOException {
		try (PackageSealer sealer = open()) {
			sealer.add("case.json", new byte[0]);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> sealer.add("case.json", new byte[0]));
		}
	}

	@Test
	void endsWhatGrowsTooLarge() throws IOException {
		PaddedZip zip = new PaddedZip(OutputStream.nullOutputStream(), NOW);
		InputStream endless = new InputStream() {

			@Override
			public int read() {
				return 0;
			}

			@Override
			public int read(byte[] bytes, int offset, int length) {
				return length;
			}

		};

		assertThatExceptionOfType(TooLargeToHandOver.class).isThrownBy(() -> zip.add("documents/1.pdf", endless));
	}

	@Test
	void sealsNothingToAKeyThatHasExpired() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> PackageSealer.open(ID, partner, OURS, partner.expires(), OutputStream.nullOutputStream()));
	}

	@Test
	void signsNothingWithAKeyThatHasExpired() {
		assertThatIllegalStateException()
			.isThrownBy(() -> PackageSealer.open(ID, partner, OURS, OURS.expires(), OutputStream.nullOutputStream()));
	}

	private static PackageSealer open() throws IOException {
		return PackageSealer.open(ID, partner, OURS, NOW, OutputStream.nullOutputStream());
	}

	private static long length(int bytes) throws IOException {
		try (PackageSealer sealer = open()) {
			sealer.add("case.json", new byte[bytes]);
			return sealer.finish().length();
		}
	}

	private static byte[] sealed(Map<String, String> content) throws IOException {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		seal(content, file, partner);
		return file.toByteArray();
	}

	private static SealedPackage seal(Map<String, String> content, OutputStream out, PartnerKey to) throws IOException {
		try (PackageSealer sealer = PackageSealer.open(ID, to, OURS, NOW, out)) {
			for (Map.Entry<String, String> each : content.entrySet()) {
				sealer.add(each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8));
			}
			return sealer.finish();
		}
	}

	/**
	 * The package with one byte of its packets altered, or cut off, its checksum right.
	 */
	private static byte[] reArmored(byte[] armored, Random random, int round) throws IOException {
		String text = new String(armored, StandardCharsets.US_ASCII);
		String body = text.substring(text.indexOf("\n\n") + 2, text.lastIndexOf("\n="));
		byte[] packets = Base64.getMimeDecoder().decode(body);
		if (round % 4 == 3) {
			packets = Arrays.copyOf(packets, packets.length - 1 - random.nextInt(1000));
		}
		else if (round >= 0) {
			// the first bytes, the last, or any
			int at = (round % 4 == 0) ? random.nextInt(120)
					: (round % 4 == 1) ? packets.length - 1 - random.nextInt(200) : random.nextInt(packets.length);
			packets[at] ^= (byte) (1 << random.nextInt(8));
		}
		return Armor.of("PGP MESSAGE", packets).getBytes(StandardCharsets.US_ASCII);
	}

	private static Map<String, String> unzipped(byte[] zip) throws IOException {
		Map<String, String> content = new LinkedHashMap<>();
		try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				content.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
			}
		}
		return content;
	}

	private static PartnerKey key(String fingerprint) throws IOException, InterruptedException {
		return (PartnerKey) PartnerKey.read(gpg.export(fingerprint), NOW.plusSeconds(5));
	}

	private static String sha256(byte[] bytes) {
		MessageDigest digest = HashKind.SHA256.digest();
		return HexFormat.of().formatHex(digest.digest(bytes));
	}

}
