package org.durumi.exchange;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;

/**
 * Rows as a sheet: UTF-8 with a mark, which spreadsheets want, and no cell that one of
 * them takes for a formula (OWASP, CSV Injection). Made in memory.
 */
final class Sheet {

	private static final String MARK = "\uFEFF";

	private static final String FORMULA = "=+-@\t\r";

	private Sheet() {
	}

	static byte[] of(List<String> columns, Stream<List<String>> rows) {
		StringWriter text = new StringWriter();
		text.write(MARK);
		try (CsvWriter sheet = CsvWriter.builder().build(text)) {
			sheet.writeRecord(columns);
			rows.forEach((row) -> sheet.writeRecord(row.stream().map(Sheet::harmless).toList()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("memory does not fail to be written", ex);
		}
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

	/** A quotation mark before it makes it text and nothing else. */
	static String harmless(String cell) {
		return (!cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0) ? "'" + cell : cell;
	}

}
