package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.durumi.DurumiApplication;
import org.durumi.access.AccessDecisions;
import org.durumi.access.AccessMatrix;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.cases.CaseListFilter.Scope;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.CaseId;
import org.durumi.support.BackendSettings;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What need-to-know costs among 200,000 cases: a list page under row security against an
 * explicit {@code WHERE}, a decision, and whether an actor's rows ever reach another over
 * pooled connections.
 */
public final class AccessBench {

	private static final int CASES = 200_000;

	private static final int CONNECTIONS = 2;

	private static final int WARM_UP = 100;

	private static final int TURNS = 500;

	private static final int DECISIONS = 2_000_000;

	private static final int TRANSACTIONS = 100_000;

	private static final int ACTORS = 50;

	private static final int THREADS = 8;

	private final ConfigurableApplicationContext backend;

	private final ManyCases cases;

	private AccessBench(ConfigurableApplicationContext backend, ManyCases cases) {
		this.backend = backend;
		this.cases = cases;
	}

	public static void main(String[] arguments) throws SQLException, InterruptedException {
		Bench.quiet();
		Bench.print("Starting PostgreSQL and the backend, and loading %,d cases …", CASES);
		try (LocalDatabase database = LocalDatabase.temporary();
				ConfigurableApplicationContext backend = start(database);
				Connection superuser = database.connect("postgres")) {
			ManyCases cases = ManyCases.load(superuser, CASES);
			try (ListPages pages = new ListPages(database.connect("durumi_app"), database.connect("postgres"), cases)) {
				for (Scope scope : ListPages.SCOPES) {
					compare(scope, pages);
				}
			}
			AccessBench bench = new AccessBench(backend, cases);
			bench.decide();
			bench.mix();
		}
	}

	private static ConfigurableApplicationContext start(LocalDatabase database) {
		Map<String, Object> settings = new HashMap<>(BackendSettings.of(database.url(), database::password));
		settings.put("spring.datasource.hikari.maximum-pool-size", CONNECTIONS);
		// every actor waits for its turn
		settings.put("spring.datasource.hikari.connection-timeout", 60_000);
		// what the bench breaks on purpose would be logged each time
		settings.put("logging.level.root", "error");
		settings.put("spring.main.banner-mode", "off");
		return new SpringApplicationBuilder(DurumiApplication.class).web(WebApplicationType.NONE)
			.properties(settings)
			.run();
	}

	private static void compare(Scope scope, ListPages pages) {
		List<Double> guarded = new ArrayList<>();
		List<Double> bare = new ArrayList<>();
		List<Double> database = new ArrayList<>();
		for (int turn = -WARM_UP; turn < TURNS; turn++) {
			int person = Math.floorMod(turn * 7, CASES / ManyCases.CASELOAD);
			double page = pages.guarded(scope, person);
			double same = pages.bare(scope, person);
			double inside = pages.inTheDatabase(scope, person);
			if (turn >= 0) {
				guarded.add(page);
				bare.add(same);
				database.add(inside);
			}
		}
		Bench.print("%s: first page of 50, a caseload of %d and %d assigned, a team of %,d; medians of %d", scope,
				ManyCases.CASELOAD, ManyCases.ASSIGNED, ManyCases.CASELOAD * ManyCases.CASEWORKERS, TURNS);
		Bench.print("  under row security %.2f ms, by explicit WHERE %.2f ms", Bench.median(guarded),
				Bench.median(bare));
		Bench.goal("  " + scope + " planned and read in the database", Bench.median(database), " ms", 5);
		Bench.goal("  " + scope + " against an explicit WHERE", Bench.median(guarded) / Bench.median(bare), " ×", 2);
		List<String> scans = pages.sequentialScans(scope, 0);
		Bench.goal("  " + scope + " sequential scans of the tables of cases", scans.size(), "", 0);
		scans.forEach((scan) -> Bench.print("    %s", scan));
	}

	/** Relations known, and asked of the database. */
	private void decide() {
		AccessMatrix matrix = this.backend.getBean(AccessMatrix.class);
		List<Set<Relation>> standings = new ArrayList<>();
		for (Relation first : Relation.values()) {
			for (Relation second : Relation.values()) {
				standings.add(EnumSet.of(first, second));
			}
		}
		CaseAct[] acts = CaseAct.values();
		long allowed = 0;
		double pure = 0;
		for (int round = 0; round < 2; round++) { // the first warms up
			long start = System.nanoTime();
			for (int i = 0; i < DECISIONS; i++) {
				if (AccessDecisions.allows(matrix, standings.get(i % standings.size()), acts[i % acts.length])) {
					allowed++;
				}
			}
			pure = (System.nanoTime() - start) / 1_000.0 / DECISIONS;
		}
		Bench.print("Decisions: %,d, of which %,d allow", 2L * DECISIONS, allowed);
		Bench.goal("decision, relations known", pure, " µs", 20);
		Bench.print("  the whole decision, with its question to the database: %.0f µs (median of %d)",
				1_000 * Bench.median(wholeDecisions()), TURNS);
	}

