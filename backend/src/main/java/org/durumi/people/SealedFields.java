package org.durumi.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.keys.CaseKeys;
import org.durumi.keys.Opening;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.durumi.security.seal.SealedType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table with one row a case and one sealed value a column. */
final class SealedFields<F extends Enum<F> & PersonField> {

	private final JdbcClient jdbc;

	private final String table;

	private final Class<F> type;

	SealedFields(JdbcClient jdbc, String table, Class<F> type) {
		this.jdbc = jdbc;
		this.table = table;
		this.type = type;
	}

	/** A row as it was read: nothing in it is open. */
	record Row<F extends Enum<F> & PersonField>(UUID id, int version, Map<F, Sealed<String>> sealed) {
	}

	Class<F> type() {
		return this.type;
	}

	void add(CaseKeys keys, Map<F, String> values) {
		UUID id = Ids.next();
		List<Object> params = new ArrayList<>(List.of(id, keys.caseId().value(), Compartment.IDENTITY.name()));
		params.addAll(seal(keys, id, values));
		this.jdbc
			.sql("insert into " + this.table + " (id, case_id, compartment, " + columns(", ") + ") values (?, ?, ?"
					+ ", ?".repeat(this.type.getEnumConstants().length) + ")")
			.params(params)
			.update();
	}

	/** The row of a case, none of which is open; empty where row security hides it. */
	Optional<Row<F>> find(CaseId caseId, Set<F> fields) {
		return this.jdbc.sql("select id, version, " + columns(fields) + " from " + this.table + " where case_id = ?")
			.param(caseId.value())
			.query((row, number) -> read(row, "id", fields))
			.optional();
	}

	/**
	 * As {@link #find}, all fields; nobody else changes the row until the transaction
	 * ends.
	 */
	Row<F> lock(CaseId caseId) {
		Set<F> all = EnumSet.allOf(this.type);
		return this.jdbc
			.sql("select id, version, " + columns(all) + " from " + this.table + " where case_id = ? for update")
			.param(caseId.value())
			.query((row, number) -> read(row, "id", all))
			.single();
	}

	String open(Opening opening, Row<F> row, F field) {
		return opening.open(Compartment.IDENTITY, cell(opening.caseId(), row.id(), field),
				Objects.requireNonNull(row.sealed().get(field)));
	}

	Map<F, String> open(Opening opening, Row<F> row) {
		Map<F, String> values = new EnumMap<>(this.type);
		row.sealed().keySet().forEach((field) -> values.put(field, open(opening, row, field)));
		return values;
	}

	/** Writes every field anew, so that ciphertexts do not tell which one changed. */
	void replace(CaseKeys keys, Row<F> row, Map<F, String> values) {
		List<Object> params = new ArrayList<>(seal(keys, row.id(), values));
		params.add(row.id());
		this.jdbc.sql("update " + this.table + " set " + columns(" = ?, ") + " = ?, version = version + 1 where id = ?")
			.params(params)
			.update();
	}

	private List<byte[]> seal(CaseKeys keys, UUID id, Map<F, String> values) {
		return Stream.of(this.type.getEnumConstants())
			.map((field) -> keys
				.seal(Compartment.IDENTITY, cell(keys.caseId(), id, field), SealedType.TEXT,
						values.getOrDefault(field, ""))
				.ciphertext())
			.toList();
	}

	/**
	 * Reads the given fields from a row that may hold another table's columns besides.
	 */
	Row<F> read(ResultSet row, String id, Set<F> fields) throws SQLException {
		Map<F, Sealed<String>> sealed = new EnumMap<>(this.type);
		for (F field : fields) {
			sealed.put(field, Sealed.of(row.getBytes(field.column()), SealedType.TEXT));
		}
		return new Row<>(Objects.requireNonNull(row.getObject(id, UUID.class)), row.getInt("version"), sealed);
	}

	private Cell cell(CaseId caseId, UUID id, F field) {
		return new Cell(this.table, field.column(), id, caseId.value());
	}

	private String columns(String separator) {
		return Stream.of(this.type.getEnumConstants()).map(PersonField::column).collect(Collectors.joining(separator));
	}

	private static String columns(Set<? extends PersonField> fields) {
		return fields.stream().map(PersonField::column).collect(Collectors.joining(", "));
	}

}
