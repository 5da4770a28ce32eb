package org.durumi.security.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tile lies below a log's prefix (C2SP tlog-tiles): {@code tile/<L>/<N>[.p/<W>]},
 * or {@code tile/entries/<N>[.p/<W>]} for the data of the leaves of a tile of level 0.
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param width how many hashes or entries it holds, 256 if it is full
 */
record TilePath(int level, long index, int width) {

	/** In place of a level: not the hashes, but what the leaves are made of. */
	static final int ENTRIES = -1;

	private static final Pattern FORM = Pattern
		.compile("tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

	TilePath {
		if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > RightEdge.WIDTH) {
			throw new Malformed("There is a tile that none can be.");
		}
	}

	/**
	 * Reads a path.
	 * @throws Malformed if it is none
	 */
	static TilePath parse(String path) {
		Matcher form = FORM.matcher(path);
		if (!form.matches()) {
			throw new Malformed("There is a path that is none of a tile.");
		}
		TilePath tile = new TilePath(form.group(1).equals("entries") ? ENTRIES : Integer.parseInt(form.group(1)),
				Long.parseLong(form.group(2).replace("x", "").replace("/", "")),
				(form.group(3) != null) ? Integer.parseInt(form.group(3)) : RightEdge.WIDTH);
		// no leading elements of zeroes, no partial tile that is full
		if (!tile.toString().equals(path)) {
			throw new Malformed("There is a path of a tile that is not spelt as it must be.");
		}
		return tile;
	}

	/** The path of the tile once it is full. */
	TilePath full() {
		return new TilePath(this.level, this.index, RightEdge.WIDTH);
	}

	@Override
	public String toString() {
		StringBuilder path = new StringBuilder("%03d".formatted(this.index % 1000));
		for (long rest = this.index / 1000; rest > 0; rest /= 1000) {
			path.insert(0, "x%03d/".formatted(rest % 1000));
		}
		path.insert(0, "tile/" + ((this.level == ENTRIES) ? "entries" : Integer.toString(this.level)) + "/");
		return path + ((this.width < RightEdge.WIDTH) ? ".p/" + this.width : "");
	}

}
