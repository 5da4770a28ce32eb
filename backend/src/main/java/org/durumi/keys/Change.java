package org.durumi.keys;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * What stood in fields of one compartment before an act and what stands in them after it,
 * in clear, on its way into the log or out of it. It holds the fields that differ and no
 * other; one that is in neither map was not touched, one that is in one of them only was
 * filled or emptied.
 */
public record Change(Compartment compartment, Map<String, String> before, Map<String, String> after) {

	public Change {
		before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
		after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
	}

	/** What differs between two states; what is empty counts as not there. */
	public static Change between(Compartment compartment, Map<String, String> before, Map<String, String> after) {
		Map<String, String> was = new LinkedHashMap<>();
		Map<String, String> is = new LinkedHashMap<>();
		Set<String> names = new LinkedHashSet<>(before.keySet());
		names.addAll(after.keySet());
		for (String name : names) {
			String one = before.getOrDefault(name, "");
			String other = after.getOrDefault(name, "");
			if (!one.equals(other)) {
				put(was, name, one);
				put(is, name, other);
			}
		}
		return new Change(compartment, was, is);
	}

	/** Of one field; absent is empty. */
	public static Change of(Compartment compartment, String name, @Nullable Object before, @Nullable Object after) {
		return between(compartment, Map.of(name, text(before)), Map.of(name, text(after)));
	}

	/** What was written where nothing was. */
	public static Change added(Compartment compartment, Map<String, String> values) {
		return between(compartment, Map.of(), values);
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

	private static void put(Map<String, String> values, String name, String value) {
		if (!value.isEmpty()) {
			values.put(name, value);
		}
	}

	/** The names of the fields that differ. */
	public Set<String> fields() {
		Set<String> names = new LinkedHashSet<>(this.before.keySet());
		names.addAll(this.after.keySet());
		return names;
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
