package org.durumi.keys;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.security.seal.RootKey;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What is done with keys is in the log, and nothing that the catalogue does not know. */
class KeyEventTests extends DatabaseTest {

	@Autowired
	private SealedLog log;

	@Autowired
	private RootKey root;

	@Autowired
	private RootKeyOpened opened;

	@Test
	void aServerThatStartsSaysWhichRootKeyItOpenedToEverySupervisor() {
		int before = starts().size();
		assertThat(before).as("the start of this very application").isPositive();
		this.opened.tell();
		List<Map<String, String>> after = starts();
		assertThat(after).hasSize(before + 1);
		assertThat(after.getFirst()).isEqualTo(Map.of("key", this.root.id()));
	}

	@Test
	void eachLogKeyWasMadeByAnEvent() throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement();
				ResultSet row = statement.executeQuery("""
						select (select count(*) from audit.log_key),
							(select count(*) from audit.event where action = 'LOG_KEY_MADE')""")) {
			assertThat(row.next()).isTrue();
			assertThat(row.getInt(1)).isPositive().isEqualTo(row.getInt(2));
		}
	}

	@Test
	void whatTheCatalogueDoesNotKnowIsNotWritten() {
		UUID me = DemoAccount.ADMIN.subject();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> as(DemoAccount.ADMIN,
					() -> inTransaction(() -> this.log.append(AuditAction.CASE_LIST_READ, SubjectType.LIST, me,
							Detail.of("name", "not for the log")))))
			.withMessageNotContaining("not for the log");
		assertThatIllegalArgumentException().as("about a case or not at all")
			.isThrownBy(() -> as(DemoAccount.ADMIN, () -> inTransaction(
					() -> this.log.append(AuditAction.STAGE_MOVED, SubjectType.CASE_FILE, me, Detail.none()))));
	}

	/** As a supervisor finds them on her desk, newest first. */
	private List<Map<String, String>> starts() {
		return as(DemoAccount.SUPERVISOR_SEOUL, () -> inTransaction(() -> this.jdbc.sql(
				"select event_id, detail_enc from audit.reviewable where action = ? and actor_id = ? order by event_id desc")
			.params(AuditAction.ROOT_KEY_OPENED.name(), SystemActor.SERVER.id())
			.query((row, number) -> this.log.open(row.getObject(1, UUID.class), null, YearMonth.now(ZoneOffset.UTC),
					row.getBytes(2)))
			.list()));
	}

}
