package org.durumi.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.durumi.actor.SessionRef;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;

/**
 * People who change their cases as fast as they can, by the application's login and
 * through its triggers: the change and its event in one transaction. While the database
 * is away they wait for it; whether the change on its way was made they do not know then.
 */
final class ChangeLoad implements AutoCloseable {

	private static final int WRITERS = 4;

	private static final int CASES = 20;

	private static final String ORGANISATION = "0d000000-0000-4000-8000-000000000001";

	private static final String ACT = "select set_config('durumi.actor', ?, true), set_config('durumi.acr', '1', true)";

	private static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, detail_sha256)
			values (?, 1, ?, '%s', ?, 1, ?, 0, 'CASE_FILE', ?, ?, sha256(''))""".formatted(ORGANISATION);

	private final LocalDatabase database;

	private final ConcurrentLinkedQueue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean ended;

	ChangeLoad(LocalDatabase database) throws SQLException {
		this.database = database;
		for (int writer = 0; writer < WRITERS; writer++) {
			DemoAccount account = (writer % 2 == 0) ? DemoAccount.CASEWORKER_YANJI : DemoAccount.CASEWORKER_SEOUL;
			List<UUID> cases = register(account, writer);
			this.threads.add(Thread.ofPlatform().start(() -> work(account, cases)));
		}
	}

	/** A change whose commit was confirmed. */
	record Acknowledged(UUID caseId, int version, UUID event) {
	}

	/** What was confirmed since this was last asked. */
	List<Acknowledged> confirmed() {
		List<Acknowledged> some = new ArrayList<>();
		Acknowledged one = this.acknowledged.poll();
		while (one != null) {
			some.add(one);
			one = this.acknowledged.poll();
		}
		return some;
	}

	/** How many were confirmed since {@link #confirmed()} was last asked. */
	int waiting() {
		return this.acknowledged.size();
	}

	private List<UUID> register(DemoAccount account, int writer) throws SQLException {
		List<UUID> cases = new ArrayList<>();
		try (Connection superuser = this.database.connect("postgres")) {
			superuser.setAutoCommit(false);
			byte[] session = openSession(superuser, account);
			try (PreparedStatement file = superuser.prepareStatement("""
					insert into casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle)
					values (?, ?, ?, ?, ?, '%s', 'IDENTIFIED', 1)""".formatted(ORGANISATION))) {
				for (int i = 0; i < CASES; i++) {
					UUID id = Ids.next();
					cases.add(id);
					file.setObject(1, id);
					file.setString(2, "AAA%c-AA%c%c".formatted('A' + writer, 'A' + i / 8, 'A' + i % 8));
					file.setString(3, "Heron %d of %d".formatted(i, writer));
					file.setObject(4, account.subject());
					file.setObject(5, account.team());
					file.executeUpdate();
					tell(superuser, account, session, id, Ids.next(), "CASE_REGISTERED");
				}
			}
			superuser.commit();
		}
		return cases;
	}

	private void work(DemoAccount account, List<UUID> cases) {
		int turn = 0;
		while (!this.ended) {
			try (Connection connection = this.database.connect("durumi_app")) {
				connection.setAutoCommit(false);
				byte[] session = openSession(connection, account);
				connection.commit();
				while (!this.ended) {
					this.acknowledged.add(change(connection, account, session, cases.get(turn++ % cases.size())));
				}
			}
			catch (SQLException away) {
				LockSupport.parkNanos(50_000_000);
			}
		}
	}

	private static Acknowledged change(Connection connection, DemoAccount account, byte[] session, UUID caseId)
			throws SQLException {
		UUID event = Ids.next();
		act(connection, account);
		int version;
		try (PreparedStatement update = connection
			.prepareStatement("update casework.case_file set version = version + 1 where id = ? returning version")) {
			update.setObject(1, caseId);
			try (ResultSet row = update.executeQuery()) {
				row.next();
				version = row.getInt(1);
			}
		}
		tell(connection, account, session, caseId, event, "RECORD_CHANGED");
		connection.commit();
		return new Acknowledged(caseId, version, event);
	}

	private static byte[] openSession(Connection connection, DemoAccount account) throws SQLException {
		byte[] session = SessionRef.random().bytes();
		act(connection, account);
		try (PreparedStatement open = connection.prepareStatement("select audit.open_session(?)")) {
			open.setBytes(1, session);
			open.execute();
		}
		return session;
	}

	private static void act(Connection connection, DemoAccount account) throws SQLException {
		try (PreparedStatement act = connection.prepareStatement(ACT)) {
			act.setString(1, account.subject().toString());
			act.execute();
		}
	}

	private static void tell(Connection connection, DemoAccount account, byte[] session, UUID caseId, UUID event,
			String action) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement(EVENT)) {
			insert.setObject(1, event);
			insert.setObject(2, account.subject());
			insert.setBytes(3, session);
			insert.setString(4, action);
			insert.setObject(5, caseId);
			insert.setObject(6, caseId);
			insert.executeUpdate();
		}
	}

	/** Changes that have no event, or events that have no change, of all cases. */
	static long beside(Connection superuser) throws SQLException {
		return number(superuser, """
				select count(*) from casework.case_file c where c.version <> (
					select count(*) from audit.event e where e.case_id = c.id and e.action = 'RECORD_CHANGED')""");
	}

	/** How many of these changes are not there, or without their event. */
	static long lost(Connection superuser, List<Acknowledged> changes) throws SQLException {
		try (PreparedStatement there = superuser.prepareStatement("""
				select count(*) from unnest(?::uuid[], ?::integer[], ?::uuid[]) as a (id, version, event)
				where not exists (select from casework.case_file c where c.id = a.id and c.version >= a.version)
				or not exists (select from audit.event e where e.event_id = a.event and e.case_id = a.id)""")) {
			there.setArray(1, superuser.createArrayOf("uuid", changes.stream().map(Acknowledged::caseId).toArray()));
			there.setArray(2, superuser.createArrayOf("int4", changes.stream().map(Acknowledged::version).toArray()));
			there.setArray(3, superuser.createArrayOf("uuid", changes.stream().map(Acknowledged::event).toArray()));
			try (ResultSet row = there.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

	static long number(Connection superuser, String sql) throws SQLException {
		try (Statement statement = superuser.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.ended = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

}
