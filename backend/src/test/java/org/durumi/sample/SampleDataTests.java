package org.durumi.sample;

import java.util.Map;

import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.Stage;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class SampleDataTests extends DatabaseTest {

	@Autowired
	private SampleData sample;

	@Autowired
	private CaseList list;

	@Test
	void makesCasesThroughTheServicesWithoutBeingRefused() {
		int before = cases();
		this.sample.load(0, 40);
		assertThat(cases()).isEqualTo(before + 40);
	}

	private int cases() {
		return counts(DemoAccount.CASEWORKER_YANJI) + counts(DemoAccount.CASEWORKER_SEOUL);
	}

	private int counts(DemoAccount account) {
		Map<Stage, Integer> counts = as(account,
				() -> this.list.countsByStage(CaseListFilter.of(CaseListFilter.Scope.TEAM)));
		return counts.values().stream().mapToInt(Integer::intValue).sum();
	}

}
