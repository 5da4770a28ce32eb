package org.durumi.exchange;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.durumi.review.AuditRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entries of the audit log as the list shows them, as a sheet and as JSON. The same names
 * in both; what says where an entry stands in the log and which it is comes first, so
 * that each is found in the file of proofs.
 */
final class AuditRows {

	private static final JsonMapper JSON = JsonMapper.shared();

	/** As the log's own files spell it. */
	private static final DateTimeFormatter TIME = DateTimeFormatter
		.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Map<String, Function<Line, @Nullable Object>> COLUMNS = columns();

	private AuditRows() {
	}

	/**
	 * An entry.
	 *
	 * @param place its index in the log, absent while it is under no signed checkpoint
	 */
	record Line(AuditRow row, @Nullable Long place) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	private static Map<String, Function<Line, @Nullable Object>> columns() {
		Map<String, Function<Line, @Nullable Object>> columns = new LinkedHashMap<>();
		columns.put("leaf_index", Line::place);
		columns.put("event_id", (line) -> line.row().id());
		columns.put("occurred_at", (line) -> TIME.format(line.row().at()));
		columns.put("actor_id", (line) -> line.row().actor());
		columns.put("actor", (line) -> line.row().actorName());
		columns.put("action", (line) -> line.row().action());
		columns.put("outcome", (line) -> line.row().outcome());
		columns.put("subject_type", (line) -> line.row().subjectType());
		columns.put("subject_id", (line) -> line.row().subject());
		columns.put("subject", (line) -> line.row().subjectName());
		columns.put("case_id", AuditRows::caseId);
		columns.put("code_name", (line) -> line.row().codeName());
		columns.put("compartment", (line) -> line.row().compartment());
		columns.put("reviewed", (line) -> line.row().reviewed());
		return columns;
	}

	private static @Nullable Object caseId(Line line) {
		return (line.row().caseId() != null) ? line.row().caseId().value() : null;
	}

	static byte[] csv(List<Line> lines) {
		return Sheet.of(List.copyOf(COLUMNS.keySet()),
				lines.stream()
					.map((line) -> COLUMNS.values()
						.stream()
						.map((column) -> Objects.toString(column.apply(line), ""))
						.toList()));
	}

	static byte[] json(List<Line> lines) {
		return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(lines.stream().map((line) -> {
			Map<String, @Nullable Object> row = new LinkedHashMap<>();
			COLUMNS.forEach((name, column) -> row.put(name, column.apply(line)));
			return row;
		}).toList());
	}

}
