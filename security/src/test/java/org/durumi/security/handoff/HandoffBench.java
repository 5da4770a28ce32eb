package org.durumi.security.handoff;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Measures what sealing a package costs, beside what encrypting and hashing the same
 * bytes takes at the least, and whether a large one takes more memory than a small one:
 * that is tried by a runtime of its own which has little.
 */
public final class HandoffBench {

	private static final int PACKAGE = 256 * 1024;

	private static final int LARGE = 50 * 1024 * 1024;

	private static final int WARM_UP = 30;

	private static final int TURNS = 41;

	/** The heap in which a large package is sealed, in MiB. */
	private static final int HEAP = 20;

	private static final double MIB = 1024 * 1024;

	private final Instant now = Clock.systemUTC().instant();

	private final PartnerKey partner = new TestPartner(this.now).key();

	private final HandoffKey ours = HandoffPrimary.generate("Bench", this.now)
		.issue(this.now, Duration.ofDays(1))
		.key();

	private HandoffBench() {
	}

	public static void main(String[] arguments) throws Exception {
		HandoffBench bench = new HandoffBench();
		if (arguments.length == 1) {
			bench.stream(Integer.parseInt(arguments[0]));
			return;
		}
		bench.small();
		large();
	}

	private void small() throws IOException, GeneralSecurityException {
		byte[] content = new byte[PACKAGE - 8 * 1024];
		new Random(1).nextBytes(content);
		double[] sealing = new double[TURNS];
		double[] least = new double[TURNS];
		for (int turn = -WARM_UP; turn < TURNS; turn++) {
			double milliseconds = timed(() -> {
				try (PackageSealer sealer = PackageSealer.open(UUID.randomUUID(), this.partner, this.ours, this.now,
						OutputStream.nullOutputStream())) {
					sealer.add("case.json", content);
					sealer.finish();
				}
			});
			double atLeast = timed(() -> least(content));
			if (turn >= 0) {
				sealing[turn] = milliseconds;
				least[turn] = atLeast;
			}
		}
		Arrays.sort(sealing);
		Arrays.sort(least);
		double median = sealing[TURNS / 2];
		print("Seal a package of %d KiB, median of %d turns; the slowest took %.1f ms", PACKAGE / 1024, TURNS,
				sealing[TURNS - 1]);
		print("  AES-256-CFB, SHA-512, SHA-256 and SHA-1 over the same bytes take %.1f ms", least[TURNS / 2]);
		goal("sealing: %.1f ms (goal ≤ 100 ms)", median, median <= 100);
	}

	/** What no way of sealing does without. */
	private static void least(byte[] content) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
		cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[32], "AES"), new IvParameterSpec(new byte[16]));
		byte[] encrypted = cipher.doFinal(content);
		for (String hash : new String[] { "SHA-512", "SHA-256", "SHA-1" }) {
			HashKind.digest(hash).digest(encrypted);
		}
	}

	private static void large() throws IOException, InterruptedException {
		print("Seal %d MiB in a heap of %d MiB", LARGE / (1024 * 1024), HEAP);
		String java = ManagementFactory.getRuntimeMXBean().getSystemProperties().get("java.home") + File.separator
				+ "bin" + File.separator + "java";
		Process process = new ProcessBuilder(java, "-Xmx" + HEAP + "m", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), HandoffBench.class.getName(), Integer.toString(LARGE))
			.inheritIO()
			.start();
		int status = process.waitFor();
		print("a large package in a small heap%s", (status == 0) ? " reached" : " falls short");
	}

	private void stream(int bytes) throws IOException {
		seal(bytes / 10);
		double small = peak();
		long start = System.nanoTime();
		seal(bytes);
		double seconds = (System.nanoTime() - start) / 1e9;
		print("  %.1f MiB/s; the heap held %.1f MiB at most, and %.1f MiB with a tenth of the package",
				bytes / MIB / seconds, peak(), small);
	}

	private void seal(int bytes) throws IOException {
		try (PackageSealer sealer = PackageSealer.open(UUID.randomUUID(), this.partner, this.ours, this.now,
				OutputStream.nullOutputStream())) {
			sealer.add("documents/1.pdf", new Endless(bytes));
			sealer.finish();
		}
	}

	private static double peak() {
		return ManagementFactory.getMemoryPoolMXBeans()
			.stream()
			.filter((pool) -> pool.getType() == MemoryType.HEAP)
			.mapToLong((pool) -> pool.getPeakUsage().getUsed())
			.sum() / MIB;
	}

	private static double timed(Work work) throws IOException, GeneralSecurityException {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e6;
	}

	private static void print(String sentence, Object... figures) {
		System.out.println(String.format(Locale.ROOT, sentence, figures));
	}

	private static void goal(String sentence, double figure, boolean reached) {
		print(sentence + (reached ? " reached" : " falls short"), figure);
	}

	/** What is timed. */
	private interface Work {

		void run() throws IOException, GeneralSecurityException;

	}

	/** So many bytes that lie nowhere. */
	private static final class Endless extends InputStream {

		private int left;

		Endless(int length) {
			this.left = length;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? this.left & 0xff : -1;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			if (this.left <= 0) {
				return -1;
			}
			int read = Math.min(length, this.left);
			Arrays.fill(bytes, offset, offset + read, (byte) this.left);
			this.left -= read;
			return read;
		}

	}

}
