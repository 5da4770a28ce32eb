package org.durumi.drafts;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

import org.durumi.actor.Actor;
import org.durumi.cases.CaseAssignments.HandOver;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.CannotOpen;
import org.durumi.support.CaseTest;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a person typed is hers to go on with, and nobody else's. */
class DraftsTests extends CaseTest {

	private static final Map<String, String> TYPED = Map.of("form/note", "그녀는 두만강을 건넜다고 했다");

	@Autowired
	private Drafts drafts;

	@Test
	void whoTypedItGoesOnWithIt() {
		DraftKey key = harm(registered());
		Instant before = Instant.now().minusSeconds(60);
		assertThat(as(OWNER, () -> this.drafts.keep(key, TYPED))).isTrue();
		assertThat(as(OWNER, () -> this.drafts.keptAt(key))).hasValueSatisfying((at) -> assertThat(at).isAfter(before));
		assertThat(as(OWNER, () -> this.drafts.open(key))).contains(TYPED);
	}

	@Test
	void whatIsKeptLaterTakesThePlaceOfWhatWasBefore() {
		DraftKey key = harm(registered());
		as(OWNER, () -> this.drafts.keep(key, TYPED));
		as(OWNER, () -> this.drafts.keep(key, Map.of("form/note", "more")));
		assertThat(as(OWNER, () -> this.drafts.open(key))).contains(Map.of("form/note", "more"));
	}

	@Test
	void aColleagueOnTheSameCaseDoesNotGetIt() {
		CaseId id = registered();
		Actor colleague = hire(OWNER);
		as(SUPERVISOR, () -> this.assignments.assign(id, colleague.id()));
		as(OWNER, () -> this.drafts.keep(harm(id), TYPED));
		assertThat(as(colleague, () -> this.drafts.keptAt(harm(id)))).isEmpty();
		assertThat(as(colleague, () -> this.drafts.open(harm(id)))).isEmpty();
		assertThat(as(colleague, () -> this.drafts.keep(harm(id), Map.of()))).as("her own").isTrue();
		assertThat(as(OWNER, () -> this.drafts.open(harm(id)))).contains(TYPED);
	}

	@Test
	void whoLostTheCaseOpensNoDraftOfIt() {
		CaseId id = registered();
		as(OWNER, () -> this.drafts.keep(harm(id), TYPED));
		Actor mate = hire(OWNER);
		assertThat(as(SUPERVISOR, () -> this.assignments.handOver(id, mate.id()))).isEqualTo(HandOver.DONE);
		assertThat(as(OWNER, () -> this.drafts.keptAt(harm(id)))).isEmpty();
		assertThat(as(OWNER, () -> this.drafts.open(harm(id)))).isEmpty();
		assertThat(as(OWNER, () -> this.drafts.keep(harm(id), TYPED))).as("nor keeps one").isFalse();
		as(OWNER, () -> this.drafts.forget(harm(id)));
		assertThat(rows(id)).as("but may let it go").isZero();
	}

	@Test
	void beforeThereIsACaseItIsHersAlone() throws SQLException {
		Actor writer = hire(DemoAccount.CASEWORKER_SEOUL);
		Actor mate = hire(DemoAccount.CASEWORKER_SEOUL);
		DraftKey key = DraftKey.of("register");
		assertThat(as(writer, () -> this.drafts.keep(key, TYPED))).isTrue();
		assertThat(as(mate, () -> this.drafts.open(key))).isEmpty();
		assertThat(as(writer, () -> this.drafts.open(key))).contains(TYPED);
		assertThat(stored(writer)).doesNotContain("두만강");
		as(mate, () -> this.drafts.keep(key, TYPED));
		swapContents(writer, mate);
		assertThatThrownBy(() -> as(writer, () -> this.drafts.open(key))).isInstanceOf(CannotOpen.class);
	}

