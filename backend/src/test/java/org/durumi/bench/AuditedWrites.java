package org.durumi.bench;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.durumi.actor.Actor;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;

/**
 * Many people who change their cases at once, by plain JDBC as the application's login
 * under row security: without audit, as Durumi does it, and as it would be if each event
 * were chained to the one before it, for which all wait for the end of the chain. Each
 * commit waits for the disk.
 */
final class AuditedWrites {

	static final int CLIENTS = 16;

	private static final int WARM_UP_MS = 1_500;

	private static final int MEASURED_MS = 5_000;

	/** One event in so many is waited for. */
	private static final int WATCHED = 8;

	static final String ACT = "select set_config('durumi.actor', ?, true), set_config('durumi.acr', '1', true)";

	private static final String UPDATE = "update casework.case_file set next_due = ?, version = version + 1 where id = ?";

	static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, compartment, detail_enc, detail_sha256)
			values (?, 1, ?, ?, ?, 1, 'RECORD_CHANGED', 0, 'CASE_FILE', ?, ?, 'CORE', ?, ?)""";

	private final LocalDatabase database;

	private final Connection superuser;

	private final List<Client> clients = new ArrayList<>();

	/** When the commit of an event was confirmed, of some. */
	private final Map<UUID, Long> committed = new ConcurrentHashMap<>();

	AuditedWrites(LocalDatabase database, Connection superuser, ManyCases cases) throws SQLException {
		this.database = database;
		this.superuser = superuser;
		try (Statement statement = superuser.createStatement()) {
			statement.execute("create schema if not exists bench");
			statement.execute("grant usage on schema bench to durumi_app");
			statement.execute("create table bench.chain (last bytea not null)");
			statement.execute("insert into bench.chain values (sha256(''))");
			statement.execute("grant select, update on bench.chain to durumi_app");
		}
		for (int number = 0; number < CLIENTS; number++) {
			this.clients.add(new Client(cases.caseworker(number)));
		}
	}

	/** How a change is told. */
	enum Way {

		NOT_AT_ALL, IN_THE_LOG, IN_A_CHAIN

	}

	Map<UUID, Long> committed() {
		return this.committed;
	}

	/** Transactions a second of all together. */
	double perSecond(Way way) throws SQLException, InterruptedException {
		trigger((way == Way.NOT_AT_ALL) ? "disable" : "enable always");
		this.committed.clear();
		List<Thread> threads = new ArrayList<>();
		long begin = System.nanoTime() + WARM_UP_MS * 1_000_000L;
		long end = begin + MEASURED_MS * 1_000_000L;
		for (Client client : this.clients) {
			threads.add(Thread.ofPlatform().start(() -> client.work(way, begin, end)));
		}
		long done = 0;
		for (Thread thread : threads) {
			thread.join();
		}
		for (Client client : this.clients) {
			done += client.done;
		}
		trigger("enable always");
		return done * 1000.0 / MEASURED_MS;
	}

	private void trigger(String how) throws SQLException {
		try (Statement statement = this.superuser.createStatement()) {
			statement.execute("alter table casework.case_file " + how + " trigger audited");
		}
	}

	static byte[] sha256(byte[]... parts) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (byte[] part : parts) {
				digest.update(part);
			}
			return digest.digest();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Somebody with her own cases, session and connection. */
	private final class Client {

		private final Actor actor;

		private final Connection connection;

		private final List<UUID> cases = new ArrayList<>();

		private final PreparedStatement act;

		private final PreparedStatement update;

		private final PreparedStatement event;

		private final PreparedStatement last;

		private final PreparedStatement next;

		private final byte[] sealed = new byte[160];

		private long done;

		Client(Actor actor) throws SQLException {
			this.actor = actor;
			this.connection = AuditedWrites.this.database.connect("durumi_app");
			this.connection.setAutoCommit(false);
			this.act = this.connection.prepareStatement(ACT);
			this.update = this.connection.prepareStatement(UPDATE);
			this.event = this.connection.prepareStatement(EVENT);
			this.last = this.connection.prepareStatement("select last from bench.chain for update");
			this.next = this.connection.prepareStatement("update bench.chain set last = ?");
			act();
			try (PreparedStatement session = this.connection.prepareStatement("select audit.open_session(?)")) {
				session.setBytes(1, actor.session().bytes());
				session.execute();
			}
			try (PreparedStatement own = this.connection
				.prepareStatement("select id from casework.case_file where owner_id = ?")) {
				own.setObject(1, actor.id());
				try (ResultSet row = own.executeQuery()) {
					while (row.next()) {
						this.cases.add(row.getObject(1, UUID.class));
					}
				}
			}
			this.connection.commit();
		}

		void work(Way way, long begin, long end) {
			this.done = 0;
			int turn = 0;
			try {
				while (System.nanoTime() < end) {
					UUID event = change(way, turn++);
					long now = System.nanoTime();
					if (now >= begin && now < end) {
						this.done++;
						if (turn % WATCHED == 0 && way == Way.IN_THE_LOG) {
							AuditedWrites.this.committed.put(event, now);
						}
					}
				}
			}
			catch (SQLException ex) {
				throw new IllegalStateException("the change fails", ex);
			}
		}

		private UUID change(Way way, int turn) throws SQLException {
			UUID caseId = this.cases.get(turn % this.cases.size());
			UUID event = Ids.next();
			act();
			this.update.setDate(1, Date.valueOf(LocalDate.ofEpochDay(20_000 + turn % 1000)));
			this.update.setObject(2, caseId);
			this.update.executeUpdate();
			switch (way) {
				case NOT_AT_ALL -> {
				}
				case IN_THE_LOG -> tell(event, caseId);
				case IN_A_CHAIN -> {
					byte[] before = last();
					tell(event, caseId);
					this.next.setBytes(1, sha256(before, event.toString().getBytes(), this.sealed));
					this.next.executeUpdate();
				}
			}
			this.connection.commit();
			return event;
		}

		private void act() throws SQLException {
			this.act.setString(1, this.actor.id().toString());
			this.act.execute();
		}

		private byte[] last() throws SQLException {
			try (ResultSet row = this.last.executeQuery()) {
				row.next();
				return row.getBytes(1);
			}
		}

		private void tell(UUID event, UUID caseId) throws SQLException {
			this.event.setObject(1, event);
			this.event.setObject(2, this.actor.id());
			this.event.setObject(3, this.actor.organisation());
			this.event.setBytes(4, this.actor.session().bytes());
			this.event.setObject(5, caseId);
			this.event.setObject(6, caseId);
			this.event.setBytes(7, this.sealed);
			this.event.setBytes(8, sha256(this.sealed));
			this.event.executeUpdate();
		}

	}

}
