package org.durumi.proof;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.durumi.actor.Role;
import org.durumi.actor.SystemActor;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.durumi.support.PlantedHandoff;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the database itself holds to when a case changes hands: one custodian. */
class TransferRowTests extends ProofTest {

	private static final DemoAccount OWNER = DemoAccount.CASEWORKER_YANJI;

	private static final String MOVE = "update casework.case_file set stage = ?, version = version + 1 where id = ?";

	private static final String CLOSE = "select casework.close_transferred(?, ?)";

	private static final String ACCEPT = "update handoffs.handoff set state = 'ACCEPTED', version = version + 1 where id = ?";

	private UUID caseId = new UUID(0, 0);

	private UUID partner = new UUID(0, 0);

	private UUID key = new UUID(0, 0);

	private UUID member = new UUID(0, 0);

	@BeforeEach
	void aPartner() throws SQLException {
		this.caseId = register(OWNER);
		KeyedPartner added = KeyedPartner.add();
		this.partner = added.id();
		this.key = added.key();
		this.member = hire(this.partner, null, Set.of(Role.PARTNER)).id();
	}

	@Test
	void theKeeperAloneClosesWhatWasTakenAndReadsNoCase() throws SQLException {
		UUID transfer = transfer();
		try (Login application = Login.asApplication()) {
			keeper(application);
			assertThat(close(application, transfer)).as("not accepted yet").isNull();
			application.acting(this.member, 1);
			assertThat(application.run(ACCEPT, transfer)).isOne();
			for (UUID other : Set.of(this.member, OWNER.subject(), DemoAccount.SUPERVISOR_YANJI.subject())) {
				application.acting(other, 2);
				assertThat(application.column("select handoffs.taken_and_open()")).isEmpty();
				assertThat(close(application, transfer)).isNull();
			}
			keeper(application);
			assertThat(application.count("casework.case_file") + application.count("casework.stage_move")
					+ application.count("casework.case_key"))
				.isZero();
			assertThat(application.column("select handoffs.taken_and_open()")).contains(transfer.toString());
			assertThat(close(application, transfer)).isEqualTo(this.caseId);
			assertThat(close(application, transfer)).as("once").isNull();
			assertThat(application.column("select handoffs.taken_and_open()")).doesNotContain(transfer.toString());
			application.acting(OWNER);
			assertThat(application.value("select stage || ' ' || stage_before from casework.case_file where id = ?",
					this.caseId))
				.isEqualTo("CLOSED IDENTIFIED");
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void aMoveOfNobodyIsTheDatabasesOwn() throws SQLException {
		String move = """
				insert into casework.stage_move (id, case_id, number, kind, from_stage, to_stage, cycle, recorded_at, recorded_by,
					approval_id, content)
				values (?, ?, 2, ?, 'IDENTIFIED', 'CLOSED', 1, now(), ?, uuidv7(), ?)""";
		byte[] sealed = { 0 };
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, move, Ids.next(), this.caseId, "TRANSFER", null, null);
			application.refuses("23514", move, Ids.next(), this.caseId, "TRANSFER", OWNER.subject(), sealed);
			application.refuses("23514", move, Ids.next(), this.caseId, "MOVE", OWNER.subject(), null);
			assertThat(application.run(move, Ids.next(), this.caseId, "MOVE", OWNER.subject(), sealed)).isOne();
		}
	}