	@Test
	void anotherFormAndAnotherRecordHaveTheirOwn() {
		CaseId id = registered();
		DraftKey changing = harm(id).changing(id.value());
		as(OWNER, () -> this.drafts.keep(harm(id), TYPED));
		assertThat(as(OWNER, () -> this.drafts.open(changing))).isEmpty();
		as(OWNER, () -> this.drafts.keep(changing, Map.of("form/note", "other")));
		assertThat(as(OWNER, () -> this.drafts.open(harm(id)))).contains(TYPED);
	}

	@Test
	void beginningAndOpeningAreToldGrowingIsNot() {
		CaseId id = registered();
		as(OWNER, () -> this.drafts.keep(harm(id), TYPED));
		as(OWNER, () -> this.drafts.keep(harm(id), Map.of()));
		assertThat(actions(id)).filteredOn((action) -> action.startsWith("DRAFT")).containsExactly("DRAFT_KEPT");
		as(OWNER, () -> this.drafts.open(harm(id)));
		as(OWNER, () -> this.drafts.forget(harm(id)));
		assertThat(actions(id)).filteredOn((action) -> action.startsWith("DRAFT"))
			.containsExactly("DRAFT_KEPT", "DRAFT_OPENED");
		assertThat(as(OWNER, () -> this.drafts.keptAt(harm(id)))).isEmpty();
	}

	@Test
	void whatIsTooLongToSealIsNotKeptAndHurtsNobody() {
		DraftKey key = harm(registered());
		as(OWNER, () -> this.drafts.keep(key, TYPED));
		assertThat(as(OWNER, () -> this.drafts.keep(key, Map.of("form/note", "x".repeat(200_000))))).isFalse();
		assertThat(as(OWNER, () -> this.drafts.open(key))).contains(TYPED);
	}

	@Test
	void afterAWeekItIsGone() throws SQLException {
		CaseId old = registered();
		CaseId young = registered();
		as(OWNER, () -> this.drafts.keep(harm(old), TYPED));
		as(OWNER, () -> this.drafts.keep(harm(young), TYPED));
		asSuperuser("update casework.draft set kept_at = now() - interval '7 days 1 minute' where case_id = '"
				+ old.value() + "'");
		asSuperuser("update casework.draft set kept_at = now() - interval '6 days 23 hours' where case_id = '"
				+ young.value() + "'");
		int told = lapsed();
		assertThat(this.drafts.forgetOld()).isPositive();
		assertThat(rows(old)).isZero();
		assertThat(rows(young)).isOne();
		assertThat(lapsed()).as("the job leaves its line").isEqualTo(told + 1);
		assertThat(this.drafts.forgetOld()).isZero();
		assertThat(lapsed()).as("and none where it forgot nothing").isEqualTo(told + 1);
	}

	/** As the supervisor finds it on her desk. */
	private int lapsed() {
		return as(SUPERVISOR,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.reviewable where action = 'DRAFTS_LAPSED'")
							.query(Integer.class)
							.single()));
	}

	private static DraftKey harm(CaseId id) {
		return DraftKey.of("harm.detention", id, Compartment.HARM);
	}

	private static long rows(CaseId id) {
		try (Connection superuser = TestDatabase.connect("postgres");
				PreparedStatement statement = superuser
					.prepareStatement("select count(*) from casework.draft where case_id = ?")) {
			statement.setObject(1, id.value());
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Her row as it lies on the disk. */
	private static String stored(Actor writer) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				PreparedStatement statement = superuser
					.prepareStatement("select content || row_key from casework.draft where subject = ?")) {
			statement.setObject(1, writer.id());
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return new String(row.getBytes(1), StandardCharsets.UTF_8);
			}
		}
	}

	/** Whoever can write to the database gives the one the words of the other. */
	private static void swapContents(Actor one, Actor other) throws SQLException {
		asSuperuser("update casework.draft d set content = o.content, row_key = o.row_key from casework.draft o"
				+ " where d.subject = '%s' and o.subject = '%s'".formatted(one.id(), other.id()));
	}

	private static void asSuperuser(String sql) throws SQLException {
		try (Connection superuser = TestDatabase.connect("postgres");
				Statement statement = superuser.createStatement()) {
			statement.execute(sql);
		}
	}

}
