package org.durumi.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.reference.Ids;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The database gives an analyst figures that speak of nobody, and nobody else any. Each
 * test counts an organisation of its own, in a transaction that is rolled back.
 */
class SmallCellsTests extends DatabaseTest {

	private static final int LEAST = 5;

	private static final List<String> STAGES = List.of("IDENTIFIED", "ASSESSED", "SHELTERED", "IN_PASSAGE",
			"THIRD_COUNTRY", "ARRIVED", "HANAWON", "RESETTLED", "CLOSED", "DETAINED", "REPATRIATED", "LOST_CONTACT",
			"DECEASED");

	private static final String LONG_AGO = "timestamptz '2020-02-02 12:00Z'";

	private static final String LAST_QUARTER = "date_trunc('quarter', now() at time zone 'utc') at time zone 'utc' - interval '1 month'";

	private final UUID organisation = Ids.next();

	private final UUID team = Ids.next();

	private final UUID caseworker = Ids.next();

	private final UUID analyst = Ids.next();

	private Login superuser;

	private int cases;

	@BeforeEach
	void found() throws SQLException {
		this.superuser = Login.as("postgres");
		this.superuser.run("insert into access.organisation values (?, ?, 'OURS')", this.organisation,
				"Figures " + this.organisation);
		this.superuser.run("insert into access.team values (?, ?, 'Mokpo')", this.team, this.organisation);
		hire(this.caseworker, "CASEWORKER");
		hire(this.analyst, "ANALYST");
	}

	@AfterEach
	void undo() throws SQLException {
		this.superuser.close();
	}

	@Test
	void aSmallCellIsWithheldAndWithItWhatWouldTellIt() throws SQLException {
		register("IDENTIFIED", 20, LONG_AGO);
		register("SHELTERED", 12, LONG_AGO);
		register("ASSESSED", 3, LONG_AGO);

		Map<String, Cell> stages = byName(figures("STAGE"));

		assertThat(stages).containsEntry("IDENTIFIED", new Cell("IDENTIFIED", 20, false))
			.containsEntry("ASSESSED", new Cell("ASSESSED", null, true))
			.containsEntry("SHELTERED", new Cell("SHELTERED", null, false))
			.containsEntry("RESETTLED", new Cell("RESETTLED", null, true));
	}

	@Test
	void whatHasNoSmallCellIsShownWhole() throws SQLException {
		register("IDENTIFIED", 6, LONG_AGO);

		assertThat(figures("TEAM")).containsExactly(new Cell(this.team.toString(), 6, false));
	}

	@Test
	void whereTooFewAreCountedNotEvenTheSmallCellsAreNamed() throws SQLException {
		register("IDENTIFIED", 5, LONG_AGO);

		assertThat(figures("STAGE")).hasSize(STAGES.size()).allSatisfy((cell) -> {
			assertThat(cell.cases()).isNull();
			assertThat(cell.small()).isFalse();
		});
	}

	@Test
	void noSubtractionNarrowsASmallCell() throws SQLException {
		Random random = new Random(5);
		int narrowable = 0;
		for (int table = 0; table < 150; table++) {
			this.superuser.run("savepoint table_of_its_own");
			int total = 0;
			for (String stage : STAGES) {
				int count = random.nextInt(3) == 0 ? 0 : random.nextInt(1 + random.nextInt(14));
				register(stage, count, LONG_AGO);
				total += count;
			}
			List<Cell> cells = figures("STAGE");
			for (Cell cell : cells) {
				if (cell.small()) {
					assertThat(possible(cell, cells, total)).as("%s in %s of %d", cell.name(), cells, total)
						.containsExactly(0, 1, 2, 3, 4);
					narrowable++;
				}
			}
			this.superuser.run("rollback to table_of_its_own");
		}
		assertThat(narrowable).isGreaterThan(300);
	}

	/**
	 * The attack has teeth: without the cells withheld beside it, a small one is told.
	 */
	@Test
	void theSubtractionWouldTellASmallCellWithheldAlone() {
		List<Cell> cells = List.of(new Cell("A", 20, false), new Cell("B", null, true));

		assertThat(possible(cells.getLast(), cells, 23)).containsExactly(3);
	}

	@Test
	void theRunningQuarterIsNotCountedYet() throws SQLException {
		register("IDENTIFIED", 7, "now()");
		register("IDENTIFIED", 6, LAST_QUARTER);

		assertThat(byName(figures("TEAM"))).containsEntry(this.team.toString(),
				new Cell(this.team.toString(), 6, false));
	}