	@Test
	void nobodyClosesWhatIsOnItsWayNorMovesWhatAnotherHas() throws SQLException {
		UUID transfer = transfer();
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			for (String end : Set.of("CLOSED", "DECEASED")) {
				application.refuses(Login.NOT_ALLOWED, MOVE, end, this.caseId).hasMessageContaining("on its way");
			}
			assertThat(application.run(MOVE, "LOST_CONTACT", this.caseId)).isOne();
			application.acting(this.member, 1);
			assertThat(application.run(ACCEPT, transfer)).isOne();
			application.acting(OWNER);
			for (String to : Set.of("CLOSED", "DECEASED", "IDENTIFIED")) {
				application.refuses(Login.NOT_ALLOWED, MOVE, to, this.caseId).hasMessageContaining("another");
			}
		}
	}

	@Test
	void whoSeesTheHandoffAloneSaysThatSheAskedHowItEnded() throws SQLException {
		UUID transfer = transfer();
		String check = "insert into handoffs.checked_end (id, checked_by) values (?, ?)";
		try (Login application = Login.asApplication()) {
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, check, transfer, OWNER.subject());
			application.acting(this.member, 1);
			application.run(ACCEPT, transfer);
			application.run(
					"update handoffs.handoff set state = 'COMPLETED', outcome_code = 'DECEASED', version = version + 1 where id = ?",
					transfer);
			application.refuses(Login.NOT_ALLOWED, check, transfer, this.member);
			for (DemoAccount other : Set.of(DemoAccount.CASEWORKER_SEOUL, DemoAccount.SUPERVISOR_SEOUL)) {
				application.acting(other);
				application.refuses(Login.NOT_ALLOWED, check, transfer, other.subject());
			}
			application.acting(OWNER);
			application.refuses(Login.NOT_ALLOWED, check, transfer, DemoAccount.SUPERVISOR_YANJI.subject());
			assertThat(application.run(check, transfer, OWNER.subject())).isOne();
			application.refuses(Login.NOT_ALLOWED, "update handoffs.checked_end set checked_at = now()");
			application.refuses(Login.NOT_ALLOWED, "delete from handoffs.checked_end");
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void aSupervisorOfTheTeamAloneTakesACaseBackAndShowsThatItIsHer() throws SQLException {
		UUID transfer = transfer();
		String take = "select handoffs.take_case_back(?)";
		try (Login application = Login.asApplication()) {
			application.acting(this.member, 1);
			application.run(ACCEPT, transfer);
			application.acting(DemoAccount.SUPERVISOR_YANJI.subject(), 2);
			assertThat(application.value(take, transfer)).as("not demanded back").isEqualTo("f");
			application.run(
					"update handoffs.handoff set recall_demanded_at = now(), version = version + 1 where id = ?",
					transfer);
			assertThat(application.value(take, transfer)).as("nobody told them").isEqualTo("f");
			application
				.refuses(Login.NOT_ALLOWED, "update handoffs.handoff set state = 'RECALLED' where id = ?", transfer)
				.hasMessageContaining("does not go");
			application.acting(OWNER);
			application.run(
					"update handoffs.notice set told_at = now(), told_by = ? where id = ? and what = 'DEMANDED'",
					OWNER.subject(), transfer);
			for (DemoAccount other : Set.of(OWNER, DemoAccount.SUPERVISOR_SEOUL, DemoAccount.ADMIN)) {
				application.acting(other.subject(), 2);
				assertThat(application.value(take, transfer)).as("%s", other).isEqualTo("f");
			}
			application.acting(DemoAccount.SUPERVISOR_YANJI.subject(), 1);
			assertThat(application.value(take, transfer)).as("with a password").isEqualTo("f");
			application.acting(DemoAccount.SUPERVISOR_YANJI.subject(), 2);
			assertThat(application.value(take, transfer)).isEqualTo("t");
			assertThat(application.value(take, transfer)).as("once").isEqualTo("f");
			String back = "select handoffs.taken_back_at(?)";
			application.acting(hire(KeyedPartner.add().id(), null, Set.of(Role.PARTNER)).id(), 1);
			assertThat(application.value(back, transfer)).as("another partner").isEqualTo("null");
			application.acting(this.member, 1);
			assertThat(application.value(back, transfer)).isNotEqualTo("null");
			keeper(application);
			assertThat(close(application, transfer)).as("ours again").isNull();
			application.acting(OWNER);
			assertThat(application.run(MOVE, "ASSESSED", this.caseId)).isOne();
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void nothingGoesOnOfHerWhoIsHeldAndThatIsNoReasonToClose() throws SQLException {
		UUID transfer = transfer();
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(OWNER);
			superuser.run("update handoffs.handoff set frozen_at = now() where id = ?", transfer);
			for (String where : List.of("DETAINED", "REPATRIATED", "LOST_CONTACT")) {
				superuser.run("update casework.case_file set stage = ?, stage_before = case when ? = 'LOST_CONTACT'"
						+ " then 'REPATRIATED' end where id = ?", where, where, this.caseId);
				superuser.run("set local role durumi_app");
				superuser.acting(DemoAccount.SUPERVISOR_YANJI.subject(), 2);
				superuser
					.refuses(Login.NOT_ALLOWED, "update handoffs.handoff set frozen_at = null where id = ?", transfer)
					.hasMessageContaining("held");
				superuser.run("reset role");
			}
			superuser.run("update handoffs.handoff set frozen_at = null where id = ?", transfer);
			superuser.run("set local role durumi_app");
			superuser.acting(this.member, 1);
			superuser.refuses(Login.NOT_ALLOWED, ACCEPT, transfer).hasMessageContaining("held");
			superuser.run("reset role");
			superuser.run("update handoffs.transfer set since = now() where id = ?", transfer);
			superuser.run("set local role durumi_app");
			keeper(superuser);
			assertThat(close(superuser, transfer)).isNull();
		}
	}

	@Test
	void whoeverTransfersWhileAnotherClosesFindsItClosed() throws Exception {
		UUID transfer = recalled();
		try (Login closing = Login.asApplication(); Login asking = Login.as("postgres")) {
			closing.acting(OWNER);
			closing.run(MOVE, "CLOSED", this.caseId);
			closing.event(OWNER, this.caseId);
			whileWaiting(asking, () -> {
				asking.refuses(Login.NOT_ALLOWED, "update handoffs.transfer set until = null where id = ?", transfer)
					.hasMessageContaining("goes nowhere");
				return true;
			}, closing);
		}
	}

	@Test
	void whoeverClosesWhileAnotherTransfersFindsItOnItsWay() throws Exception {
		UUID transfer = recalled();
		try (Login closing = Login.asApplication(); Login asking = Login.as("postgres")) {
			asking.acting(OWNER);
			asking.run("update handoffs.transfer set until = null where id = ?", transfer);
			asking.event(OWNER, transfer);
			closing.acting(OWNER);
			whileWaiting(closing, () -> {
				closing.refuses(Login.NOT_ALLOWED, MOVE, "CLOSED", this.caseId).hasMessageContaining("on its way");
				return true;
			}, asking);
		}
	}

	/** Has one try what waits for the other, who then commits. */
	private static void whileWaiting(Login waiting, Try late, Login first) throws Exception {
		int process = Integer.parseInt(waiting.value("select pg_backend_pid()"));
		try (ExecutorService other = Executors.newSingleThreadExecutor(); Login watching = Login.as("postgres")) {
			Future<Boolean> tried = other.submit(late::run);
			Awaitility.await()
				.until(() -> watching.value("select cardinality(pg_blocking_pids(?)) > 0", process).equals("t"));
			first.commit();
			assertThat(tried.get()).isTrue();
		}
	}

	/** What may fail as SQL does. */
	private interface Try {

		boolean run() throws SQLException;

	}

	private static void keeper(Login application) throws SQLException {
		application.acting(SystemActor.HANDOFF_KEEPER.id(), 0);
	}

	private static @Nullable UUID close(Login application, UUID transfer) throws SQLException {
		String closed = application.value(CLOSE, transfer, Ids.next());
		return closed.equals("null") ? null : UUID.fromString(closed);
	}

	private UUID transfer() throws SQLException {
		try (Login superuser = Login.as("postgres")) {
			return PlantedHandoff
				.in(superuser.connection(), "COLLECTED", "PASSAGE_TRANSFER", this.caseId, this.partner, this.key,
						Duration.ofHours(1))
				.id();
		}
	}

	/** A transfer that is under way no more, and could be asked for again. */
	private UUID recalled() throws SQLException {
		UUID transfer = transfer();
		try (Login superuser = Login.as("postgres")) {
			superuser.acting(OWNER);
			superuser.run("update handoffs.transfer set until = now() where id = ?", transfer);
			superuser.event(OWNER, transfer);
			superuser.commit();
		}
		return transfer;
	}

}
