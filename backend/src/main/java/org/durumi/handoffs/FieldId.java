package org.durumi.handoffs;

/** Names one field of one section. */
public record FieldId(String section, String field) implements Comparable<FieldId> {

	public FieldId {
		if (!section.matches("[a-z_]{2,40}") || !field.matches("[a-z_]{2,40}")) {
			throw new IllegalArgumentException("sections and fields have plain names");
		}
	}

	/**
	 * Reads what {@link #toString} wrote.
	 * @throws IllegalArgumentException if it did not
	 */
	public static FieldId parse(String name) {
		int dot = name.indexOf('.');
		return new FieldId(name.substring(0, Math.max(dot, 0)), name.substring(dot + 1));
	}

	@Override
	public int compareTo(FieldId other) {
		return toString().compareTo(other.toString());
	}

	@Override
	public String toString() {
		return this.section + "." + this.field;
	}

}
