package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.cases.CaseListFilter.Scope;
import org.durumi.cases.ListQueries;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * First pages of the case list in one database: as Durumi's login under row security, and
 * as the superuser from a table of the same shape and rows without row security, sealed
 * neighbours and audit, by an explicit {@code WHERE}.
 */
final class ListPages implements AutoCloseable {

	/** The scopes that fill a page for everybody. */
	static final List<Scope> SCOPES = List.of(Scope.MINE, Scope.TEAM);

	private static final int SIZE = 50;

	private static final Pattern TIME = Pattern.compile("(?:Planning|Execution) Time: ([0-9.]+) ms");

	private final Connection application;

	private final Connection superuser;

	private final NamedParameterJdbcTemplate guarded;

	private final NamedParameterJdbcTemplate bare;

	private final ManyCases cases;

	ListPages(Connection application, Connection superuser, ManyCases cases) throws SQLException {
		this.application = application;
		this.superuser = superuser;
		this.cases = cases;
		try (Statement statement = superuser.createStatement()) {
			statement.execute("CREATE SCHEMA bench");
			statement.execute("CREATE TABLE bench.case_file (LIKE casework.case_file INCLUDING ALL)");
			statement.execute("INSERT INTO bench.case_file SELECT * FROM casework.case_file");
			statement.execute("VACUUM ANALYZE bench.case_file");
		}
		application.setAutoCommit(false);
		superuser.setAutoCommit(false);
		this.guarded = new NamedParameterJdbcTemplate(new SingleConnectionDataSource(application, true));
		this.bare = new NamedParameterJdbcTemplate(new SingleConnectionDataSource(superuser, true));
	}

	/** Milliseconds of the page under row security, as a client waits for it. */
	double guarded(Scope scope, int person) {
		Actor actor = this.cases.caseworker(person);
		Map<String, Object> values = new HashMap<>();
		String sql = Actors.runAs(actor, () -> ListQueries.firstPage(scope, SIZE, values));
		act(actor);
		double time = Bench.milliseconds(() -> requireFull(this.guarded.queryForList(sql, values)));
		end(this.application);
		return time;
	}

	/** Milliseconds of the same page without. */
	double bare(Scope scope, int person) {
		Actor actor = this.cases.caseworker(person);
		Map<String, Object> values = new HashMap<>();
		values.put("me", actor.id());
		values.put("team", actor.team());
		values.put("assigned", assignedTo(actor.id()));
		values.put("offset", 0);
		values.put("limit", SIZE);
		String sql = ListQueries.withExplicitWhere(scope).replace("casework.case_file", "bench.case_file");
		double time = Bench.milliseconds(() -> requireFull(this.bare.queryForList(sql, values)));
		end(this.superuser);
		return time;
	}

	/** Milliseconds that the database itself plans and works on the page. */
	double inTheDatabase(Scope scope, int person) {
		double time = 0;
		for (String line : plan(scope, person)) {
			Matcher matcher = TIME.matcher(line);
			time += matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
		}
		return time;
	}

	/** Lines of the plan that read one of the cases' tables from end to end. */
	List<String> sequentialScans(Scope scope, int person) {
		return plan(scope, person).stream()
			.filter((line) -> line.contains("Seq Scan on case_file") || line.contains("Seq Scan on assignment"))
			.toList();
	}

	List<String> plan(Scope scope, int person) {
		Actor actor = this.cases.caseworker(person);
		Map<String, Object> values = new HashMap<>();
		String sql = Actors.runAs(actor, () -> ListQueries.firstPage(scope, SIZE, values));
		act(actor);
		List<String> plan = this.guarded.queryForList("explain (analyze, timing off) " + sql, values, String.class);
		end(this.application);
		return plan;
	}

	private UUID[] assignedTo(UUID subject) {
		List<UUID> assigned = new ArrayList<>(
				this.bare.queryForList("select case_id from access.assignment where subject = :subject",
						Map.of("subject", subject), UUID.class));
		return assigned.toArray(UUID[]::new);
	}

	private void act(Actor actor) {
		this.guarded.queryForList(
				"select set_config('durumi.actor', :actor, true), set_config('durumi.acr', '1', true)",
				Map.of("actor", actor.id().toString()));
	}

	private static void requireFull(List<?> rows) {
		if (rows.size() != SIZE) {
			throw new IllegalStateException("a page of " + rows.size() + " rows");
		}
	}

	private static void end(Connection connection) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("a reading does not end", ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.application.close();
		this.superuser.close();
	}

}
