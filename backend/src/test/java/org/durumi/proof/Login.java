package org.durumi.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.assertj.core.api.AbstractThrowableAssert;
import org.durumi.actor.SessionRef;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.durumi.support.TestDatabase;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One transaction of a database role, past the application. What is not committed is
 * undone at the end.
 */
final class Login implements AutoCloseable {

	/** The refusal of a grant, a policy or an append-only trigger. */
	static final String NOT_ALLOWED = "42501";

	/** The refusal of a commit whose change no event tells of. */
	static final String NO_EVENT = "23000";

	private static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, detail_enc, detail_sha256)
			values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 1, 'RECORD_CHANGED', ?, 'CASE_FILE', ?, ?,
				?, sha256(?))""";

	static final String ASK_ABOUT_STAFF = """
			insert into access.approval_request
				(id, kind, org_id, subject_id, roles, requested_by, requested_at, expires_at, state, request)
			values (?, ?, '0d000000-0000-4000-8000-000000000001', ?, ?, ?, now(), now() + interval '1 day', 'PENDING', '\\x00')""";

	private static final String ASK_FOR_PART = """
			insert into access.approval_request
				(id, kind, case_id, team_id, subject_id, requested_by, requested_at, expires_at, state, request)
			values (?, 'ASSIGNMENT', ?, ?, ?, ?, now(), now() + interval '1 day', 'PENDING', '\\x00')""";

	static final String AGREE = """
			update access.approval_request
			set state = 'APPROVED', decided_by = ?, decided_at = now(), decision = '\\x00' where id = ?""";

	/**
	 * Connections that were used before, by role: making one costs more than most uses.
	 */
	private static final Map<String, Queue<Connection>> KEPT = new ConcurrentHashMap<>();

	private final Connection connection;

	/** Where the connection is kept afterwards, if it is. */
	private final @Nullable Queue<Connection> kept;

	private byte @Nullable [] session;

	private Login(Connection connection, @Nullable Queue<Connection> kept) {
		this.connection = connection;
		this.kept = kept;
	}

	/** Logs in; an owner's role, which has no login, is taken as migrations take it. */
	static Login as(String role) throws SQLException {
		boolean owner = role.endsWith("_owner");
		String name = owner ? "durumi_migrator" : role;
		Queue<Connection> kept = KEPT.computeIfAbsent(name, (key) -> new ConcurrentLinkedQueue<>());
		Connection connection = kept.poll();
		Login login = new Login((connection != null) ? connection : TestDatabase.connect(name), kept);
		login.connection.setAutoCommit(false);
		if (owner) {
			login.run("set role " + role);
			login.commit();
		}
		return login;
	}

	/** Takes over a connection that has not been used. */
	static Login on(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		return new Login(connection, null);
	}

	static Login asApplication() throws SQLException {
		return as("durumi_app");
	}

	/** Says who acts until the transaction ends. */
	Login acting(UUID subject, int acr) throws SQLException {
		column("select set_config('durumi.actor', ?, true) || set_config('durumi.acr', ?, true)", subject.toString(),
				Integer.toString(acr));
		return this;
	}

	/** Says who acts, signed in with a password. */
	Login acting(DemoAccount account) throws SQLException {
		return acting(account.subject(), 1);
	}

	/**
	 * Has the administrator ask, a supervisor agree, and the administrator use the
	 * answer; she acts then. The person is let in, or gets these roles.
	 */
	UUID agreed(String kind, UUID person, String... roles) throws SQLException {
		UUID request = Ids.next();
		acting(DemoAccount.ADMIN.subject(), 2);
		run(ASK_ABOUT_STAFF, request, kind, person, this.connection.createArrayOf("text", roles),
				DemoAccount.ADMIN.subject());
		acting(DemoAccount.SUPERVISOR_SEOUL.subject(), 2);
		run(AGREE, DemoAccount.SUPERVISOR_SEOUL.subject(), request);
		acting(DemoAccount.ADMIN.subject(), 2);
		run("update access.approval_request set state = 'USED' where id = ?", request);
		return request;
	}

	/**
	 * Has Yanji's supervisor ask whether somebody of another team may have a part in a
	 * case, its owner agree, and the supervisor use the answer; she acts then.
	 */
	UUID partAgreed(UUID caseId, UUID person) throws SQLException {
		UUID request = askForPart(caseId, person);
		acting(DemoAccount.CASEWORKER_YANJI);
		run(AGREE, DemoAccount.CASEWORKER_YANJI.subject(), request);
		acting(DemoAccount.SUPERVISOR_YANJI);
		run("update access.approval_request set state = 'USED' where id = ?", request);
		return request;
	}

	/** Has Yanji's supervisor ask for somebody's part; she acts then. */
	UUID askForPart(UUID caseId, UUID person) throws SQLException {
		UUID request = Ids.next();
		acting(DemoAccount.SUPERVISOR_YANJI);
		run(ASK_FOR_PART, request, caseId, DemoAccount.SUPERVISOR_YANJI.team(), person,
				DemoAccount.SUPERVISOR_YANJI.subject());
		return request;
	}

	/** Opens a session of whoever acts in the log. */
	byte[] openSession() throws SQLException {
		byte[] opened = SessionRef.random().bytes();
		column("select audit.open_session(?)::text", opened);
		this.session = opened;
		return opened;
	}

	/** Writes an event of whoever acts about a case that was changed. */
	UUID event(DemoAccount actor, UUID caseId) throws SQLException {
		return event(actor, caseId, 0);
	}

	UUID event(DemoAccount actor, UUID caseId, int outcome) throws SQLException {
		return event(actor.subject(), session(), caseId, outcome);
	}

	UUID event(UUID actor, byte[] session, UUID caseId, int outcome) throws SQLException {
		UUID id = Ids.next();
		run(EVENT, id, actor, session, outcome, caseId, caseId, null, new byte[0]);
		return id;
	}

	/**
	 * Writes an event as {@link #event(DemoAccount, UUID)} does, with something sealed.
	 */
	void eventWithDetail(DemoAccount actor, UUID caseId) throws SQLException {
		byte[] sealed = { 1, 2, 3 };
		run(EVENT, Ids.next(), actor.subject(), session(), 0, caseId, caseId, sealed, sealed);
	}

	private byte[] session() throws SQLException {
		return (this.session != null) ? this.session : openSession();
	}

	/** Runs a command; how many rows it touched. */
	int run(String sql, @Nullable Object... params) throws SQLException {
		try (PreparedStatement statement = prepare(sql, params)) {
			statement.execute();
			return statement.getUpdateCount();
		}
	}

	/** The first column of a query, as text. */
	List<String> column(String sql, @Nullable Object... params) throws SQLException {
		try (PreparedStatement statement = prepare(sql, params); ResultSet rows = statement.executeQuery()) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(String.valueOf(rows.getString(1)));
			}
			return values;
		}
	}

	/** The only value of a query. */
	String value(String sql, @Nullable Object... params) throws SQLException {
		return Objects.requireNonNull(column(sql, params).getFirst());
	}

	long count(String from, @Nullable Object... params) throws SQLException {
		return Long.parseLong(value("select count(*) from " + from, params));
	}

	/**
	 * Expects that the database refuses, by this code; the transaction goes on as if
	 * nothing was tried.
	 */
	AbstractThrowableAssert<?, ? extends Throwable> refuses(String sqlState, String sql, @Nullable Object... params)
			throws SQLException {
		run("savepoint before");
		AbstractThrowableAssert<?, ? extends Throwable> refused = assertThatThrownBy(() -> run(sql, params))
			.as("refusal of: %s", sql)
			.isInstanceOfSatisfying(SQLException.class, (ex) -> hasState(ex, sqlState));
		run("rollback to before");
		// or what follows would be a transaction within the transaction, with a number of
		// its own
		run("release before");
		return refused;
	}

	/** How many rows a change touches: none as well if the database refuses it. */
	int touches(String sql, @Nullable Object... params) throws SQLException {
		run("savepoint before");
		try {
			return run(sql, params);
		}
		catch (SQLException ex) {
			hasState(ex, NOT_ALLOWED);
			run("rollback to before");
			return 0;
		}
		finally {
			run("release before");
		}
	}

	/** Expects that the database refuses the commit, by this code. */
	void refusesCommit(String sqlState) {
		assertThatThrownBy(this::commit).as("refusal of the commit")
			.isInstanceOfSatisfying(SQLException.class, (ex) -> hasState(ex, sqlState));
	}

	void commit() throws SQLException {
		this.connection.commit();
	}

	void rollback() throws SQLException {
		this.connection.rollback();
	}

	Connection connection() {
		return this.connection;
	}

	private static void hasState(SQLException ex, String sqlState) {
		if (!sqlState.equals(ex.getSQLState())) {
			throw new AssertionError("refused with another code than " + sqlState + ": " + ex.getSQLState(), ex);
		}
	}

	private PreparedStatement prepare(String sql, @Nullable Object... params) throws SQLException {
		PreparedStatement statement = this.connection.prepareStatement(sql);
		for (int i = 0; i < params.length; i++) {
			statement.setObject(i + 1, params[i]);
		}
		return statement;
	}

	/** Undoes what is not committed, and forgets all that was set. */
	@Override
	public void close() throws SQLException {
		if (this.kept == null || !this.connection.isValid(1)) {
			this.connection.close();
			return;
		}
		this.connection.rollback();
		this.connection.setAutoCommit(true);
		this.connection.setReadOnly(false);
		this.connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		try (Statement statement = this.connection.createStatement()) {
			statement.execute("discard all");
		}
		this.kept.add(this.connection);
	}

}
