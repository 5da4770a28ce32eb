package org.durumi.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.durumi.access.StaffDirectory;
import org.durumi.access.keycloak.KeycloakEvent;
import org.durumi.access.keycloak.KeycloakEvent.Feed;
import org.durumi.access.keycloak.KeycloakEvent.Kind;
import org.durumi.access.keycloak.KeycloakEvent.Thing;
import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.review.Alerts;
import org.durumi.review.AuditEntry;
import org.durumi.review.AuditFilter;
import org.durumi.review.AuditReview;
import org.durumi.review.AuditRow;
import org.durumi.review.SignOffOutcome;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeycloakJournalTests extends DatabaseTest {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	@Autowired
	private KeycloakJournal journal;

	@Autowired
	private AuditReview review;

	@Autowired
	private Alerts alerts;

	@Autowired
	private StaffDirectory directory;

	@Autowired
	private AuditLog log;

	private final Actor watch = SystemActor.KEYCLOAK_WATCH.in(SessionRef.random());

	@BeforeEach
	void begin() {
		watching(() -> {
			this.journal.begin();
			return true;
		});
	}

	@Test
	void eachIsWrittenOnceHoweverOftenItIsTold() {
		UUID person = UUID.randomUUID();
		List<KeycloakEvent> told = IntStream.range(0, 5)
			.mapToObj((number) -> event(NOW.plusMillis(number), Kind.CREDENTIAL_SET, person))
			.toList();

		assertThat(write(Feed.USER, told.subList(0, 3))).isEqualTo(3);
		assertThat(write(Feed.USER, told.subList(1, 4))).isEqualTo(1);
		assertThat(write(Feed.USER, told)).isEqualTo(1);
		assertThat(write(Feed.USER, told)).isZero();

		assertThat(logged(person)).containsExactlyInAnyOrder("CREDENTIAL_SET 0", "CREDENTIAL_SET 0", "CREDENTIAL_SET 0",
				"CREDENTIAL_SET 0", "CREDENTIAL_SET 0");
	}

	@Test
	void whatStrangersMakeManyOfIsOneEntryWithItsNumber() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		List<KeycloakEvent> told = IntStream.range(0, 40)
			.mapToObj((number) -> event(NOW.plusMillis(number), Kind.SIGN_IN_FAILED, person.id()))
			.toList();
		int before = seen(DemoAccount.SUPERVISOR_SEOUL, "KEYCLOAK_REQUEST_REFUSED").size();

		assertThat(write(Feed.USER, told)).isEqualTo(40);
		assertThat(write(Feed.USER,
				IntStream.range(0, 60).mapToObj((number) -> event(NOW, Kind.REQUEST_REFUSED, null)).toList()))
			.isEqualTo(60);

		assertThat(logged(person.id())).containsExactly("KEYCLOAK_SIGN_IN_FAILED 0");
		assertThat(seen(DemoAccount.SUPERVISOR_SEOUL, "KEYCLOAK_REQUEST_REFUSED")).hasSize(before + 1);
		AuditRow row = seen(DemoAccount.SUPERVISOR_SEOUL, "KEYCLOAK_SIGN_IN_FAILED").stream()
			.filter((one) -> one.subject().equals(person.id()))
			.findFirst()
			.orElseThrow();
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.review.open(row.id())).orElseThrow().detail())
			.containsExactly(Map.entry("keycloakAt", NOW.toString()), Map.entry("until", NOW.plusMillis(39).toString()),
					Map.entry("count", "40"));
	}

	@Test
	void whoseAccountIsAdministeredAtKeycloakItselfHasADaysRestAndNoSession() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		as(person, () -> inTransaction(() -> {
			this.log.append(AuditEvent.done(AuditAction.SIGNED_IN, SubjectType.STAFF, person.id()));
			return this.jdbc
				.sql("insert into access.web_session (session_ref, subject, sign_on) values (?, ?, sha256('hers'))")
				.params(person.session().bytes(), person.id())
				.update();
		}));
		for (Kind kind : List.of(Kind.CHANGED_BY_DURUMI, Kind.SIGN_IN_FAILED, Kind.CREDENTIAL_SET)) {
			write(Feed.ADMIN, List.of(event(NOW, kind, person.id())));
			assertThat(as(person, this.directory::factorRestsUntil)).as(kind.name()).isEmpty();
			assertThat(hasSession(person)).as(kind.name()).isTrue();
		}

		write(Feed.ADMIN, List.of(event(NOW.minusSeconds(60), Kind.CHANGED_BY_OTHERS, person.id())));
		assertThat(hasSession(person)).as("it was made before anybody used it").isTrue();

		write(Feed.ADMIN, List.of(event(Instant.now(), Kind.CHANGED_BY_OTHERS, person.id()),
				event(NOW, Kind.CHANGED_BY_OTHERS, UUID.randomUUID()), event(NOW, Kind.CHANGED_BY_OTHERS, null)));

		assertThat(as(person, this.directory::factorRestsUntil)).hasValueSatisfying(
				(until) -> assertThat(until).isBetween(NOW.plus(Duration.ofHours(23)), NOW.plus(Duration.ofHours(25))));
		assertThat(hasSession(person)).isFalse();
	}

	@Test
	void whatIsDoneToTheAccountOfWhoGivesWordsLiesOnEverySupervisorsDesk() {
		Actor leads = hire(DemoAccount.SUPERVISOR_SEOUL);
		Map<DemoAccount, Integer> before = waiting();

		write(Feed.ADMIN, List.of(event(NOW, Kind.IMPERSONATED, leads.id())));

		assertThat(waiting())
			.containsEntry(DemoAccount.SUPERVISOR_SEOUL, before.getOrDefault(DemoAccount.SUPERVISOR_SEOUL, 0) + 1)
			.containsEntry(DemoAccount.SUPERVISOR_YANJI, before.getOrDefault(DemoAccount.SUPERVISOR_YANJI, 0) + 1);
		assertThat(as(leads, this.alerts::unreviewed)).isEqualTo(before.get(DemoAccount.SUPERVISOR_SEOUL));
	}

	@Test
	void whoeverEmptiesKeycloaksRecordIsNoticedOnce() {
		KeycloakEvent last = event(Instant.now(), Kind.CHANGED_BY_DURUMI, UUID.randomUUID());
		write(Feed.ADMIN, List.of(last));
		Map<DemoAccount, Integer> before = waiting();

		assertThat(watching(() -> this.journal.mustStillBeKnown(Feed.ADMIN))).contains(last.id());
		for (int round = 0; round < 2; round++) {
			watching(() -> {
				this.journal.tellForgotten(Feed.ADMIN, last.id());
				return true;
			});
		}

		assertThat(watching(() -> this.journal.mustStillBeKnown(Feed.ADMIN))).isEmpty();
		assertThat(waiting())
			.containsEntry(DemoAccount.SUPERVISOR_YANJI, before.getOrDefault(DemoAccount.SUPERVISOR_YANJI, 0) + 1)
			.containsEntry(DemoAccount.ADMIN, before.getOrDefault(DemoAccount.ADMIN, 0) + 1);
		KeycloakEvent next = event(Instant.now(), Kind.CHANGED_BY_DURUMI, UUID.randomUUID());
		write(Feed.ADMIN, List.of(next));
		assertThat(watching(() -> this.journal.mustStillBeKnown(Feed.ADMIN))).contains(next.id());
	}

	@Test
	void twoNodesAtOnceWriteItOnce() {
		UUID person = UUID.randomUUID();
		List<KeycloakEvent> told = IntStream.range(0, 50)
			.mapToObj((number) -> event(NOW.plusMillis(number), Kind.CREDENTIAL_SET, person))
			.toList();
		Actor other = SystemActor.KEYCLOAK_WATCH.in(SessionRef.random());
		as(other, () -> {
			this.journal.begin();
			return true;
		});

		List<Integer> written = List
			.of(CompletableFuture.supplyAsync(() -> write(Feed.USER, told)),
					CompletableFuture.supplyAsync(() -> as(other, () -> this.journal.write(Feed.USER, told))))
			.stream()
			.map(CompletableFuture::join)
			.toList();
		write(Feed.USER, told);

		assertThat(written).allMatch((count) -> count == -1 || count == 0 || count == 50);
		assertThat(logged(person)).hasSize(50);
	}

	@Test
	void whatWasNotCommittedIsWrittenNextTime() {
		UUID person = UUID.randomUUID();
		List<KeycloakEvent> told = List.of(event(NOW, Kind.CREDENTIAL_REMOVED, person));

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> watching(() -> inTransaction(() -> {
			assertThat(this.journal.write(Feed.USER, told)).isOne();
			throw new IllegalStateException("the node dies");
		})));
		assertThat(logged(person)).isEmpty();

		assertThat(write(Feed.USER, told)).isOne();
		assertThat(logged(person)).containsExactly("CREDENTIAL_REMOVED 0");
	}

	@Test
	void itGoesOnBeforeTheNewestThatItHas() {
		Instant newest = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		write(Feed.ADMIN, List.of(event(newest, Kind.CHANGED_BY_DURUMI, UUID.randomUUID())));

		assertThat(watching(() -> this.journal.from(Feed.ADMIN))).isEqualTo(newest.minus(KeycloakJournal.OVERLAP));
	}

	@Test
	void aClockThatWasAheadHidesNothingOnceItIsSetRight() {
		UUID person = UUID.randomUUID();
		write(Feed.USER, List.of(event(NOW.plus(Duration.ofDays(30)), Kind.SIGN_IN_FAILED, UUID.randomUUID())));

		assertThat(watching(() -> this.journal.from(Feed.USER)))
			.isBefore(Instant.now().minus(KeycloakJournal.OVERLAP).plusSeconds(1));
		assertThat(write(Feed.USER, List.of(event(NOW, Kind.SIGN_IN_FAILED, person)))).isOne();
		assertThat(logged(person)).hasSize(1);
	}

	@Test
	void itLiesOnTheDeskOfWhoeverAnswersForThePerson() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		write(Feed.USER, List.of(event(NOW, Kind.LOCKED, person.id())));
		write(Feed.USER, List.of(event(NOW, Kind.REQUEST_REFUSED, null)));

		assertThat(seen(DemoAccount.SUPERVISOR_SEOUL, "KEYCLOAK_LOCKED"))
			.anyMatch((row) -> row.subject().equals(person.id()));
		assertThat(seen(DemoAccount.SUPERVISOR_YANJI, "KEYCLOAK_LOCKED"))
			.noneMatch((row) -> row.subject().equals(person.id()));
		assertThat(seen(DemoAccount.SUPERVISOR_SEOUL, "KEYCLOAK_REQUEST_REFUSED")).isNotEmpty();
		assertThat(seen(DemoAccount.SUPERVISOR_YANJI, "KEYCLOAK_REQUEST_REFUSED")).isNotEmpty();
	}

	@Test
	void whatSomebodyElseDoesAtKeycloakAlarmsUntilItIsReviewed() {
		Actor person = hire(DemoAccount.CASEWORKER_SEOUL);
		Map<DemoAccount, Integer> before = waiting();
		write(Feed.ADMIN,
				List.of(new KeycloakEvent(UUID.randomUUID(), NOW, Kind.CHANGED_BY_OTHERS, person.id(), Thing.ROLES),
						event(NOW, Kind.CHANGED_BY_DURUMI, person.id())));

		assertThat(waiting())
			.containsEntry(DemoAccount.SUPERVISOR_SEOUL, before.getOrDefault(DemoAccount.SUPERVISOR_SEOUL, 0) + 1)
			.containsEntry(DemoAccount.SUPERVISOR_YANJI, before.getOrDefault(DemoAccount.SUPERVISOR_YANJI, 0))
			.containsEntry(DemoAccount.ADMIN, before.getOrDefault(DemoAccount.ADMIN, 0) + 1);
		assertThat(as(DemoAccount.ADMIN, this.alerts::ofAdministrator).getFirst().about()).isEqualTo("새 동료");

		AuditRow row = seen(DemoAccount.SUPERVISOR_SEOUL, "KEYCLOAK_CHANGED").stream()
			.filter((one) -> one.subject().equals(person.id()))
			.findFirst()
			.orElseThrow();
		AuditEntry entry = as(DemoAccount.SUPERVISOR_SEOUL, () -> this.review.open(row.id())).orElseThrow();
		assertThat(entry.detail()).containsExactly(Map.entry("keycloakAt", NOW.toString()),
				Map.entry("changed", "ROLES"));
		assertThat(as(DemoAccount.SUPERVISOR_SEOUL, () -> this.review.signOff(row.id(), "Asked, and it was agreed.")))
			.isEqualTo(SignOffOutcome.NEEDS_FRESH_FACTOR);
		assertThat(
				asFresh(DemoAccount.SUPERVISOR_SEOUL, () -> this.review.signOff(row.id(), "Asked, and it was agreed.")))
			.isEqualTo(SignOffOutcome.DONE);

		assertThat(waiting()).isEqualTo(before);
	}

	@Test
	void nobodyElseIsToldOfAlerts() {
		for (DemoAccount account : List.of(DemoAccount.CASEWORKER_YANJI, DemoAccount.COORDINATOR, DemoAccount.ANALYST,
				DemoAccount.PARTNER_CLINIC)) {
			assertThatExceptionOfType(AccessDeniedException.class)
				.isThrownBy(() -> as(account, this.alerts::unreviewed));
		}
		assertThatExceptionOfType(AccessDeniedException.class)
			.isThrownBy(() -> as(DemoAccount.SUPERVISOR_SEOUL, this.alerts::ofAdministrator));
	}

	private boolean hasSession(Actor person) {
		return as(person,
				() -> inTransaction(() -> this.jdbc
					.sql("select exists (select from access.web_session where session_ref = ? and ended_at is null)")
					.param(person.session().bytes())
					.query(Boolean.class)
					.single()));
	}

	private Map<DemoAccount, Integer> waiting() {
		return Map.of(DemoAccount.SUPERVISOR_SEOUL, as(DemoAccount.SUPERVISOR_SEOUL, this.alerts::unreviewed),
				DemoAccount.SUPERVISOR_YANJI, as(DemoAccount.SUPERVISOR_YANJI, this.alerts::unreviewed),
				DemoAccount.ADMIN, as(DemoAccount.ADMIN, this.alerts::unreviewed));
	}

	private List<AuditRow> seen(DemoAccount supervisor, String action) {
		AuditFilter filter = new AuditFilter(null, "", Set.of(action), null, null, false);
		return as(supervisor, () -> this.review.page(filter, 0, 1000));
	}

	private static KeycloakEvent event(Instant at, Kind kind, @Nullable UUID account) {
		return new KeycloakEvent(UUID.randomUUID(), at, kind, account, null);
	}

	private int write(Feed feed, List<KeycloakEvent> events) {
		return watching(() -> this.journal.write(feed, events));
	}

	/** What the log has about somebody, as a job that reads its own entries. */
	private List<String> logged(UUID person) {
		return watching(() -> inTransaction(
				() -> this.jdbc.sql("select action || ' ' || outcome from audit.event where subject_id = ?")
					.param(person)
					.query(String.class)
					.list()));
	}

	private <T> T watching(Supplier<T> work) {
		return as(this.watch, work);
	}

}