	private List<Double> wholeDecisions() {
		CaseAccess access = this.backend.getBean(CaseAccess.class);
		TransactionTemplate transaction = transaction();
		List<Double> times = new ArrayList<>();
		for (int turn = -WARM_UP; turn < TURNS; turn++) {
			Actor actor = this.cases.caseworker(Math.floorMod(turn, ACTORS));
			double time = Actors.runAs(actor, () -> transaction.execute((status) -> {
				CaseId hers = new CaseId(owned(actor).getFirst());
				return Bench.milliseconds(() -> {
					if (!access.may(hers, CaseAct.VIEW)) {
						throw new IllegalStateException("an owner is refused");
					}
				});
			}));
			if (turn >= 0) {
				times.add(time);
			}
		}
		return times;
	}

	/** Many actors over few connections, with faults of every kind. */
	private void mix() throws InterruptedException {
		LongAdder strangers = new LongAdder();
		LongAdder missing = new LongAdder();
		LongAdder faults = new LongAdder();
		try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
			for (int thread = 0; thread < THREADS; thread++) {
				Random random = new Random(thread);
				threads.execute(() -> {
					for (int i = 0; i < TRANSACTIONS / THREADS; i++) {
						turn(random, strangers, missing, faults);
					}
				});
			}
			threads.shutdown();
			if (!threads.awaitTermination(30, TimeUnit.MINUTES)) {
				throw new IllegalStateException("the transactions do not end");
			}
		}
		Bench.print("%,d transactions of %d actors over %d connections, %,d of them broken on purpose", TRANSACTIONS,
				ACTORS, CONNECTIONS, faults.sum());
		Bench.goal("rows of another actor", strangers.sum(), "", 0);
		Bench.goal("rows of her own that an actor missed", missing.sum(), "", 0);
	}

	/** One transaction of one actor, each of another team, or of nobody. */
	private void turn(Random random, LongAdder strangers, LongAdder missing, LongAdder faults) {
		int number = random.nextInt(ACTORS + 1);
		Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
		if (fault != Fault.NONE) {
			faults.increment();
		}
		Runnable work = () -> transaction().executeWithoutResult((status) -> {
			List<UUID> owners = visibleOwners();
			UUID me = Actors.current().map(Actor::id).orElse(null);
			strangers.add(owners.stream().filter((owner) -> !owner.equals(me)).count());
			long own = owners.stream().filter((owner) -> owner.equals(me)).count();
			missing.add(((me != null) ? ManyCases.CASELOAD : 0) - own);
			switch (fault) {
				case NONE -> {
				}
				case ROLLBACK -> status.setRollbackOnly();
				case EXCEPTION -> throw new Broken();
				case SQL_ERROR -> jdbc().sql("select 1 / 0").query(Integer.class).single();
			}
		});
		try {
			if (number == ACTORS) {
				work.run();
			}
			else {
				Actors.runAs(this.cases.caseworker(number), work);
			}
		}
		catch (Broken | DataAccessException expected) {
			if (fault == Fault.NONE || fault == Fault.ROLLBACK) {
				throw expected;
			}
		}
	}

	/** The owner of each case that is visible among those of all the actors. */
	private List<UUID> visibleOwners() {
		UUID[] actors = new UUID[ACTORS];
		for (int i = 0; i < ACTORS; i++) {
			actors[i] = this.cases.caseworker(i).id();
		}
		return jdbc().sql("select owner_id from casework.case_file where owner_id = any (?)")
			.param(actors)
			.query(UUID.class)
			.list();
	}

	private List<UUID> owned(Actor actor) {
		return jdbc().sql("select id from casework.case_file where owner_id = ? limit 1")
			.param(actor.id())
			.query(UUID.class)
			.list();
	}

	private JdbcClient jdbc() {
		return this.backend.getBean(JdbcClient.class);
	}

	private TransactionTemplate transaction() {
		return new TransactionTemplate(this.backend.getBean(PlatformTransactionManager.class));
	}

	private enum Fault {

		NONE, ROLLBACK, EXCEPTION, SQL_ERROR

	}

	private static final class Broken extends RuntimeException {

	}

}
