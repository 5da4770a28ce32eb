package org.durumi.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
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

	/** In the tables that are tried. */
	private static final int LARGEST = 13;

	private static final String SMALL = "small";

	private static final String WITHHELD = "withheld";

	private static final Predicate<String> COUNT = (cell) -> Character.isDigit(cell.charAt(0));

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
		register("HANAWON", 9, LONG_AGO);
		register("ASSESSED", 3, LONG_AGO);

		Map<String, Cell> stages = byName(figures("STAGE"));

		assertThat(stages).containsEntry("IDENTIFIED", new Cell("IDENTIFIED", 20, false))
			.containsEntry("ASSESSED", new Cell("ASSESSED", null, true))
			.containsEntry("SHELTERED", new Cell("SHELTERED", null, false))
			.containsEntry("HANAWON", new Cell("HANAWON", null, false))
			.containsEntry("RESETTLED", new Cell("RESETTLED", null, true));
	}

	@Test
	void whatHasNoSmallCellIsShownWhole() throws SQLException {
		register("IDENTIFIED", 6, LONG_AGO);

		assertThat(figures("TEAM")).containsExactly(new Cell(this.team.toString(), 6, false));
	}

	@Test
	void aConsentThatIsOverIsCountedAsOverAndNotAsGiven() throws SQLException {
		register("IDENTIFIED", 41, LONG_AGO);
		List<UUID> cases = registered();
		for (int i = 0; i < 32; i++) {
			this.superuser.run("""
					update casework.case_file set consent_state = 'GIVEN',
						consent_until = (now() at time zone 'UTC')::date - ?::integer where id = ?""", (i < 20) ? 1 : 0,
					cases.get(i));
		}

		assertThat(byName(figures("CONSENT"))).containsEntry("EXPIRED", new Cell("EXPIRED", 20, false))
			.containsEntry("GIVEN", new Cell("GIVEN", null, false));
	}

	@Test
	void whereTooFewAreCountedNotEvenTheSmallCellsAreNamed() throws SQLException {
		register("IDENTIFIED", 5, LONG_AGO);

		assertThat(figures("STAGE")).hasSize(STAGES.size()).allSatisfy((cell) -> {
			assertThat(cell.cases()).isNull();
			assertThat(cell.small()).isFalse();
		});
	}

	/**
	 * Whoever knows the total and the rule itself, and tries every table there could be.
	 */
	@Test
	void neitherSubtractionNorTheRuleItselfNarrowsASmallCell() throws SQLException {
		Map<Shown, List<Set<Integer>>> reckoned = reckon(this::judged);

		assertThat(reckoned).hasSizeGreaterThan(400).allSatisfy((shown, cells) -> {
			for (int i = 0; i < cells.size(); i++) {
				if (shown.cells().get(i).equals(SMALL)) {
					assertThat(cells.get(i)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
				}
			}
		});
	}

	/** The attack has teeth: it finds what a rule gives away that withholds less. */
	@Test
	void theSameReaderNarrowsASmallCellThatIsWithheldAloneOrWithOneOther() throws SQLException {
		for (int others = 0; others < 2; others++) {
			int withheld = others;
			assertThat(reckon((tables) -> tables.stream().map((table) -> withheldWith(withheld, table)).toList()))
				.as("with %d others", others)
				.anySatisfy((shown, cells) -> assertThat(cells.get(shown.cells().indexOf(SMALL))).hasSize(1));
		}
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
		List<UUID> moved = registered();
		register("SHELTERED", 20, LAST_QUARTER);
		register("HANAWON", 20, LAST_QUARTER);
		for (UUID id : moved) {
			UUID move = move(id, 2, "MOVE", "IDENTIFIED", "ASSESSED", null);
			move(id, 3, "UNDO", "ASSESSED", "IDENTIFIED", move);
		}

		assertThat(byName(figures("STAGE"))).containsEntry("IDENTIFIED", new Cell("IDENTIFIED", 30, false))
			.containsEntry("ASSESSED", new Cell("ASSESSED", null, true));
		assertThat(figures("FLOW")).allSatisfy((cell) -> assertThat(cell.cases()).isNull());

		for (int i = 0; i < moved.size(); i++) {
			move(moved.get(i), 4, "MOVE", "IDENTIFIED", List.of("ASSESSED", "SHELTERED", "ASSESSED").get(i % 3), null);
		}
		assertThat(figures("FLOW")).allSatisfy((cell) -> assertThat(cell.cases()).isNull());
		for (UUID id : moved.subList(0, 8)) {
			move(id, 5, "MOVE", "ASSESSED", "IN_PASSAGE", null);
		}
		assertThat(figures("FLOW")).contains(new Cell("ASSESSED", 20, false), new Cell("IN_PASSAGE", null, false));
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

	/**
	 * What a reader can reckon of each cell from what a rule shows of a table and from
	 * the total: its values in all the tables of four cells that show the same. Left out
	 * is what shows no count and is so large that tables beyond those tried show it too.
	 */
	private static Map<Shown, List<Set<Integer>>> reckon(Rule rule) throws SQLException {
		List<List<Integer>> tables = new ArrayList<>();
		for (int table = 0; table < Math.pow(LARGEST + 1, 4); table++) {
			List<Integer> cells = new ArrayList<>();
			for (int rest = table; cells.size() < 4; rest /= LARGEST + 1) {
				cells.add(rest % (LARGEST + 1));
			}
			tables.add(cells);
		}
		List<List<String>> shown = rule.apply(tables);
		Map<Shown, List<Set<Integer>>> reckoned = new HashMap<>();
		for (int i = 0; i < tables.size(); i++) {
			List<Integer> table = tables.get(i);
			int total = table.stream().mapToInt(Integer::intValue).sum();
			boolean bounded = total <= LARGEST + LEAST || shown.get(i).stream().anyMatch(COUNT);
			if (shown.get(i).contains(SMALL) && bounded) {
				List<Set<Integer>> values = reckoned.computeIfAbsent(new Shown(shown.get(i), total),
						(key) -> table.stream().map((cell) -> (Set<Integer>) new HashSet<Integer>()).toList());
				for (int cell = 0; cell < table.size(); cell++) {
					values.get(cell).add(table.get(cell));
				}
			}
		}
		return reckoned;
	}

	/** As the database judges. */
	private List<List<String>> judged(List<List<Integer>> tables) throws SQLException {
		String all = tables.stream().map(Object::toString).collect(Collectors.joining(","));
		return this.superuser
			.column("""
					select (select string_agg(case when j.shown then t.cells[j.place]::text when j.small then '%s' else '%s' end,
						' ' order by j.place) from reporting.judged(t.cells) j)
					from (select n, array(select jsonb_array_elements_text(value)::integer) as cells
						from jsonb_array_elements(?::jsonb) with ordinality o(value, n)) t order by t.n"""
				.formatted(SMALL, WITHHELD), "[" + all + "]")
			.stream()
			.map((cells) -> List.of(cells.split(" ")))
			.toList();
	}

	/**
	 * A rule that withholds the small cells and so many of the smallest others with them.
	 */
	private static List<String> withheldWith(int others, List<Integer> table) {
		List<Integer> large = table.stream().filter((cell) -> cell >= LEAST).sorted().toList();
		int shownFrom = (large.size() > others && large.size() < table.size()) ? large.get(others) : 0;
		return table.stream()
			.map((cell) -> (cell < LEAST) ? SMALL : (cell < shownFrom) ? WITHHELD : cell.toString())
			.toList();
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

	/** What a reader sees of a table, and what she may know from another one. */
	private record Shown(List<String> cells, int total) {
	}

	/** What is shown of each table. */
	private interface Rule {

		List<List<String>> apply(List<List<Integer>> tables) throws SQLException;

	}

}
