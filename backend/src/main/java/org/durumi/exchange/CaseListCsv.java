package org.durumi.exchange;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.durumi.cases.CaseListRow;
import org.durumi.people.IdentityField;
import org.jspecify.annotations.Nullable;

/**
 * A list of cases with names as a sheet: UTF-8 with a mark, which spreadsheets want, and
 * no cell that one of them takes for a formula (OWASP, CSV Injection). Made in memory.
 */
final class CaseListCsv {

	/** In the order of the columns. */
	static final List<IdentityField> NAMES = List.of(IdentityField.HANGUL, IdentityField.DPRK_ROMANISED,
			IdentityField.REVISED_ROMANISED, IdentityField.CHINESE_NAME, IdentityField.PINYIN);

	private static final String MARK = "\uFEFF";

	private static final String FORMULA = "=+-@\t\r";

	private static final List<String> FACTS = List.of("case_number", "code_name", "stage", "risk", "last_contact",
			"next_due");

	private CaseListCsv() {
	}

	/** One case and the names that were opened, none if they are not hers to open. */
	record Line(CaseListRow facts, Map<IdentityField, String> names) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	static byte[] of(List<Line> lines) {
		StringWriter text = new StringWriter();
		text.write(MARK);
		try (CsvWriter sheet = CsvWriter.builder().build(text)) {
			sheet.writeRecord(Stream.concat(FACTS.stream(), NAMES.stream().map(IdentityField::column)).toList());
			lines.forEach((line) -> sheet.writeRecord(cells(line)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("memory does not fail to be written", ex);
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static List<String> cells(Line line) {
		CaseListRow facts = line.facts();
		Stream<String> clear = Stream.of(facts.caseNumber(), facts.codeName(), facts.stage().name(),
				Objects.toString(facts.risk(), ""), day(facts.lastContact()), day(facts.nextDue()));
		Stream<String> names = NAMES.stream().map((field) -> line.names().getOrDefault(field, ""));
		return Stream.concat(clear, names).map(CaseListCsv::harmless).toList();
	}

	/** A quotation mark before it makes it text and nothing else. */
	static String harmless(String cell) {
		return (!cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0) ? "'" + cell : cell;
	}

	private static String day(@Nullable LocalDate day) {
		return (day != null) ? day.toString() : "";
	}

}
