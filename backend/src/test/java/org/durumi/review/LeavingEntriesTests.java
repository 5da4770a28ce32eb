package org.durumi.review;

import java.util.Set;

import org.durumi.keys.SealedLog;
import org.durumi.reference.CaseId;
import org.durumi.review.LeavingEntries.Answer;
import org.durumi.support.CaseTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** No more leave at once than are allowed, and none of them if there are more. */
class LeavingEntriesTests extends CaseTest {

	@Autowired
	private Entries entries;

	@Autowired
	private SealedLog log;

	@Test
	void moreThanAreAllowedDoNotLeaveAndNothingSaysThatTheyDid() {
		CaseId id = registered();
		AuditFilter filter = new AuditFilter(null, facts(id).codeName(), Set.of(), null, null, false);
		Answer.These all = (Answer.These) take(filter, LeavingEntries.MOST);
		int before = exported();
		assertThat(take(filter, all.rows().size() - 1)).isEqualTo(new Answer.TooMany());
		assertThat(exported()).isEqualTo(before);
		assertThat(take(filter, all.rows().size())).isEqualTo(all);
		assertThat(exported()).isEqualTo(before + 1);
	}

	private Answer take(AuditFilter filter, int most) {
		LeavingEntries leaving = new LeavingEntries(this.jdbc, this.entries, this.log);
		return asFresh(SUPERVISOR, () -> inTransaction(() -> leaving.take(filter, most)));
	}

	private int exported() {
		return as(SUPERVISOR,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from audit.event where actor_id = ? and action = 'AUDIT_EXPORTED'")
					.param(SUPERVISOR.subject())
					.query(Integer.class)
					.single()));
	}

}