	@Test
	void aMoveThatWasUndoneIsNoFlowAndTheCaseStandsWhereItStood() throws SQLException {
		register("IDENTIFIED", 30, LAST_QUARTER);
		for (UUID id : registered()) {
			UUID move = move(id, 2, "MOVE", "IDENTIFIED", "ASSESSED", null);
			move(id, 3, "UNDO", "ASSESSED", "IDENTIFIED", move);
		}

		assertThat(byName(figures("STAGE"))).containsEntry("ASSESSED", new Cell("ASSESSED", null, true));
		assertThat(figures("FLOW")).allSatisfy((cell) -> assertThat(cell.cases()).isNull());

		for (UUID id : registered()) {
			move(id, 4, "MOVE", "IDENTIFIED", "ASSESSED", null);
		}
		assertThat(figures("FLOW")).filteredOn((cell) -> cell.small() && cell.name().equals("IDENTIFIED")).isNotEmpty();
	}

	@Test
	void aMedianOfFewIsWithheldAndOneOfManyIsInWeeks() throws SQLException {
		register("IDENTIFIED", 5, "timestamptz '2024-01-01 12:00Z'");
		for (UUID id : registered()) {
			this.superuser.run(
					"""
							insert into casework.stage_move (id, case_id, number, kind, from_stage, to_stage, cycle, recorded_at,
								recorded_by, content)
							values (?, ?, 2, 'MOVE', 'IDENTIFIED', 'ASSESSED', 1, '2024-01-23 12:00Z', ?, '')""",
					Ids.next(), id, this.caseworker);
		}

		assertThat(byName(figures("TIME"))).containsEntry("IDENTIFIED", new Cell("IDENTIFIED", 3, false))
			.containsEntry("ASSESSED", new Cell("ASSESSED", null, true));

		this.superuser.run("delete from casework.stage_move where case_id = ?", registered().getFirst());
		assertThat(byName(figures("TIME"))).containsEntry("IDENTIFIED", new Cell("IDENTIFIED", null, true));
	}

	@ParameterizedTest
	@EnumSource(value = DemoAccount.class, names = "ANALYST", mode = EnumSource.Mode.EXCLUDE)
	void nobodyElseGetsAFigure(DemoAccount account) throws SQLException {
		try (Login login = Login.asApplication().acting(account)) {
			assertThat(login.count("reporting.figures()")).isZero();
		}
	}

	@Test
	void nobodyGetsAFigureAsNobodyOrAsAnAnalystWhoHasLeft() throws SQLException {
		register("IDENTIFIED", 6, LONG_AGO);
		assertThat(figures("STAGE")).isNotEmpty();
		this.superuser.run("update access.staff set active = false where subject = ?", this.analyst);
		assertThat(figures("STAGE")).isEmpty();
		try (Login login = Login.asApplication()) {
			assertThat(login.count("reporting.figures()")).isZero();
		}
	}

	@Test
	void anAnalystCountsHerOwnOrganisationOnly() throws SQLException {
		register("IDENTIFIED", 6, LONG_AGO);
		UUID stranger = Ids.next();
		UUID elsewhere = Ids.next();
		this.superuser.run("insert into access.organisation values (?, ?, 'OURS')", elsewhere,
				"Elsewhere " + elsewhere);
		this.superuser.run(
				"insert into access.staff (subject, org_id, display_name, roles) values (?, ?, 'An', '{ANALYST}')",
				stranger, elsewhere);

		assertThat(figures("STAGE", stranger)).isNotEmpty().allSatisfy((cell) -> assertThat(cell.cases()).isNull());
		assertThat(figures("TEAM", stranger)).isEmpty();
	}

	@Test
	void anAnalystGetsNoRowOfACase() throws SQLException {
		try (Login login = Login.asApplication().acting(DemoAccount.ANALYST)) {
			List<String> tables = login
				.column("""
						select oid::regclass::text from pg_class
						where relkind = 'r' and relnamespace = 'casework'::regnamespace and has_table_privilege(oid, 'select')""");
			assertThat(tables).contains("casework.case_file", "casework.stage_move", "casework.identity");
			for (String table : tables) {
				assertThat(login.count(table)).as(table).isZero();
			}
			login.refuses(Login.NOT_ALLOWED, "select reporting.analysed_org()");
		}
	}

