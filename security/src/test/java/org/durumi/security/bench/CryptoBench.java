package org.durumi.security.bench;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.durumi.security.seal.Cell;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.RootKey;
import org.durumi.security.seal.SealedType;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.iv.RandomIvGenerator;

/**
 * Measures what sealing and opening one field costs, beside Jasypt with its defaults and
 * beside the bare cipher. All three take turns within one run, and the median of the
 * turns counts, so that a busy machine slows them alike and the ratios hold.
 */
public final class CryptoBench {

	/** A field as they are: 70 bytes. */
	private static final String FIELD = "Met at the tea house; speaks softly, asks that nobody writes her name.";

	private static final int WARM_UP = 5;

	private static final int TURNS = 21;

	private CryptoBench() {
	}

	public static void main(String[] arguments) throws GeneralSecurityException {
		CompartmentKey key = RootKey.generate().newCompartmentKey();
		Cell cell = new Cell("casework.note", "text", UUID.randomUUID(), UUID.randomUUID());
		RawAesGcm raw = new RawAesGcm();
		// PBEWithMD5AndDES, the key derived anew with 1,000 rounds for each value
		StandardPBEStringEncryptor jasypt = jasypt();
		// what Jasypt's starter for Spring Boot sets instead, which Durumi would have
		// used
		StandardPBEStringEncryptor starter = jasypt();
		starter.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
		starter.setIvGenerator(new RandomIvGenerator());

		Contender durumi = new Contender((text) -> key.open(cell, key.seal(cell, SealedType.TEXT, text)), 50_000);
		Contender bare = new Contender(raw::sealAndOpen, 50_000);
		Contender password = new Contender((text) -> jasypt.decrypt(jasypt.encrypt(text)), 250);
		Contender springs = new Contender((text) -> starter.decrypt(starter.encrypt(text)), 25);
		for (int turn = -WARM_UP; turn < TURNS; turn++) {
			durumi.run(turn);
			bare.run(turn);
			password.run(turn);
			springs.run(turn);
		}
		report(durumi.median(), bare.median(), password.median(), springs.median());
	}

	private static StandardPBEStringEncryptor jasypt() {
		StandardPBEStringEncryptor jasypt = new StandardPBEStringEncryptor();
		jasypt.setPassword("a password of the benchmark");
		return jasypt;
	}

	private static void report(double durumi, double bare, double jasypt, double starter) {
		print("Seal and open a field of %d bytes, median of %d turns", FIELD.length(), TURNS);
		print("  Durumi %.2f µs, raw JCA AES-GCM %.2f µs", durumi, bare);
		print("  Jasypt's default %.0f µs, that of its starter for Spring Boot %.0f µs", jasypt, starter);
		goal("seal + open: %.2f µs (goal ≤ 5 µs)", durumi, durumi <= 5);
		goal("against the default of Jasypt's starter for Spring Boot: %.0f times as fast (goal ≥ 200)",
				starter / durumi, starter / durumi >= 200);
		goal("against Jasypt's old default, MD5 and DES: %.0f times as fast (goal ≥ 200)", jasypt / durumi,
				jasypt / durumi >= 200);
		goal("against raw JCA AES-GCM: %.2f of its speed (goal ≥ 0.6)", bare / durumi, bare / durumi >= 0.6);
	}

	private static void print(String sentence, Object... figures) {
		System.out.println(String.format(Locale.ROOT, sentence, figures));
	}

	private static void goal(String sentence, double figure, boolean reached) {
		print(sentence + (reached ? " reached" : " falls short"), figure);
	}

	/** One way to seal and open, and how long its turns took. */
	private static final class Contender {

		private final UnaryOperator<String> sealAndOpen;

		private final int times;

		private final double[] microseconds = new double[TURNS];

		Contender(UnaryOperator<String> sealAndOpen, int times) {
			this.sealAndOpen = sealAndOpen;
			this.times = times;
		}

		/** Takes a turn; one below zero only warms up. */
		void run(int turn) {
			long start = System.nanoTime();
			for (int i = 0; i < this.times; i++) {
				// looked at, so that no compiler leaves the work out
				if (!this.sealAndOpen.apply(FIELD).equals(FIELD)) {
					throw new IllegalStateException("what was opened is not what was sealed");
				}
			}
			if (turn >= 0) {
				this.microseconds[turn] = (System.nanoTime() - start) / 1_000.0 / this.times;
			}
		}

		double median() {
			double[] sorted = this.microseconds.clone();
			Arrays.sort(sorted);
			return sorted[TURNS / 2];
		}

	}

}
