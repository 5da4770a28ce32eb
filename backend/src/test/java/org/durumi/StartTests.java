package org.durumi;

import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartTests extends DatabaseTest {

	@Test
	void aDemoAccountSeesHerselfAndNobodyIsNobody() {
		assertThat(as(DemoAccount.CASEWORKER_YANJI, () -> inTransaction(() -> countStaff()))).isPositive();
		assertThat(inTransaction(this::countStaff)).isZero();
	}

	private int countStaff() {
		return this.jdbc.sql("select count(*) from access.staff").query(Integer.class).single();
	}

}
