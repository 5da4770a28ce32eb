package org.durumi.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.durumi.cases.CaseListRow;
import org.durumi.people.IdentityField;
import org.jspecify.annotations.Nullable;

/** A list of cases with names as a sheet. */
final class CaseListCsv {

	/** In the order of the columns. */
	static final List<IdentityField> NAMES = List.of(IdentityField.HANGUL, IdentityField.DPRK_ROMANISED,
			IdentityField.REVISED_ROMANISED, IdentityField.CHINESE_NAME, IdentityField.PINYIN);

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
		return Sheet.of(Stream.concat(FACTS.stream(), NAMES.stream().map(IdentityField::column)).toList(),
				lines.stream().map(CaseListCsv::cells));
	}

	private static List<String> cells(Line line) {
		CaseListRow facts = line.facts();
		Stream<String> clear = Stream.of(facts.caseNumber(), facts.codeName(), facts.stage().name(),
				Objects.toString(facts.risk(), ""), day(facts.lastContact()), day(facts.nextDue()));
		Stream<String> names = NAMES.stream().map((field) -> line.names().getOrDefault(field, ""));
		return Stream.concat(clear, names).toList();
	}

	private static String day(@Nullable LocalDate day) {
		return (day != null) ? day.toString() : "";
	}

}
