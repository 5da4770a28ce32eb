package org.durumi.proof;

import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.actor.SystemActor;
import org.durumi.local.LocalDatabase;
import org.durumi.reference.Ids;
import org.durumi.support.DemoAccount;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which entries the rules of the review put on whose desk, and which they leave alone, in
 * a database of this test's own: it makes the rounds itself.
 */
class ReviewRulesTests {

	private static final DemoAccount WORKER = DemoAccount.CASEWORKER_YANJI;

	/** Of the same team. */
	private static final UUID COLLEAGUE = UUID.fromString("0d000000-0000-4000-8000-000000000110");

	private static final DemoAccount SUPERVISOR = DemoAccount.SUPERVISOR_YANJI;

	private static final String DESK = "review.flag where closed_at is null and event_id = ?";

	private static final String SIGN_OFF = "insert into review.sign_off (event_id, reviewer, signed_at, comment) values (?, ?, now(), '\\x00')";

	private static final String HAND_ON = "insert into review.escalation (event_id, org_id, escalated_by, escalated_at, reason)"
			+ " values (?, '0d000000-0000-4000-8000-000000000001', ?, now(), '\\x00')";

	private static final LocalDatabase DATABASE = LocalDatabase.temporary();

	@BeforeAll
	static void migrate() {
		Flyway.configure()
			.dataSource(DATABASE.url(), "durumi_migrator", DATABASE.password("durumi_migrator"))
			.locations("classpath:db/migration", "classpath:db/demo")
			.load()
			.migrate();
	}

	@AfterAll
	static void end() {
		DATABASE.close();
	}

	@BeforeEach
	void nothingBefore() throws SQLException {
		sequence();
		try (Login superuser = login("postgres")) {
			superuser.run("delete from review.flag");
			superuser.run("update review.progress set sampled_week = current_date");
			// what happened in an earlier test is not within minutes of this one
			superuser.run("alter table audit.event disable trigger no_change");
			superuser.run("update audit.event set occurred_at = occurred_at - interval '3 days'");
			superuser.run("alter table audit.event enable always trigger no_change");
			superuser.commit();
		}
	}

