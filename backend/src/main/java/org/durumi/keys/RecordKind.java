package org.durumi.keys;

import java.util.Map;

import org.durumi.reference.Compartment;
import org.durumi.security.seal.SealedType;

/**
 * A kind of small sealed record: its table in schema {@code casework}, the compartment it
 * is in unless chosen otherwise, and how its content is sealed.
 *
 * @param name the table's name without schema; also what the audit log calls the record
 */
public record RecordKind<T>(String name, Compartment compartment, SealedType<T> type) {

	public RecordKind {
		if (!name.matches("[a-z_]{3,40}")) {
			throw new IllegalArgumentException("a table name");
		}
	}

	public static <T> RecordKind<T> of(String name, Compartment compartment, Class<T> type) {
		return new RecordKind<>(name, compartment, SealedJson.of(type));
	}

	/**
	 * What a record says, by the names of its parts; sealed before it goes anywhere.
	 */
	public Map<String, String> parts(T content) {
		return SealedJson.parts(this.type, content);
	}

	/** Whether the record lies in this kind's table. */
	public boolean isOf(SealedRecord<?> entry) {
		return entry.table().equals(table());
	}

	String table() {
		return "casework." + this.name;
	}

}
