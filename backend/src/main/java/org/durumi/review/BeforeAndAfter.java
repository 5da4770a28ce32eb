package org.durumi.review;

import java.util.List;

import org.durumi.keys.Change;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says stood in fields before an act and after it, opened.
 *
 * @param record which kind of record they are fields of, absent for those of a person or
 * of the case file
 */
public record BeforeAndAfter(Compartment compartment, @Nullable String record, List<Field> fields) {

	public BeforeAndAfter {
		fields = List.copyOf(fields);
	}

	/**
	 * One field.
	 *
	 * @param before empty where nothing stood
	 * @param after empty where nothing stands any more
	 */
	public record Field(String name, String before, String after) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** Whether an entry tells of values, and whether its reader may open them. */
	public enum Access {

		/** It tells of none. */
		NONE,
		/** It does, and she may. */
		OPENS,
		/** It does, and she holds no key of the fields' compartment. */
		NOT_HERS

	}

	static BeforeAndAfter of(Change change, @Nullable String record) {
		return new BeforeAndAfter(change.compartment(), record,
				change.fields()
					.stream()
					.map((name) -> new Field(name, change.before().getOrDefault(name, ""),
							change.after().getOrDefault(name, "")))
					.toList());
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
