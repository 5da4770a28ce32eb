package org.durumi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.durumi.DurumiApplication;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditLog;
import org.durumi.cases.CaseStages;
import org.durumi.cases.Move;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Stage;
import org.durumi.journey.ShelterPlace;
import org.durumi.journey.Shelters;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.CaseId;
import org.durumi.support.BackendSettings;
import org.durumi.support.DemoAccount;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a stage move costs, with its conditions, sealing, events and row security, against
 * the bare {@code UPDATE} of the case's row in a transaction of its own. Both wait for
 * the disk. One client.
 */
public final class StageBench {

	private static final int CASES = 300;

	private static final int WARM_UP = 10;

	private static final int TURNS = 8;

	private final CaseStages stages;

	private final Connection bare;

	private final Map<CaseId, Integer> versions = new HashMap<>();

	private final LocalDate today;

	private StageBench(CaseStages stages, Connection bare, LocalDate today) {
		this.stages = stages;
		this.bare = bare;
		this.today = today;
	}

	public static void main(String[] arguments) throws IOException, SQLException {
		Path directory = Files.createTempDirectory("durumi-bench");
		print("Starting PostgreSQL and the backend, and inventing %d cases …", CASES);
		try (LocalDatabase database = LocalDatabase.open(directory, 0);
				ConfigurableApplicationContext backend = start(database);
				Connection superuser = database.connect("postgres")) {
			Actor actor = DemoAccount.CASEWORKER_YANJI.in(SessionRef.random(), 1);
			SecurityContextHolder.getContext()
				.setAuthentication(new TestingAuthenticationToken(actor.id(), null,
						actor.roles().stream().map((role) -> new SimpleGrantedAuthority(role.authority())).toList()));
			Actors.runAs(actor, () -> new TransactionTemplate(backend.getBean(PlatformTransactionManager.class))
				.executeWithoutResult((status) -> backend.getBean(AuditLog.class).openSession(actor)));
			StageBench bench = new StageBench(backend.getBean(CaseStages.class), superuser,
					LocalDate.now(Clock.systemUTC()));
			Actors.runAs(actor, () -> bench.shelter(backend.getBean(Shelters.class)));
			bench.copyFiles();
			Actors.runAs(actor, bench::compare);
		}
	}

	private static ConfigurableApplicationContext start(LocalDatabase database) {
		Map<String, Object> settings = new HashMap<>(BackendSettings.of(database.url(), database::password));
		settings.put("durumi.sample-data.cases", CASES);
		settings.put("logging.level.root", "warn");
		settings.put("spring.main.banner-mode", "off");
		return new SpringApplicationBuilder(DurumiApplication.class).web(WebApplicationType.NONE)
			.profiles("demo")
			.properties(settings)
			.run();
	}

	/** Gives every assessed case of Yanji what its next step asks for. */
	private void shelter(Shelters shelters) {
		try (Statement statement = this.bare.createStatement();
				var rows = statement.executeQuery("SELECT id, version FROM casework.case_file WHERE stage = 'ASSESSED'"
						+ " AND owner_id = '" + DemoAccount.CASEWORKER_YANJI.subject() + "'")) {
			while (rows.next()) {
				this.versions.put(new CaseId(rows.getObject("id", UUID.class)), rows.getInt("version"));
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the cases cannot be read", ex);
		}
		this.versions.keySet()
			.forEach((caseId) -> shelters.add(caseId,
					new ShelterPlace(ShelterPlace.Kind.SHELTER, "Jilin", "House 3", this.today, null)));
	}

	/** A table of the same shape and rows, without triggers, policies and events. */
	private void copyFiles() throws SQLException {
		try (Statement statement = this.bare.createStatement()) {
			statement.execute("CREATE SCHEMA bench");
			statement.execute("CREATE TABLE bench.case_file (LIKE casework.case_file INCLUDING ALL)");
			statement.execute("INSERT INTO bench.case_file SELECT * FROM casework.case_file");
		}
	}

	private void compare() {
		List<Double> moves = new ArrayList<>();
		List<Double> updates = new ArrayList<>();
		try {
			this.bare.setAutoCommit(false);
			for (int turn = -WARM_UP; turn < TURNS; turn++) {
				for (CaseId caseId : List.copyOf(this.versions.keySet())) {
					double update = timed(() -> update(caseId));
					double move = timed(() -> move(caseId));
					undo(caseId);
					if (turn >= 0) {
						updates.add(update);
						moves.add(move);
					}
				}
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the bare update fails", ex);
		}
		report(median(moves), median(updates), moves.size());
	}

	private static void report(double move, double update, int times) {
		double ratio = move / update;
		print("A stage move against the bare UPDATE, one client, fsync and synchronous_commit on, medians of %d",
				times);
		print("  move %.2f ms, UPDATE transaction %.2f ms", move, update);
		print("stage move: %.2f × the bare UPDATE transaction (goal ≤ 3) %s", ratio,
				(ratio <= 3) ? "reached" : "falls short");
	}

	private void move(CaseId caseId) {
		took(caseId, this.stages.move(new Move(caseId, Stage.SHELTERED, this.today, "", version(caseId))));
	}

	private void undo(CaseId caseId) {
		took(caseId, this.stages.undo(caseId, "", version(caseId)));
	}

	private int version(CaseId caseId) {
		return this.versions.getOrDefault(caseId, 0);
	}

	private void took(CaseId caseId, MoveOutcome outcome) {
		if (!(outcome instanceof MoveOutcome.Moved moved)) {
			throw new IllegalStateException("refused: " + outcome);
		}
		this.versions.put(caseId, moved.version());
	}

	private void update(CaseId caseId) {
		try (PreparedStatement update = this.bare
			.prepareStatement("UPDATE bench.case_file SET stage = ?, version = version + 1 WHERE id = ?")) {
			update.setString(1, Stage.SHELTERED.name());
			update.setObject(2, caseId.value());
			update.executeUpdate();
			this.bare.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the bare update fails", ex);
		}
	}

	/** Milliseconds. */
	private static double timed(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1_000_000.0;
	}

	private static double median(List<Double> figures) {
		double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	private static void print(String sentence, Object... figures) {
		System.out.println(String.format(Locale.ROOT, sentence, figures));
	}

}