	/** What cannot be asked in two ways cannot be told by the difference. */
	@Test
	void theFiguresTakeNoFilter() throws SQLException {
		try (Login login = Login.asApplication()) {
			assertThat(login.column("""
					select p.proname || '/' || p.pronargs from pg_proc p
					where p.pronamespace = 'reporting'::regnamespace and has_function_privilege(p.oid, 'execute')"""))
				.containsExactly("figures/0");
		}
	}

	/** The values of a small cell that fit with all that is shown and the total. */
	private static List<Integer> possible(Cell asked, List<Cell> cells, int total) {
		int withheld = total
				- cells.stream().map(Cell::cases).filter((cases) -> cases != null).mapToInt(Integer::intValue).sum();
		List<Cell> others = cells.stream().filter((cell) -> cell.cases() == null && !cell.equals(asked)).toList();
		int small = (int) others.stream().filter(Cell::small).count();
		int large = others.size() - small;
		List<Integer> possible = new ArrayList<>();
		for (int value = 0; value < LEAST; value++) {
			int rest = withheld - value;
			int least = large * LEAST;
			boolean fits = rest >= least && (large > 0 || rest <= small * (LEAST - 1));
			if (fits) {
				possible.add(value);
			}
		}
		return possible;
	}

	private void hire(UUID subject, String role) throws SQLException {
		this.superuser.run("""
				insert into access.staff (subject, team_id, org_id, display_name, roles)
				values (?, ?, ?, '새 동료', array[?])""", subject, this.team, this.organisation, role);
	}

	private void register(String stage, int count, String when) throws SQLException {
		for (int i = 0; i < count; i++) {
			UUID id = Ids.next();
			String number = "%06d".formatted(++this.cases).replace('0', 'Z').replace('1', 'Y');
			this.superuser.run("""
					insert into casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle)
					values (?, ?, ?, ?, ?, ?, ?, 1)""", id, "ZZ" + number.substring(0, 2) + "-" + number.substring(2),
					"Figure " + id, this.caseworker, this.team, this.organisation, stage);
			this.superuser
				.run("""
						insert into casework.stage_move (id, case_id, number, kind, to_stage, cycle, recorded_at, recorded_by,
							content)
						values (?, ?, 1, 'INTAKE', ?, 1, %s, ?, '')"""
					.formatted(when), Ids.next(), id, stage, this.caseworker);
		}
	}

	private List<UUID> registered() throws SQLException {
		return this.superuser.column("select id from casework.case_file where org_id = ?", this.organisation)
			.stream()
			.map(UUID::fromString)
			.toList();
	}

	private UUID move(UUID caseId, int number, String kind, String from, String to, @Nullable UUID undoes)
			throws SQLException {
		UUID id = Ids.next();
		this.superuser.run("""
				insert into casework.stage_move (id, case_id, number, kind, from_stage, to_stage, cycle, recorded_at,
					recorded_by, undoes, content)
				values (?, ?, ?, ?, ?, ?, 1, %s, ?, nullif(?, '')::uuid, '')""".formatted(LAST_QUARTER), id, caseId,
				number, kind, from, to, this.caseworker, (undoes != null) ? undoes.toString() : "");
		return id;
	}

	private List<Cell> figures(String figure) throws SQLException {
		return figures(figure, this.analyst);
	}

	/** As the application asks, in the transaction of the test. */
	private List<Cell> figures(String figure, UUID reader) throws SQLException {
		this.superuser.run("set local role durumi_app");
		this.superuser.acting(reader, 1);
		Connection connection = this.superuser.connection();
		List<Cell> cells = new ArrayList<>();
		try (PreparedStatement statement = connection
			.prepareStatement("select cell, cases, small from reporting.figures() where figure = ?")) {
			statement.setString(1, figure);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					cells.add(new Cell(rows.getString(1), rows.getObject(2, Integer.class), rows.getBoolean(3)));
				}
			}
		}
		this.superuser.run("reset role");
		return cells;
	}

	private static Map<String, Cell> byName(List<Cell> cells) {
		return cells.stream().collect(Collectors.toMap(Cell::name, (cell) -> cell, (a, b) -> b, HashMap::new));
	}

	private record Cell(String name, @Nullable Integer cases, boolean small) {
	}

}
