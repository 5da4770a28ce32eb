package org.durumi.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an event says beyond its columns: names of fields and records, stages, counts.
 * Never what stood in a field; that is a {@link Change}.
 */
public final class Detail {

	private final Map<String, String> entries;

	private Detail(Map<String, String> entries) {
		this.entries = entries;
	}

	public static Detail none() {
		return new Detail(new LinkedHashMap<>());
	}

	public static Detail of(String name, Object value) {
		return none().and(name, value);
	}

	/** The names of fields or records, as one entry. */
	public static Detail fields(List<String> names) {
		return of("fields", String.join(",", names));
	}

	public Detail and(String name, Object value) {
		Map<String, String> more = new LinkedHashMap<>(this.entries);
		more.put(name, value.toString());
		return new Detail(more);
	}

	public Map<String, String> entries() {
		return Map.copyOf(this.entries);
	}

	Map<String, String> ordered() {
		return this.entries;
	}

}
