package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.handoffs.InboxQuery;
import org.durumi.local.LocalDatabase;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a page of a partner's inbox costs in the database, under row security, among
 * 100,000 handoffs, a tenth of which are hers.
 */
public final class InboxBench {

	private static final int HANDOFFS = 100_000;

	private static final int SIZE = 50;

	private static final int TURNS = 200;

	private static final UUID CLINIC = UUID.fromString("0d000000-0000-4000-8000-000000000002");

	private static final UUID MEMBER = UUID.fromString("0d000000-0000-4000-8000-000000000106");

	private static final String LOAD = """
			INSERT INTO partners.partner (id, functions, regions, enabled)
				VALUES ('0d000000-0000-4000-8000-000000000002', '{MEDICAL}', '{TH}', true);
			INSERT INTO casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle)
				SELECT uuidv7(), 'ABCD-2222', 'Heron', s.subject, s.team_id, s.org_id, 'IDENTIFIED', 1
				FROM access.staff s WHERE s.subject = '0d000000-0000-4000-8000-000000000101';
			INSERT INTO handoffs.handoff (id, partner_id, purpose, template, language, state, outcome_within, sealed_at, sealed_to,
					package_sha256, package_length, collect_by, copy_until)
				SELECT uuidv7(), CASE WHEN n %% 10 = 0 THEN '0d000000-0000-4000-8000-000000000002'::uuid
						ELSE '0d000000-0000-4000-8000-000000000003' END, 'REFERRAL', 'MEDICAL_REFERRAL', 'ENGLISH', 'COLLECTED', 30,
					now() - make_interval(mins => n * 7919 %% %1$d), uuidv7(), repeat('0', 64), 1, now(), now()
				FROM generate_series(1, %1$d) n;
			INSERT INTO handoffs.handoff_case (id, case_id, composed_by, choice)
				SELECT h.id, c.id, c.owner_id, '\\x00' FROM handoffs.handoff h, casework.case_file c""";

	private InboxBench() {
	}

	public static void main(String[] arguments) throws SQLException {
		Bench.quiet();
		Bench.print("Starting PostgreSQL and loading %,d handoffs …", HANDOFFS);
		try (LocalDatabase database = LocalDatabase.temporary()) {
			Flyway.configure()
				.dataSource(database.url(), "durumi_migrator", database.password("durumi_migrator"))
				.locations("classpath:db/migration", "classpath:db/demo")
				.load()
				.migrate();
			try (Connection superuser = database.connect("postgres");
					Statement statement = superuser.createStatement()) {
				Triggers.without(superuser,
						List.of("partners.partner", "casework.case_file", "handoffs.handoff", "handoffs.handoff_case"),
						LOAD.formatted(HANDOFFS));
				statement.execute("VACUUM ANALYZE");
			}
			try (Connection application = database.connect("durumi_app")) {
				measure(application);
			}
		}
	}

	private static void measure(Connection application) throws SQLException {
		application.setAutoCommit(false);
		NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(
				new SingleConnectionDataSource(application, true));
		for (int offset : new int[] { 0, HANDOFFS / 10 - SIZE }) {
			List<Double> pages = new ArrayList<>();
			for (int turn = -20; turn < TURNS; turn++) {
				jdbc.queryForList("select set_config('durumi.actor', :actor, true)",
						Map.of("actor", MEMBER.toString()));
				Map<String, Object> values = Map.of("mine", CLINIC, "offset", offset, "limit", SIZE);
				double time = Bench.milliseconds(() -> {
					if (jdbc.queryForList(InboxQuery.page(), values).size() != SIZE) {
						throw new IllegalStateException("a page that is not full");
					}
				});
				application.rollback();
				if (turn >= 0) {
					pages.add(time);
				}
			}
			Bench.goal("inbox page of %d from %,d on, among %,d handoffs, median of %d".formatted(SIZE, offset,
					HANDOFFS, TURNS), Bench.median(pages), " ms", 50);
		}
	}

}
