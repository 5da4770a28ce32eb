package org.durumi.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.keycloak.KeycloakEvent;
import org.durumi.access.keycloak.KeycloakEvent.Feed;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes Keycloak's events into the log and remembers, in the same transaction, which it
 * has written. Failed sign-ins and refused requests of one account, or of none, that it
 * is told of at once are one entry with their number, so that strangers do not fill the
 * log as fast as they can ask.
 * <p>
 * Guaranteed: none is written twice, whoever restarts, and none is lost that Keycloak
 * tells within {@link #OVERLAP} of a later one; nor by a clock of Keycloak's that was
 * ahead and is set right; and whoever makes Keycloak forget what it told us is noticed.
 * Not guaranteed: what Keycloak itself has dropped before it was asked.
 */
@Service
class KeycloakJournal {

	/**
	 * An event bears the time it began at and shows when its transaction ends; and the
	 * clocks of several Keycloaks differ.
	 */
	static final Duration OVERLAP = Duration.ofMinutes(5);

	/** Well within what Keycloak keeps, 30 days. */
	private static final Duration KEPT = Duration.ofDays(7);

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final SealedLog sealed;

	private final Clock clock;

	KeycloakJournal(JdbcClient jdbc, AuditLog log, SealedLog sealed, Clock clock) {
		this.jdbc = jdbc;
		this.log = log;
		this.sealed = sealed;
		this.clock = clock;
	}

	/** Opens the watch's session in the log. */
	@Transactional
	void begin() {
		this.log.openSession(Actors.require());
	}

	/** From when on, by Keycloak's clock, events may not be in the log yet. */
	@Transactional(readOnly = true)
	Instant from(Feed feed) {
		Instant newest = this.jdbc.sql("select max(at) from access.keycloak_event where feed = ?")
			.param(feed.name())
			.query((row, number) -> {
				OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
				return (at != null) ? at.toInstant() : Instant.EPOCH.plus(OVERLAP);
			})
			.single();
		Instant now = this.clock.instant();
		// a clock that was ahead must not hide what comes after it is set right
		return (newest.isAfter(now) ? now : newest).minus(OVERLAP);
	}

	/**
	 * The newest event that the log has and that Keycloak must still have, for it keeps
	 * them for longer. When it is read again from {@link #from}, it has to be there.
	 */
	@Transactional(readOnly = true)
	Optional<UUID> mustStillBeKnown(Feed feed) {
		return this.jdbc.sql("""
				select id from access.keycloak_event e
				where feed = :feed and at = (select max(at) from access.keycloak_event where feed = :feed)
				and at > :since and not exists (
					select from access.keycloak_event f where f.feed = :forgotten and f.at >= e.at)
				limit 1""")
			.param("feed", feed.name())
			.param("forgotten", forgotten(feed))
			.param("since", this.clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
			.query(UUID.class)
			.optional();
	}

	/**
	 * Tells that Keycloak no longer has an event that it must still know: somebody
	 * emptied its record, and with it perhaps what was not read yet.
	 */
	@Transactional
	void tellForgotten(Feed feed, UUID event) {
		int told = this.jdbc.sql("""
				insert into access.keycloak_event (id, feed, at, subject)
				select :id, :forgotten, at, :me from access.keycloak_event e
				where e.id = :event and access.my_turn_to_watch() and not exists (
					select from access.keycloak_event f where f.feed = :forgotten and f.at >= e.at)""")
			.param("id", Ids.next())
			.param("forgotten", forgotten(feed))
			.param("me", Actors.require().id())
			.param("event", event)
			.update();
		if (told == 1) {
			this.sealed.append(AuditAction.KEYCLOAK_CHANGED, SubjectType.LOG, Actors.require().id(),
					Detail.of("changed", KeycloakEvent.Thing.EVENTS));
		}
	}

	private static String forgotten(Feed feed) {
		return feed.name() + "_FORGOTTEN";
	}

	/**
	 * Writes those that are not in the log yet.
	 * @return how many, or -1 if another node is at it
	 */
	@Transactional
	int write(Feed feed, List<KeycloakEvent> events) {
		if (!this.jdbc.sql("select access.my_turn_to_watch()").query(Boolean.class).single()) {
			return -1;
		}
		Set<UUID> known = known(events);
		List<KeycloakEvent> fresh = events.stream()
			.filter((event) -> !known.contains(event.id()) && isNew(feed, event))
			.toList();
		Map<Failure, List<KeycloakEvent>> failures = new LinkedHashMap<>();
		for (KeycloakEvent event : fresh) {
			switch (event.kind()) {
				case SIGN_IN_FAILED, REQUEST_REFUSED ->
					failures.computeIfAbsent(new Failure(event.kind(), event.account()), (key) -> new ArrayList<>())
						.add(event);
				case LOCKED, CREDENTIAL_SET, CREDENTIAL_REMOVED, CHANGED_BY_DURUMI -> write(List.of(event));
				case IMPERSONATED, CHANGED_BY_OTHERS -> {
					write(List.of(event));
					rest(event);
				}
			}
		}
		failures.values().forEach(this::write);
		return fresh.size();
	}

	/**
	 * What strangers can make as many of as they like: told together, with their number.
	 */
	private record Failure(KeycloakEvent.Kind kind, @Nullable UUID account) {
	}

	/**
	 * Whose account was administered past Durumi may have been given another's factor.
	 */
	private void rest(KeycloakEvent event) {
		UUID account = event.account();
		if (account != null) {
			this.jdbc.sql("select access.rest_factor(?, ?)")
				.params(account, event.at().atOffset(ZoneOffset.UTC))
				.query()
				.listOfRows();
		}
	}

	private Set<UUID> known(List<KeycloakEvent> events) {
		return events.isEmpty() ? Set.of()
				: this.jdbc.sql("select id from access.keycloak_event where id in (:ids)")
					.param("ids", events.stream().map(KeycloakEvent::id).toList())
					.query(UUID.class)
					.set();
	}

	private boolean isNew(Feed feed, KeycloakEvent event) {
		return this.jdbc
			.sql("insert into access.keycloak_event (id, feed, at, subject) values (?, ?, ?, ?) on conflict do nothing")
			.params(event.id(), feed.name(), event.at().atOffset(ZoneOffset.UTC), subject(event))
			.update() == 1;
	}

	private static UUID subject(KeycloakEvent event) {
		UUID account = event.account();
		return (account != null) ? account : Actors.require().id();
	}

	/** Writes one entry about those that differ in nothing but their time. */
	private void write(List<KeycloakEvent> events) {
		KeycloakEvent event = events.getFirst();
		Detail detail = Detail.of("keycloakAt", event.at());
		if (events.size() > 1) {
			detail = detail.and("until", events.getLast().at()).and("count", events.size());
		}
		this.sealed.append(action(event.kind()), (event.account() != null) ? SubjectType.STAFF : SubjectType.LOG,
				subject(event), (event.thing() != null) ? detail.and("changed", event.thing()) : detail);
	}

	private static AuditAction action(KeycloakEvent.Kind kind) {
		return switch (kind) {
			case SIGN_IN_FAILED -> AuditAction.KEYCLOAK_SIGN_IN_FAILED;
			case LOCKED -> AuditAction.KEYCLOAK_LOCKED;
			case REQUEST_REFUSED -> AuditAction.KEYCLOAK_REQUEST_REFUSED;
			case CREDENTIAL_SET -> AuditAction.CREDENTIAL_SET;
			case CREDENTIAL_REMOVED -> AuditAction.CREDENTIAL_REMOVED;
			case IMPERSONATED -> AuditAction.KEYCLOAK_IMPERSONATED;
			case CHANGED_BY_DURUMI -> AuditAction.KEYCLOAK_OBEYED;
			case CHANGED_BY_OTHERS -> AuditAction.KEYCLOAK_CHANGED;
		};
	}

}
