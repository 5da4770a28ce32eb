package org.durumi.handoffs;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditLog;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Stage;
import org.durumi.partners.PartnerKeys;
import org.durumi.reference.CaseId;
import org.durumi.support.PlantedHandoff;
import org.durumi.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Approve, recall, accept, decline, expire and seal meet on one handoff, from connections
 * of their own, in an order that chance and a seed give: whatever it is, one outcome
 * stands, and the case has one custodian.
 */
class HandoffRaceTests extends HandoffTest {

	/** The issue asks for a thousand; {@code -Ddurumi.handoffs.races=10000} for more. */
	private static final int RACES = Integer.getInteger("durumi.handoffs.races", 1000);

	private final Random random = new Random(20261126);

	private final ExecutorService people = Executors.newFixedThreadPool(3);

	@Autowired
	private HandoffDeadlines deadlines;

	@Autowired
	private HandoffSealing sealing;

	@Autowired
	private FaultyHandoffs faults;

	@Autowired
	private Custody custody;

	@Autowired
	private PartnerKeys keys;

	@Autowired
	private AuditLog log;

	private final Actor keeper = SystemActor.HANDOFF_KEEPER.in(SessionRef.random());

	@BeforeEach
	void aSessionOfTheJob() {
		as(this.keeper, () -> inTransaction(() -> {
			this.log.openSession(this.keeper);
			return true;
		}));
	}

	@AfterEach
	void end() {
		this.people.shutdownNow();
	}

	/** What one of those who meet says it has done; empty if it came too late. */
	private record Step(String name, Callable<String> act) {
	}

	@Test
	void whateverMeetsOneOutcomeStandsAndOneCustodian() throws Exception {
		UUID key = as(OWNER, () -> inTransaction(() -> this.keys.usable(this.partner, made().plusSeconds(100))))
			.orElseThrow()
			.id();
		Map<String, Integer> outcomes = new TreeMap<>();
		CaseId caseId = registered();
		try (Connection superuser = TestDatabase.connect("postgres")) {
			for (int race = 0; race < RACES; race++) {
				boolean early = this.random.nextInt(4) == 0;
				String state = early ? "AWAITING_APPROVAL" : this.random.nextBoolean() ? "SEALED" : "COLLECTED";
				PlantedHandoff planted = PlantedHandoff.in(superuser, state, "CASE_TRANSFER", caseId.value(),
						this.partner, early ? null : key, Duration.ofMillis(this.random.nextInt(25)),
						(id) -> nothingChosen(id, caseId));
				List<String> done = meet(early ? before(planted.id()) : after(planted.id()));
				if (early) {
					checkWord(superuser, planted.id(), done);
				}
				outcomes.merge(check(superuser, planted.id(), caseId, done), 1, Integer::sum);
			}
		}
		assertThat(outcomes.keySet()).as("%s", outcomes).contains("ACCEPTED", "DECLINED", "EXPIRED", "RECALLED");
	}

	@Test
	void whatTheJobLooksForEveryFewSecondsItFindsByAnIndexOfWhatIsOpen() {
		List<String> plans = as(this.keeper, () -> inTransaction(() -> {
			this.jdbc.sql("set local enable_seqscan = off").update();
			return this.deadlines.conditions()
				.stream()
				.filter((condition) -> !condition.contains("in (select"))
				.map((condition) -> String.join("\n",
						this.jdbc.sql("explain (costs off) select id from handoffs.handoff where " + condition)
							.query(String.class)
							.list()))
				.toList();
		}));
		assertThat(plans).hasSizeGreaterThan(4)
			.allSatisfy((plan) -> assertThat(plan).containsPattern("on handoff_(collect|copy|answer|outcome|chased)"
					+ "|using handoff_(collect|copy|answer|outcome|chased)"));
	}

	private List<Step> before(UUID id) {
		UUID asked = request(id);
		List<Step> steps = new ArrayList<>(
				List.of(new Step("recall", () -> as(OWNER, () -> this.outbox.recall(id)).name()),
						new Step("refuse", () -> as(SUPERVISOR, () -> this.words.decide(id, asked, false, "")).name()),
						new Step("accept", () -> as(this.member, () -> accept(id))), expire(),
						new Step("seal", () -> as(this.keeper, () -> {
							// what was planted cannot be opened: it is sealed by nobody
							this.faults.attempt(id, () -> this.sealing.seal(id));
							return "TRIED";
						}))));
		Collections.shuffle(steps, this.random);
		return Stream
			.concat(Stream
				.of(new Step("agree", () -> asFresh(SUPERVISOR, () -> this.words.decide(id, asked, true, "")).name())),
					steps.stream().limit(2))
			.toList();
	}

	private String accept(UUID id) {
		try {
			return this.inbox.accept(id).name();
		}
		catch (HandoffRefused ex) {
			return "REFUSED";
		}
	}

	private Step expire() {
		return new Step("expire", () -> as(this.keeper, () -> {
			this.deadlines.pass();
			return "PASSED";
		}));
	}

