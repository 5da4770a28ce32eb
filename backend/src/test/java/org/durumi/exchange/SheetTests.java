package org.durumi.exchange;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** No cell of a sheet is taken for a formula. */
class SheetTests {

	@ParameterizedTest
	@ValueSource(strings = { "=1+1", "+82 10", "-2", "@SUM(A1)", "\t=1", "\r=1" })
	void aCellThatBeginsLikeAFormulaIsText(String cell) {
		assertThat(Sheet.harmless(cell)).isEqualTo("'" + cell);
	}

	@ParameterizedTest
	@CsvSource({ "''", "이하늘", "Ri Ha-neul", "A=B", "' =1'" })
	void everyOtherCellStaysWhatItIs(String cell) {
		assertThat(Sheet.harmless(cell)).isEqualTo(cell);
	}

}