	@Test
	void brokenGlassAnExportAndAnAlertAreOnTheDeskAtOnce() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		UUID glass = happens(DemoAccount.CASEWORKER_SEOUL.subject(), "GLASS_BROKEN", caseId, 0);
		UUID export = happens(WORKER.subject(), "EXPORTED", null, 0);
		UUID inIt = happens(WORKER.subject(), "EXPORTED", caseId, 0);
		UUID log = happens(SUPERVISOR.subject(), "AUDIT_EXPORTED", null, 0);
		UUID proof = happens(SUPERVISOR.subject(), "AUDIT_EXPORTED", export, null, 0);
		UUID reset = happens(DemoAccount.ADMIN.subject(), "PASSWORD_RESET", null, 0);
		look();
		assertThat(rules(glass)).containsExactly("BREAK_GLASS");
		assertThat(rules(export)).containsExactly("EXPORT");
		assertThat(rules(inIt)).isEmpty();
		assertThat(rules(log)).as("entries of the log").containsExactly("EXPORT");
		assertThat(rules(proof)).as("the proof of one names nobody").isEmpty();
		assertThat(rules(reset)).containsExactly("ALERT");
		try (Login superuser = login("postgres")) {
			assertThat(superuser.value(
					"select extract(epoch from due_at - flagged_at)::int / 3600 from review.flag where event_id = ?",
					glass))
				.isEqualTo("24");
			assertThat(superuser.value(
					"select extract(epoch from due_at - flagged_at)::int / 3600 from review.flag where event_id = ?",
					export))
				.isEqualTo("72");
		}
	}

	@Test
	void sealedFieldsOfManyCasesWithinMinutesAreToldOnceWithTheirNumber() throws SQLException {
		UUID last = Ids.next();
		for (int i = 0; i < 3; i++) {
			last = happens(WORKER.subject(), "FIELD_REVEALED", caseOf(WORKER.subject()), 0);
			happens(WORKER.subject(), "FIELD_REVEALED", lastCase(), 0);
		}
		UUID fourth = happens(WORKER.subject(), "RECORD_OPENED", caseOf(WORKER.subject()), 0);
		happens(WORKER.subject(), "RECORD_OPENED", caseOf(WORKER.subject()), 0);
		look();
		assertThat(rules(last)).as("three cases, however often").isEmpty();
		assertThat(rules(fourth)).containsExactly("BULK_REVEAL");
		try (Login superuser = login("postgres")) {
			assertThat(superuser.column("select figure from review.flag where rule = 'BULK_REVEAL'"))
				.containsExactly("4");
		}
	}

	@Test
	void refusalsInABurstAreToldOncePerPersonAndAFewAreNot() throws SQLException {
		for (int i = 0; i < 4; i++) {
			happens(WORKER.subject(), "DENIED", null, 1);
			happens(DemoAccount.CASEWORKER_SEOUL.subject(), "DENIED", null, 1);
		}
		UUID fifth = happens(WORKER.subject(), "DENIED", null, 1);
		look();
		assertThat(rules(fifth)).containsExactly("DENIED_BURST");
		assertThat(flags()).isOne();
	}

	@Test
	void aMachineThatTriesIdsIsABurstOnceOnTheDeskOfWhoeverAnswersForItsOrganisation() throws SQLException {
		UUID machine = UUID.fromString("0d000000-0000-4000-8000-000000000201");
		for (int i = 0; i < 4; i++) {
			happens(machine, "DENIED", Ids.next(), null, 1);
		}
		look();
		assertThat(flags()).as("a few").isZero();
		UUID fifth = happens(machine, "DENIED", Ids.next(), null, 1);
		happens(machine, "DENIED", Ids.next(), null, 1);
		look();
		assertThat(rules(fifth)).containsExactly("DENIED_BURST");
		assertThat(flags()).isOne();
		try (Login superuser = login("postgres")) {
			assertThat(superuser.value("select subject_org from audit.event where event_id = ?", fifth))
				.isEqualTo("0d000000-0000-4000-8000-000000000002");
			String reviewable = "select event_id from audit.reviewable where event_id = ?";
			superuser.run("set local role durumi_app");
			superuser.acting(SUPERVISOR);
			assertThat(superuser.column(reviewable, fifth)).as("nobody leads there").hasSize(1);
			superuser.run("reset role");
			superuser.run("alter table access.staff disable trigger user");
			superuser.run("update access.staff set roles = '{SUPERVISOR}' where subject = ?",
					DemoAccount.PARTNER_CLINIC.subject());
			superuser.run("set local role durumi_app");
			assertThat(superuser.column(reviewable, fifth)).as("somebody does").isEmpty();
		}
	}

	@Test
	void strangersWhoTryOnePersonsPasswordAreABurstAboutHer() throws SQLException {
		UUID last = Ids.next();
		for (int i = 0; i < 5; i++) {
			last = happens(SystemActor.KEYCLOAK_WATCH.id(), "KEYCLOAK_SIGN_IN_FAILED", WORKER.subject(), null, 2);
		}
		happens(SystemActor.KEYCLOAK_WATCH.id(), "KEYCLOAK_SIGN_IN_FAILED", DemoAccount.ANALYST.subject(), null, 2);
		look();
		assertThat(rules(last)).containsExactly("DENIED_BURST");
		assertThat(flags()).isOne();
	}

	@Test
	void readingFarIntoWhatOthersDidIsTold() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		for (int i = 0; i < 2; i++) {
			happens(SUPERVISOR.subject(), "AUDIT_ENTRY_OPENED", null, 0);
			happens(SUPERVISOR.subject(), "AUDIT_HISTORY_READ", caseId, 0);
		}
		happens(SUPERVISOR.subject(), "AUDIT_HISTORY_READ", WORKER.subject(), null, 0);
		look();
		assertThat(flags()).isZero();
		UUID sixth = happens(SUPERVISOR.subject(), "AUDIT_ENTRY_OPENED", null, 0);
		look();
		assertThat(rules(sixth)).containsExactly("DEEP_HISTORY");
	}

	@Test
	void workOnACaseOutOfOfficeHoursIsToldOnceADay() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		UUID first = happens(WORKER.subject(), "RECORD_CHANGED", caseId, 0);
		happens(WORKER.subject(), "RECORD_CHANGED", caseId, 0);
		happens(WORKER.subject(), "SIGNED_IN", null, 0);
		look(limits("\"opens\":\"00:00\",\"closes\":\"00:00:00.000001\""));
		assertThat(rules(first)).containsExactly("OUT_OF_HOURS");
		assertThat(flags()).isOne();
	}

	@Test
	void aDayWithoutOfficeHoursIsOutOfThem() throws SQLException {
		DayOfWeek today = Instant.now().atOffset(ZoneOffset.UTC).getDayOfWeek();
		UUID other = happens(WORKER.subject(), "RECORD_CHANGED", caseOf(WORKER.subject()), 0);
		look(limits("\"days\":[" + Arrays.stream(DayOfWeek.values())
			.filter((day) -> day != today && day != today.plus(1))
			.map((day) -> Integer.toString(day.getValue()))
			.collect(Collectors.joining(",")) + "]"));
		assertThat(rules(other)).containsExactly("OUT_OF_HOURS");
	}

	@Test
	void aColleagueWhoLooksAtACaseThatIsNotHersIsTold() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		UUID own = happens(WORKER.subject(), "CASE_VIEWED", caseId, 0);
		UUID supervisors = happens(SUPERVISOR.subject(), "CASE_VIEWED", caseId, 0);
		UUID hers = happens(COLLEAGUE, "CASE_VIEWED", caseId, 0);
		UUID again = happens(COLLEAGUE, "CASE_VIEWED", caseId, 0);
		look();
		assertThat(rules(own)).isEmpty();
		assertThat(rules(supervisors)).isEmpty();
		assertThat(rules(hers)).containsExactly("UNASSIGNED");
		assertThat(rules(again)).as("once a day").isEmpty();
	}

	@Test
	void whoWasAssignedOrHasTheGlassBrokenLooksAtWhatIsHers() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		unaudited("access.assignment", "insert into access.assignment (case_id, subject, kind) values (?, ?, 'CASE')",
				caseId, COLLEAGUE);
		unaudited("access.break_glass",
				"insert into access.break_glass (case_id, subject, until) values (?, ?, now() + interval '9 min')",
				caseId, DemoAccount.CASEWORKER_SEOUL.subject());
		happens(COLLEAGUE, "CASE_VIEWED", caseId, 0);
		happens(DemoAccount.CASEWORKER_SEOUL.subject(), "CASE_VIEWED", caseId, 0);
		look();
		assertThat(flags()).isZero();
	}

	@Test
	void whoLooksAgainAtWhatWasHersIsToldAsThat() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		happens(COLLEAGUE, "RECORD_ADDED", caseId, 0);
		look();
		UUID later = happens(COLLEAGUE, "CASE_VIEWED", caseId, 0);
		look();
		assertThat(rules(later)).containsExactly("AFTER_REASSIGNMENT");
	}

	@Test
	void aLookBeforeTheCaseChangedHandsIsNotToldAfterwards() throws SQLException {
		UUID caseId = caseOf(COLLEAGUE);
		happens(WORKER.subject(), "CASE_VIEWED", caseId, 0);
		happens(SUPERVISOR.subject(), "HANDED_OVER", caseId, 0);
		look();
		assertThat(flags()).isZero();
	}

	@Test
	void whoKnowsHerIsToldEvenAsOwner() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		unaudited("access.tie", "insert into access.tie (case_id, subject) values (?, ?)", caseId, WORKER.subject());
		UUID declared = happens(WORKER.subject(), "TIE_DECLARED", caseId, 0);
		UUID look = happens(WORKER.subject(), "CASE_VIEWED", caseId, 0);
		look();
		assertThat(rules(declared)).containsExactly("OWN_RELATIVE");
		assertThat(rules(look)).containsExactly("OWN_RELATIVE");
	}

	@Test
	void whatIsDoneWithoutHerConsentIsToldEachTime() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		UUID one = happens(WORKER.subject(), "ACTED_WITHOUT_CONSENT", caseId, 0);
		UUID other = happens(WORKER.subject(), "ACTED_WITHOUT_CONSENT", caseId, 0);
		look();
		assertThat(rules(one)).containsExactly("WITHOUT_CONSENT");
		assertThat(rules(other)).containsExactly("WITHOUT_CONSENT");
	}

	@Test
	void ofLastWeekSomeOfWhatNoRuleFoundIsDrawnForEachSupervisorOnce() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		for (int i = 0; i < 8; i++) {
			happens(WORKER.subject(), "RECORD_CHANGED", caseId, 0);
			happens(SUPERVISOR.subject(), "CASE_VIEWED", caseId, 0);
		}
		look();
		try (Login superuser = login("postgres")) {
			superuser.run("alter table audit.event disable trigger no_change");
			superuser.run("update audit.event set occurred_at = occurred_at - interval '7 days'");
			superuser.run("alter table audit.event enable always trigger no_change");
			superuser.run("update review.progress set sampled_week = current_date - 14");
			superuser.commit();
		}
		// ids bear the time at which they were made, and these were made just now
		assertThat(draw()).isZero();
		UUID old = lastWeek(caseId, 8);
		try (Login superuser = login("postgres")) {
			superuser.run("update review.progress set sampled_week = current_date - 14");
			superuser.commit();
		}
		assertThat(draw()).isEqualTo(3);
		assertThat(draw()).as("once a week").isZero();
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			assertThat(application.count("review.flag where rule = 'SAMPLE'")).isEqualTo(3);
			assertThat(application.count(
					"audit.event where actor_id = ? and event_id in (select event_id from review.flag)",
					SUPERVISOR.subject()))
				.isZero();
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count("review.flag where rule = 'SAMPLE'")).isZero();
		}
		assertThat(old).isNotNull();
	}

	@Test
	void eachWeekInWhichNothingRanIsSampledAfterwards() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		before(caseId, 5, 7);
		before(caseId, 5, 21);
		look();
		try (Login superuser = login("postgres")) {
			superuser.run("update review.progress set sampled_week = current_date - 28");
			superuser.commit();
		}
		assertThat(draw()).isEqualTo(6);
		assertThat(draw()).isZero();
		try (Login superuser = login("postgres")) {
			assertThat(superuser.column("""
					select count(*) from review.flag f join audit.event e using (event_id) where f.rule = 'SAMPLE'
					group by date_trunc('week', e.occurred_at)""")).containsExactly("3", "3");
		}
	}

	@Test
	void whoAgreedToAListDoesNotReviewThatItLeftButAnotherSupervisorDoes() throws SQLException {
		UUID word = agreedTo(SUPERVISOR.subject());
		UUID left = happens(WORKER.subject(), "EXPORTED", word, null, 0);
		UUID other = happens(WORKER.subject(), "EXPORTED", agreedTo(DemoAccount.SUPERVISOR_SEOUL.subject()), null, 0);
		look();
		UUID seoul = DemoAccount.SUPERVISOR_SEOUL.subject();
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			assertThat(application.count("audit.event where event_id = ?", left)).as("hers to read").isOne();
			assertThat(application.count(DESK, left)).isZero();
			application.refuses(Login.NOT_ALLOWED, SIGN_OFF, left, SUPERVISOR.subject());
			assertThat(application.count(DESK, other)).as("agreed to by another").isOne();
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count(DESK, left)).isOne();
			assertThat(application.count(DESK, other)).as("she agreed to it").isZero();
			application.refuses(Login.NOT_ALLOWED, HAND_ON, left, seoul);
			application.run(SIGN_OFF, left, seoul);
			assertThat(application.count(DESK, left)).isZero();
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			assertThat(application.count("audit.event where event_id = ?", left)).isZero();
		}
	}

	@Test
	void aListThatBothSupervisorsOfATeamHadAPartInIsOnTheOthersDesks() throws SQLException {
		try (Login superuser = login("postgres"); Login application = login("durumi_app")) {
			superuser.run("alter table access.staff disable trigger audited");
			superuser.run("update access.staff set roles = '{CASEWORKER,SUPERVISOR}' where subject = ?", COLLEAGUE);
			superuser.commit();
			UUID left = happens(COLLEAGUE, "EXPORTED", agreedTo(SUPERVISOR.subject(), COLLEAGUE), null, 0);
			UUID workers = happens(WORKER.subject(), "EXPORTED", agreedTo(SUPERVISOR.subject()), null, 0);
			look();
			application.acting(SUPERVISOR);
			assertThat(application.count(DESK, left)).as("she agreed to it").isZero();
			application.acting(COLLEAGUE, 1);
			assertThat(application.count(DESK, left)).as("she took it").isZero();
			assertThat(application.count(DESK, workers)).as("the team's other supervisor").isOne();
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count(DESK, workers)).isZero();
			assertThat(application.count(DESK, left)).isOne();
			application.run(SIGN_OFF, left, DemoAccount.SUPERVISOR_SEOUL.subject());
			application.rollback();
			superuser.run("update access.staff set roles = '{CASEWORKER}' where subject = ?", COLLEAGUE);
			superuser.run("alter table access.staff enable always trigger audited");
			superuser.commit();
		}
	}

	@Test
	void whereNobodyElseLeadsWhoeverAgreedReviewsIt() throws SQLException {
		UUID left = happens(WORKER.subject(), "EXPORTED", agreedTo(SUPERVISOR.subject()), null, 0);
		look();
		try (Login superuser = login("postgres"); Login application = login("durumi_app")) {
			superuser.run("alter table access.staff disable trigger audited");
			superuser.run("update access.staff set active = false where subject = ?",
					DemoAccount.SUPERVISOR_SEOUL.subject());
			superuser.commit();
			application.acting(SUPERVISOR);
			assertThat(application.count(DESK, left)).isOne();
			application.run(SIGN_OFF, left, SUPERVISOR.subject());
			application.rollback();
			superuser.run("update access.staff set active = true where subject = ?",
					DemoAccount.SUPERVISOR_SEOUL.subject());
			superuser.run("alter table access.staff enable always trigger audited");
			superuser.commit();
		}
	}

	@Test
	void aSupervisorIsToldHowManyEntriesWereNotLookedAt() throws SQLException {
		look();
		happens(WORKER.subject(), "SIGNED_IN", null, 0);
		sequence();
		happens(WORKER.subject(), "SIGNED_IN", null, 0);
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			assertThat(application.value("select audit.not_looked_at()")).isEqualTo("2");
			application.acting(WORKER);
			assertThat(application.value("select audit.not_looked_at()")).isEqualTo("null");
			application.rollback();
			look();
			application.acting(SUPERVISOR);
			assertThat(application.value("select audit.not_looked_at()")).isEqualTo("0");
		}
	}

	@Test
	void aSupervisorIsToldThatTheRulesWouldGoOnBeyondTheLog() throws SQLException {
		look();
		try (Login superuser = login("postgres"); Login application = login("durumi_app")) {
			superuser.run("update review.progress set next_leaf = next_leaf + 1");
			superuser.commit();
			application.acting(SUPERVISOR);
			assertThat(application.value("select audit.not_looked_at()")).isEqualTo("-1");
			superuser.run("update review.progress set next_leaf = next_leaf - 1");
			superuser.commit();
			assertThat(application.value("select audit.not_looked_at()")).isEqualTo("0");
		}
	}

	@Test
	void nobodyButTheJobRaisesFlagsAndNobodyWritesOrRemovesOne() throws SQLException {
		UUID glass = happens(WORKER.subject(), "GLASS_BROKEN", caseOf(WORKER.subject()), 0);
		look();
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, "select audit.raise_flags('{}', 10)");
			application.refuses(Login.NOT_ALLOWED, "select audit.draw_samples('{}')");
			application.refuses(Login.NOT_ALLOWED, "delete from review.flag");
			application.refuses(Login.NOT_ALLOWED, "update review.flag set closed_at = now()");
			application.refuses(Login.NOT_ALLOWED, "update review.progress set next_leaf = 1000000");
			application.refuses(Login.NOT_ALLOWED,
					"insert into review.flag (event_id, rule, bucket, due_at) values (gen_random_uuid(), 'ALERT', '', now())");
			assertThat(application.count(DESK, glass)).isOne();
			application.acting(WORKER);
			assertThat(application.count(DESK, glass)).as("whoever acted").isZero();
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count(DESK, glass)).as("another team's supervisor").isZero();
		}
	}

	@Test
	void whoIsAskedAnswersOnceAndNobodyElseDoes() throws SQLException {
		UUID acted = happens(WORKER.subject(), "RECORD_CHANGED", caseOf(WORKER.subject()), 0);
		UUID question = Ids.next();
		String ask = "insert into review.question (id, event_id, asked_of, asked_by, asked_at, question)"
				+ " values (?, ?, ?, ?, now(), '\\x00')";
		String answer = "update review.question set answered_at = now(), answer = '\\x01' where id = ?";
		try (Login application = login("durumi_app")) {
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			application.refuses(Login.NOT_ALLOWED, ask, question, acted, WORKER.subject(),
					DemoAccount.SUPERVISOR_SEOUL.subject());
			application.acting(SUPERVISOR);
			application.refuses(Login.NOT_ALLOWED, ask, question, acted, COLLEAGUE, SUPERVISOR.subject());
			application.run(ask, question, acted, WORKER.subject(), SUPERVISOR.subject());
			assertThat(application.touches(answer, question)).as("who asked").isZero();
			application.acting(COLLEAGUE, 1);
			assertThat(application.count("review.question where id = ?", question)).isZero();
			assertThat(application.touches(answer, question)).as("a colleague").isZero();
			application.acting(WORKER);
			assertThat(application.run(answer, question)).isOne();
			assertThat(application.touches(answer, question)).as("a second time").isZero();
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void whatIsHandedOnIsSeenByTheOtherSupervisorAndReviewedByHerAlone() throws SQLException {
		UUID acted = happens(WORKER.subject(), "RECORD_CHANGED", caseOf(WORKER.subject()), 0);
		UUID beside = happens(WORKER.subject(), "RECORD_CHANGED", lastCase(), 0);
		String handOn = "insert into review.escalation (event_id, org_id, escalated_by, escalated_at, reason)"
				+ " values (?, '0d000000-0000-4000-8000-000000000001', ?, now(), '\\x00')";
		String signOff = "insert into review.sign_off (event_id, reviewer, signed_at, comment) values (?, ?, now(), '\\x00')";
		UUID seoul = DemoAccount.SUPERVISOR_SEOUL.subject();
		try (Login application = login("durumi_app")) {
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count("audit.event where event_id = ?", acted)).isZero();
			application.refuses(Login.NOT_ALLOWED, handOn, acted, seoul);
			application.acting(SUPERVISOR);
			application.run(handOn, acted, SUPERVISOR.subject());
			application.refuses(Login.NOT_ALLOWED, signOff, acted, SUPERVISOR.subject());
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count("audit.event where event_id = ?", acted)).isOne();
			assertThat(application.count("audit.event where event_id = ?", beside)).isZero();
			assertThat(application.count("review.flag where rule = 'ESCALATED' and event_id = ?", acted)).isOne();
			application.run(signOff, acted, seoul);
			assertThat(application.count(DESK, acted)).as("closed").isZero();
			assertThat(application.count("audit.event where event_id = ?", acted)).as("over with the review").isZero();
		}
	}

	@Test
	void whoLeadsHerTeamAloneIsReviewedByAnotherSupervisorAndNeverByHerself() throws SQLException {
		UUID glass = happens(SUPERVISOR.subject(), "GLASS_BROKEN", caseOf(WORKER.subject()), 0);
		look();
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			assertThat(application.count(DESK, glass)).isZero();
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count(DESK, glass)).isOne();
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			assertThat(application.count("audit.event where event_id = ?", glass)).isZero();
		}
	}

	@Test
	void whoeverActedDoesNotReadWhyHerActWasHandedOn() throws SQLException {
		UUID acted = happens(SUPERVISOR.subject(), "RECORD_CHANGED", caseOf(WORKER.subject()), 0);
		unaudited("review.escalation",
				"insert into review.escalation (event_id, org_id, escalated_by, escalated_at, reason)"
						+ " values (?, '0d000000-0000-4000-8000-000000000001', ?, now(), '\\x00')",
				acted, DemoAccount.SUPERVISOR_SEOUL.subject());
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			assertThat(application.count("audit.event where event_id = ?", acted)).as("her own").isOne();
			assertThat(application.count("review.escalation where event_id = ?", acted)).isZero();
			application.acting(DemoAccount.SUPERVISOR_SEOUL);
			assertThat(application.count("review.escalation where event_id = ?", acted)).isOne();
		}
	}

	@Test
	void nothingIsHandedOnWhereNobodyIsLeftToReviewIt() throws SQLException {
		UUID about = happens(DemoAccount.ADMIN.subject(), "PASSWORD_RESET", DemoAccount.SUPERVISOR_SEOUL.subject(),
				null, 0);
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			assertThat(application.count("audit.reviewable where event_id = ?", about)).isOne();
			application.refuses(Login.NOT_ALLOWED,
					"insert into review.escalation (event_id, org_id, escalated_by, escalated_at, reason)"
							+ " values (?, '0d000000-0000-4000-8000-000000000001', ?, now(), '\\x00')",
					about, SUPERVISOR.subject());
		}
	}

	@Test
	void failedSignInsOfOnesOwnDoNotHideRefusals() throws SQLException {
		for (int i = 0; i < 5; i++) {
			happens(SystemActor.KEYCLOAK_WATCH.id(), "KEYCLOAK_SIGN_IN_FAILED", WORKER.subject(), null, 0);
		}
		look();
		UUID last = Ids.next();
		for (int i = 0; i < 5; i++) {
			last = happens(WORKER.subject(), "DENIED", null, 1);
		}
		look();
		assertThat(rules(last)).containsExactly("DENIED_BURST");
	}

	@Test
	void whatSomebodyReviewedBeforeTheRulesLookedIsNotOpen() throws SQLException {
		UUID glass = happens(WORKER.subject(), "GLASS_BROKEN", caseOf(WORKER.subject()), 0);
		unaudited("review.sign_off",
				"insert into review.sign_off (event_id, reviewer, signed_at, comment) values (?, ?, now(), '\\x00')",
				glass, SUPERVISOR.subject());
		look();
		assertThat(rules(glass)).containsExactly("BREAK_GLASS");
		try (Login application = login("durumi_app")) {
			application.acting(SUPERVISOR);
			assertThat(application.count(DESK, glass)).isZero();
		}
	}

	@Test
	void whoeverKnowsHerSaysSoForHerselfAlone() throws SQLException {
		UUID caseId = caseOf(WORKER.subject());
		String declare = "insert into access.tie (case_id, subject) values (?, ?)";
		try (Login application = login("durumi_app")) {
			application.acting(COLLEAGUE, 1);
			application.refuses(Login.NOT_ALLOWED, declare, caseId, WORKER.subject());
			application.run(declare, caseId, COLLEAGUE);
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			application.refuses(Login.NOT_ALLOWED, declare, caseId, DemoAccount.CASEWORKER_SEOUL.subject());
			assertThat(application.count("access.tie where case_id = ?", caseId)).isZero();
			application.acting(SUPERVISOR);
			assertThat(application.count("access.tie where case_id = ?", caseId)).isOne();
			application.refusesCommit(Login.NO_EVENT);
		}
	}

	// ------------------------------------------------------------------------------------

	private static UUID lastCase = new UUID(0, 0);

	private static UUID lastCase() {
		return lastCase;
	}

	/** A case, past all that the application does. */
	private static UUID caseOf(UUID owner) throws SQLException {
		UUID id = Ids.next();
		unaudited("casework.case_file", """
				insert into casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle)
				values (?, translate(upper(substr(md5(?), 1, 4) || '-' || substr(md5(?), 5, 4)), '01', 'XY'), ?, ?, ?,
					'0d000000-0000-4000-8000-000000000001', 'IDENTIFIED', 1)""", id, id.toString(), id.toString(),
				"Case " + id, owner, WORKER.team());
		lastCase = id;
		return id;
	}

	/** Changes a table without an event, as only whoever owns it can. */
	private static void unaudited(String table, String sql, @Nullable Object... params) throws SQLException {
		try (Login superuser = login("postgres")) {
			List<String> rules = superuser.column("select tgname from pg_trigger where tgrelid = ?::regclass"
					+ " and tgname in ('audited', 'tell_row', 'row_told')", table);
			for (String rule : rules) {
				superuser.run("alter table " + table + " disable trigger " + rule);
			}
			superuser.run(sql, params);
			// what waits for the commit would be in the way
			superuser.run("set constraints all immediate");
			for (String rule : rules) {
				superuser.run("alter table " + table + " enable always trigger " + rule);
			}
			superuser.commit();
		}
	}

	private static UUID happens(UUID actor, String action, @Nullable UUID caseId, int outcome) throws SQLException {
		return happens(actor, action, (caseId != null) ? caseId : actor, caseId, outcome);
	}

	private static UUID happens(UUID actor, String action, UUID subject, @Nullable UUID caseId, int outcome)
			throws SQLException {
		UUID id = Ids.next();
		try (Login application = login("durumi_app")) {
			application.acting(actor, 1);
			byte[] session = application.openSession();
			application.run("""
					insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
						subject_type, subject_id, case_id, detail_sha256)
					values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 1, ?, ?, ?, ?, ?, sha256(''))""", id,
					actor, session, action, outcome, subjectType(action, actor, subject, caseId), subject, caseId);
			application.commit();
		}
		return id;
	}

	private static String subjectType(String action, UUID actor, UUID subject, @Nullable UUID caseId) {
		if (action.equals("AUDIT_EXPORTED")) {
			return subject.equals(actor) ? "LIST" : "AUDIT_EVENT";
		}
		return (caseId != null) ? "CASE_FILE" : "STAFF";
	}

	/** A list to which somebody has agreed. */
	private static UUID agreedTo(UUID supervisor) throws SQLException {
		return agreedTo(supervisor, WORKER.subject());
	}

	private static UUID agreedTo(UUID supervisor, UUID asked) throws SQLException {
		UUID id = Ids.next();
		unaudited("access.approval_request", """
				insert into access.approval_request (id, kind, team_id, requested_by, requested_at, expires_at, state,
					decided_by, decided_at, request)
				values (?, 'EXPORT', ?, ?, now(), now() + interval '1 day', 'APPROVED', ?, now(), '\\x00')""", id,
				WORKER.team(), asked, supervisor);
		return id;
	}

	/** Entries of last week, whose ids say so too. */
	private static UUID lastWeek(UUID caseId, int count) throws SQLException {
		return before(caseId, count, 7);
	}

	/** Entries of so many days ago, whose ids say so too. */
	private static UUID before(UUID caseId, int count, int days) throws SQLException {
		UUID id = new UUID(0, 0);
		try (Login application = login("durumi_app"); Login superuser = login("postgres")) {
			application.acting(WORKER);
			byte[] session = application.openSession();
			for (int i = 0; i < count; i++) {
				id = UUID.fromString(application.value("select uuidv7(? * interval '-1 day')", days));
				application.run(
						"""
								insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
									subject_type, subject_id, case_id, detail_sha256)
								values (?, 1, ?, '0d000000-0000-4000-8000-000000000001', ?, 1, 'RECORD_CHANGED', 0, 'CASE_FILE',
									?, ?, sha256(''))""",
						id, WORKER.subject(), session, caseId, caseId);
			}
			application.commit();
			sequence();
			superuser.run("alter table audit.event disable trigger no_change");
			superuser.run("update audit.event set occurred_at = now() - ? * interval '1 day' where session_ref = ?",
					days, session);
			superuser.run("alter table audit.event enable always trigger no_change");
			superuser.commit();
		}
		return id;
	}

	/** Sequences what waits, as the sequencer does, and makes a round. */
	private static void look() throws SQLException {
		look(limits(""));
	}

	private static void look(String limits) throws SQLException {
		sequence();
		try (Login application = login("durumi_app")) {
			application.acting(SystemActor.REVIEW_DESK.id(), 0);
			application.column("select raised from audit.raise_flags(?::jsonb, 1000)", limits);
			application.commit();
		}
	}

	private static void sequence() throws SQLException {
		try (Login sequencer = login("durumi_sequencer")) {
			sequencer.column("select leaf_index from audit.drain(1000)");
			sequencer.commit();
		}
	}

	private static int draw() throws SQLException {
		try (Login application = login("durumi_app")) {
			application.acting(SystemActor.REVIEW_DESK.id(), 0);
			int drawn = Integer.parseInt(application.value("select audit.draw_samples(?::jsonb)", limits("")));
			application.commit();
			return drawn;
		}
	}

	private static List<String> rules(UUID event) throws SQLException {
		try (Login superuser = login("postgres")) {
			return superuser.column("select rule from review.flag where event_id = ? order by rule", event);
		}
	}

	private static long flags() throws SQLException {
		try (Login superuser = login("postgres")) {
			return superuser.count("review.flag");
		}
	}

	/**
	 * Office hours are always, unless a test says otherwise; the last of two words
	 * counts.
	 */
	private static String limits(String more) {
		return """
				{"zone":"UTC","opens":"00:00","closes":"24:00","days":[1,2,3,4,5,6,7],"bulkCases":4,"bulkSeconds":600,
				"deniedTimes":5,"deniedSeconds":600,"deepTimes":6,"deepSeconds":3600,"sampleSize":3,"urgentHours":24,
				"usualHours":72,"sampleHours":168%s}""".formatted(more.isEmpty() ? "" : "," + more);
	}

	private static Login login(String role) throws SQLException {
		return Login.on(DATABASE.connect(role));
	}

}
