package org.durumi.local;

import java.nio.file.Path;

/**
 * Where unpacked servers are kept between runs; deleting it costs a minute, nothing else.
 */
final class Caches {

	private Caches() {
	}

	/**
	 * {@code $DURUMI_CACHE}, else {@code $XDG_CACHE_HOME/durumi}, else
	 * {@code ~/.cache/durumi}.
	 */
	static Path directory() {
		String own = System.getenv("DURUMI_CACHE");
		if (own != null && !own.isBlank()) {
			return Path.of(own).toAbsolutePath();
		}
		String xdg = System.getenv("XDG_CACHE_HOME");
		Path base = (xdg != null && !xdg.isBlank()) ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
		return base.resolve("durumi").toAbsolutePath();
	}

}
