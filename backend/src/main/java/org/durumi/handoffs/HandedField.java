package org.durumi.handoffs;

import java.util.List;

/**
 * One field that is handed over.
 *
 * @param name as {@link FieldId} writes it
 */
public record HandedField(String name, List<String> values) {

	public HandedField {
		values = List.copyOf(values);
	}

	public FieldId id() {
		return FieldId.parse(this.name);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
