package org.durumi.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.durumi.audit.AuditEvent;
import org.durumi.review.AuditRow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A row as others read it. */
class AuditRowsTests {

	private static final AuditRow ROW = new AuditRow(new UUID(7, 1), Instant.parse("2026-03-09T09:00:00.0001Z"),
			new UUID(0, 2), "=cmd|' /C calc'!A0", "STAFF_DISABLED", AuditEvent.Outcome.DONE, "STAFF", new UUID(0, 3),
			"서가온, \"가온\"", null, null, null, false, true);

	@Test
	void whatIsNotProvedYetHasNoPlaceAndIsThereAllTheSame() {
		List<AuditRows.Line> lines = List.of(new AuditRows.Line(ROW, null), new AuditRows.Line(ROW, 41L));
		assertThat(text(AuditRows.csv(lines)).lines().skip(1)).satisfiesExactly(
				(line) -> assertThat(line).startsWith(",00000000-0000-0007-0000-000000000001,"),
				(line) -> assertThat(line).startsWith("41,00000000-0000-0007-0000-000000000001,"));
		assertThat(text(AuditRows.json(lines)).replaceAll("\\s", "")).contains("\"leaf_index\":null,\"event_id\"",
				"\"leaf_index\":41,\"event_id\"", "\"reviewed\":true");
	}

	@Test
	void aNameIsNoFormulaInTheSheetAndItselfInJson() {
		List<AuditRows.Line> lines = List.of(new AuditRows.Line(ROW, 41L));
		assertThat(text(AuditRows.csv(lines))).contains(",'=cmd|", ",\"서가온, \"\"가온\"\"\",")
			.contains(",2026-03-09T09:00:00.000100Z,");
		assertThat(text(AuditRows.json(lines))).contains("\"=cmd|' /C calc'!A0\"");
		assertThat(lines.toString()).doesNotContain("가온");
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