	private List<Step> after(UUID id) {
		List<Step> steps = new ArrayList<>(List.of(new Step("accept", () -> as(this.member, () -> {
			this.inbox.take(id);
			return this.inbox.accept(id);
		}).name()), new Step("decline", () -> as(this.member, () -> {
			this.inbox.take(id);
			return this.inbox.decline(id, DeclineCode.NO_PLACE);
		}).name()), new Step("recall", () -> as(OWNER, () -> this.outbox.recall(id)).name()), expire()));
		Collections.shuffle(steps, this.random);
		return steps.subList(0, 3);
	}

	/** Has them begin at once, but for what chance keeps each waiting. */
	private List<String> meet(List<Step> steps) throws Exception {
		CyclicBarrier together = new CyclicBarrier(steps.size());
		List<Future<String>> done = new ArrayList<>();
		for (Step step : steps) {
			int late = this.random.nextInt(4) * 500;
			done.add(this.people.submit(() -> {
				together.await(10, TimeUnit.SECONDS);
				LockSupport.parkNanos(late * 1000L);
				return step.name() + " " + step.act().call();
			}));
		}
		List<String> said = new ArrayList<>();
		for (Future<String> one : done) {
			said.add(one.get(30, TimeUnit.SECONDS));
		}
		return said;
	}

	/** One word stands: who agreed or refused is who said so, and nobody else. */
	private void checkWord(Connection superuser, UUID id, List<String> said) throws SQLException {
		Handoff now = found(id);
		boolean agreed = said.contains("agree DONE");
		boolean refused = said.contains("refuse DONE");
		boolean recalled = said.contains("recall TAKEN_BACK");
		assertThat(agreed && refused).as("%s", said).isFalse();
		assertThat(now.times().approved() != null).as("%s", said).isEqualTo(agreed);
		assertThat(now.state()).as("%s", said)
			.isEqualTo(
					recalled ? HandoffState.RECALLED : refused ? HandoffState.DRAFT : HandoffState.AWAITING_APPROVAL);
		String word = agreed ? "APPROVED" : refused ? "REJECTED" : recalled ? "WITHDRAWN" : "PENDING";
		assertThat(query(superuser,
				"select count(*) from handoffs.handoff_case c"
						+ " join access.approval_request r on r.id = c.approval_id where r.state = '" + word
						+ "' and c.id = '" + id + "'"))
			.as("%s: %s", word, said)
			.isOne();
	}

	/** What stands now, which has to be what one of them said it did. */
	private String check(Connection superuser, UUID id, CaseId caseId, List<String> said) throws SQLException {
		Handoff now = found(id);
		List<String> claimed = said.stream().flatMap((one) -> switch (one) {
			case "accept DONE" -> Stream.of("ACCEPTED");
			case "decline DONE" -> Stream.of("DECLINED");
			case "recall TAKEN_BACK", "recall DEMANDED" -> Stream.of("RECALLED");
			default -> Stream.empty();
		}).toList();
		boolean demanded = now.state() == HandoffState.ACCEPTED && now.times().recallDemanded() != null;
		assertThat(claimed.size() - (demanded ? 1 : 0)).as("%s: %s", now.state(), said).isLessThanOrEqualTo(1);
		if (now.state() == HandoffState.ACCEPTED || now.state() == HandoffState.DECLINED
				|| now.state() == HandoffState.RECALLED) {
			assertThat(claimed).as("%s: %s", now.state(), said).contains(now.state().name());
		}
		else {
			assertThat(claimed).as("%s: %s", now.state(), said).isEmpty();
		}
		if (!now.state().isOver() && now.state() != HandoffState.ACCEPTED) {
			// so that the next can be planted: a case goes to one at a time
			as(OWNER, () -> this.outbox.recall(id));
		}
		boolean theirs = now.state() == HandoffState.ACCEPTED;
		assertThat(query(superuser,
				"select count(*) filter (where since is not null and until is null) from handoffs.transfer where case_id = '"
						+ caseId + "'"))
			.as("custodians elsewhere")
			.isEqualTo(theirs ? 1 : 0);
		if (theirs) {
			as(this.keeper, () -> {
				this.custody.close(id);
				return id;
			});
			// if the job is at it this moment, by that
			Awaitility.await("closed by that").until(() -> stage(caseId) == Stage.CLOSED);
			assertThat(as(this.member, () -> this.inbox.complete(id, OutcomeCode.RETURNED)))
				.isEqualTo(HandoffInbox.Answered.DONE);
			// so that the next can be planted: only an open case goes
			assertThat(move(caseId, Stage.IDENTIFIED, "Back.")).isInstanceOf(MoveOutcome.Moved.class);
		}
		assertThat(query(superuser, "select count(*) from handoffs.part where id = '" + id + "'")
				+ query(superuser, "select count(*) from handoffs.package where id = '" + id + "'"))
			.as("what may no longer be read")
			.isZero();
		return now.state().name();
	}

	private static long query(Connection superuser, String sql) throws SQLException {
		try (Statement statement = superuser.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getLong(1);
		}
	}

}
