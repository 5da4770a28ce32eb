package org.durumi.handoffs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.durumi.keys.RowKeys;
import org.durumi.keys.SealedJson;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What leaves, as it was when it was asked for: one copy for each compartment, each under
 * a key of its own in its row. Who sees a row, the database says: of ours whoever holds
 * the compartment in the case, of a partner's whoever receives the handoff.
 */
@Repository
class Parts {

	private static final String TABLE = "handoffs.part";

	private static final UUID NO_CASE = new UUID(0, 0);

	private static final SealedJson<Part> TYPE = SealedJson.of(Part.class);

	private final JdbcClient jdbc;

	private final RowKeys keys;

	Parts(JdbcClient jdbc, RowKeys keys) {
		this.jdbc = jdbc;
		this.keys = keys;
	}

	/**
	 * The values of one compartment.
	 *
	 * @param salt of the digest of what leaves
	 */
	record Part(List<HandedField> fields, String salt) {

		Part {
			fields = List.copyOf(fields);
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	void keep(UUID id, List<HandoffPreview.Item> leaving, String salt) {
		Map<Compartment, List<HandedField>> parts = new EnumMap<>(Compartment.class);
		leaving.forEach((item) -> parts.computeIfAbsent(item.compartment(), (key) -> new ArrayList<>())
			.add(new HandedField(item.field().toString(), item.values())));
		parts.forEach((compartment, fields) -> {
			RowKeys.Kept<Part> kept = this.keys.seal(cell(id, compartment), TYPE, new Part(fields, salt));
			this.jdbc.sql("""
					insert into handoffs.part (id, compartment, content, row_key, wrapping_key_id)
					values (?, ?, ?, ?, ?)""")
				.params(id, compartment.name(), kept.value().ciphertext(), kept.wrapped(), kept.wrappingKeyId())
				.update();
		});
	}

	/**
	 * Opens what the actor may see; the event that says so has been written. Sections
	 * stand in the order in which they were composed.
	 */
	List<HandedField> open(UUID id) {
		return fields(parts(id));
	}

	/**
	 * As {@link #open}, for who sees all of it.
	 * @return empty if it is not what the digest was made of
	 */
	Optional<List<HandedField>> openAgreed(UUID id, @Nullable String agreed) {
		List<Part> parts = parts(id);
		List<HandedField> fields = fields(parts);
		List<String> names = fields.stream().map(HandedField::name).toList();
		boolean same = parts.stream().allMatch((part) -> Agreed.digest(part.salt(), names).equals(agreed));
		return (same && !parts.isEmpty()) ? Optional.of(fields) : Optional.empty();
	}

	private static List<HandedField> fields(List<Part> parts) {
		return parts.stream()
			.flatMap((part) -> part.fields().stream())
			.sorted(Comparator.comparing(HandedField::name))
			.toList();
	}

	private List<Part> parts(UUID id) {
		return this.jdbc.sql("select compartment, content, row_key from handoffs.part where id = ?")
			.param(id)
			.query((row, number) -> this.keys.open(row.getBytes(3), cell(id, Compartment.valueOf(row.getString(1))),
					Sealed.of(row.getBytes(2), TYPE)))
			.list();
	}

	private static Cell cell(UUID id, Compartment compartment) {
		return new Cell(TABLE, "content/" + compartment, id, NO_CASE);
	}

}
