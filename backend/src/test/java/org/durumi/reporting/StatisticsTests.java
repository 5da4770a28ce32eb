package org.durumi.reporting;

import java.util.List;

import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatisticsTests extends DatabaseTest {

	@Autowired
	private Statistics statistics;

	@Test
	void anAnalystReadsEveryFigureAndTheReadingIsAnEvent() {
		List<String> before = actions();

		Report report = as(DemoAccount.ANALYST, this.statistics::read);

		for (Figure figure : Figure.values()) {
			assertThat(report.of(figure)).as("%s", figure).isNotEmpty();
		}
		assertThat(report.quarters()).hasSize(12).isSorted().allMatch((quarter) -> quarter.isBefore(report.until()));
		assertThat(report.cells()).filteredOn((cell) -> cell.figure() != Figure.TIME)
			.extracting(Cell::value)
			.allSatisfy((value) -> assertThat(value).satisfiesAnyOf((shown) -> assertThat(shown).isNull(),
					(shown) -> assertThat(shown).isGreaterThanOrEqualTo(5)));
		assertThat(actions()).hasSize(before.size() + 1).last().isEqualTo("STATISTICS_READ");
	}

	@ParameterizedTest
	@EnumSource(value = DemoAccount.class, names = "ANALYST", mode = EnumSource.Mode.EXCLUDE)
	void everybodyElseIsRefused(DemoAccount account) {
		assertThatThrownBy(() -> as(account, this.statistics::read)).isInstanceOf(AccessDeniedException.class);
	}

	private List<String> actions() {
		return as(DemoAccount.ANALYST,
				() -> inTransaction(
						() -> this.jdbc.sql("select action from audit.event where actor_id = ? order by event_id")
							.param(DemoAccount.ANALYST.subject())
							.query(String.class)
							.list()));
	}

}
