package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.durumi.cases.CaseListFilter.Scope;
import org.durumi.local.LocalDatabase;
import org.flywaydb.core.Flyway;

/**
 * What the first page of the case list costs among 100,000 cases, sealed and under row
 * security: against the same page without either, and against itself among 10,000. One
 * client, everything in memory.
 */
public final class CaseListBench {

	private static final int MANY = 100_000;

	private static final int FEW = 10_000;

	private static final int WARM_UP = 100;

	private static final int TURNS = 500;

	private CaseListBench() {
	}

	public static void main(String[] arguments) throws SQLException {
		Bench.quiet();
		Bench.print("Starting two databases and loading %,d and %,d cases …", MANY, FEW);
		try (LocalDatabase large = LocalDatabase.temporary();
				LocalDatabase small = LocalDatabase.temporary();
				ListPages many = load(large, MANY);
				ListPages few = load(small, FEW)) {
			Bench.print(
					"First page of 50 with code names, a caseload of %d and %d assigned, a team of %,d; medians of %d",
					ManyCases.CASELOAD, ManyCases.ASSIGNED, ManyCases.CASELOAD * ManyCases.CASEWORKERS, TURNS);
			for (Scope scope : ListPages.SCOPES) {
				compare(scope, many, few);
			}
		}
	}

	private static void compare(Scope scope, ListPages many, ListPages few) {
		Map<Side, List<Double>> times = new EnumMap<>(Side.class);
		for (int turn = -WARM_UP; turn < TURNS; turn++) {
			// another person each time; the smaller organisation has a hundred
			int person = Math.floorMod(turn * 7, FEW / ManyCases.CASELOAD);
			for (Side side : Side.values()) {
				double time = switch (side) {
					case GUARDED -> many.guarded(scope, person);
					case BARE -> many.bare(scope, person);
					case AMONG_FEW -> few.guarded(scope, person);
				};
				if (turn >= 0) {
					times.computeIfAbsent(side, (key) -> new ArrayList<>()).add(time);
				}
			}
		}
		double guarded = Bench.median(times.getOrDefault(Side.GUARDED, List.of()));
		double bare = Bench.median(times.getOrDefault(Side.BARE, List.of()));
		double amongFew = Bench.median(times.getOrDefault(Side.AMONG_FEW, List.of()));
		Bench.print("%s: %.2f ms, without either %.2f ms, among %,d cases %.2f ms", scope, guarded, bare, FEW,
				amongFew);
		Bench.goal("  " + scope + " against the same without either", guarded / bare, " ×", 2);
		Bench.goal("  " + scope + " against itself among %,d".formatted(FEW), guarded / amongFew, " ×", 1.3);
	}

	private static ListPages load(LocalDatabase database, int cases) throws SQLException {
		Flyway.configure()
			.dataSource(database.url(), "durumi_migrator", database.password("durumi_migrator"))
			.locations("classpath:db/migration")
			.defaultSchema("public")
			.load()
			.migrate();
		Connection superuser = database.connect("postgres");
		return new ListPages(database.connect("durumi_app"), superuser, ManyCases.load(superuser, cases));
	}

	private enum Side {

		GUARDED, BARE, AMONG_FEW

	}

}
