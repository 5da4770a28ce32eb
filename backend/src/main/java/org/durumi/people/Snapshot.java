package org.durumi.people;

import java.util.Map;

/**
 * Fields as somebody saw them when she opened them for editing: what her changes are
 * measured against.
 *
 * @param version rises with each change
 * @param values every field as it is sealed, empty ones included
 */
public record Snapshot<F extends Enum<F> & PersonField>(int version, Map<F, String> values) {

	public Snapshot {
		values = Map.copyOf(values);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
