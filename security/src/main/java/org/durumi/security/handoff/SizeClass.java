package org.durumi.security.handoff;

/**
 * The sizes that packages have: four for each doubling, from 64 KiB on. Which one it is
 * tells that a package holds documents or none, and little more; it costs at most a
 * quarter.
 */
final class SizeClass {

	/** The smallest, in bytes. */
	static final long LEAST = 64 * 1024;

	/** The largest, in bytes. */
	static final long MOST = 256 * 1024 * 1024;

	private SizeClass() {
	}

	/** The smallest class that holds so many bytes. */
	static long of(long bytes) {
		if (bytes <= LEAST) {
			return LEAST;
		}
		long step = Long.highestOneBit(bytes - 1) / 4;
		return (bytes + step - 1) / step * step;
	}

}
