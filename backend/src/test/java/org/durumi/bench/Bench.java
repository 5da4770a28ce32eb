package org.durumi.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import ch.qos.logback.classic.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How benchmarks take time and say what they found. */
final class Bench {

	private Bench() {
	}

	/** Lets only failures be logged. */
	static void quiet() {
		if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
			root.setLevel(Level.ERROR);
		}
	}

	static double milliseconds(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1_000_000.0;
	}

	static double median(List<Double> figures) {
		double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/** What so many of a hundred stay below. */
	static double percentile(List<Double> figures, int percent) {
		double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
		Arrays.sort(sorted);
		return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
	}

	/** A figure beside its goal, which is the most it may be. */
	static void goal(String what, double figure, String unit, double most) {
		print("%s: %.2f%s (goal ≤ %s%s) %s", what, figure, unit, plain(most), unit,
				(figure <= most) ? "reached" : "missed");
	}

	/** A figure beside its goal, which is the least it may be. */
	static void atLeast(String what, double figure, String unit, double least) {
		print("%s: %.2f%s (goal ≥ %s%s) %s", what, figure, unit, plain(least), unit,
				(figure >= least) ? "reached" : "missed");
	}

	static void print(String sentence, Object... figures) {
		System.out.println(String.format(Locale.ROOT, sentence, figures));
	}

	private static String plain(double number) {
		return (number == Math.rint(number)) ? Long.toString((long) number) : Double.toString(number);
	}

}
