package org.durumi.api;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.durumi.actor.Actors;
import org.durumi.security.seal.KeyedHash;
import org.durumi.security.seal.RootKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what a machine posts once, however often it is sent, by the
 * {@code Idempotency-Key} that comes with it
 * (draft-ietf-httpapi-idempotency-key-header-07).
 * <p>
 * Guaranteed, for a day and on all nodes: the act and the note that it was done commit
 * together or not at all; the same request under the same key is answered as it was and
 * does nothing, another request under it is refused, and so is one while the first is
 * under way. A key is one machine's own. What was refused did nothing, so that its key
 * stays free. Not guaranteed: that a request is known again after the root keyset was
 * exchanged.
 */
@Component
class IdempotentPosts {

	/** The header: a string by RFC 8941, as the draft wants it, so in quotes. */
	static final String HEADER = "Idempotency-Key";

	private static final Pattern KEY = Pattern.compile("\"[A-Za-z0-9_-]{16,64}\"");

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	/** Writes the same object in the same way, whatever the order of its fields. */
	private final JsonMapper json;

	private final KeyedHash hash;

	IdempotentPosts(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json, RootKey root) {
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
		this.json = json.rebuild()
			.enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
			.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
			.build();
		this.hash = root.keyedHash("idempotent-post");
	}

	/**
	 * What was sent.
	 *
	 * @param key the header as it came
	 * @param path what was asked for, with its ids
	 * @param body as it was understood: neither the order of its fields nor the space
	 * between them makes a difference
	 */
	record Post(@Nullable String key, String path, Object body) {

		@Override
		public String toString() {
			return "[post]";
		}

	}

	/** How an act ended. */
	sealed interface Result {

	}

	/**
	 * It was done.
	 *
	 * @param about what was made or changed, and what the act's event is about
	 */
	record Done(UUID about) implements Result {
	}

	/** It was not, and nothing was changed; what was written to the log stays. */
	record Refused(ApiProblem why) implements Result {
	}

	/**
	 * Does it, unless it was done.
	 * @param act runs in one transaction with the note
	 * @param answer what is answered, at first and each time after; it follows from the
	 * id alone
	 * @throws Refusal if the key is none, was used for another request or is in use, or
	 * the act was refused
	 */
	<T> ResponseEntity<T> once(Post post, Supplier<Result> act, Function<UUID, ResponseEntity<T>> answer) {
		if (post.key() == null || !KEY.matcher(post.key()).matches()) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		String key = this.hash.of(post.key());
		String request = this.hash
			.of(post.key() + "\n" + post.path() + "\n" + this.json.writeValueAsString(post.body()));
		Result result = Objects.requireNonNull(this.transaction.execute((status) -> inTransaction(key, request, act)));
		return switch (result) {
			case Done done -> answer.apply(done.about());
			case Refused refused -> throw new Refusal(refused.why());
		};
	}

	private Result inTransaction(String key, String request, Supplier<Result> act) {
		UUID machine = Actors.require().id();
		if (!isFirst(machine + "/" + key)) {
			return new Refused(ApiProblem.REQUEST_UNDER_WAY);
		}
		Optional<Result> before = find(machine, key, request);
		if (before.isPresent()) {
			return before.get();
		}
		Result result = act.get();
		if (result instanceof Done(UUID about)) {
			this.jdbc
				.sql("insert into access.machine_post (machine, key_hash, request_hash, subject) values (?, ?, ?, ?)")
				.params(machine, key, request, about)
				.update();
		}
		return result;
	}

	/** Until the transaction ends, no other does the same, on whichever node. */
	private boolean isFirst(String what) {
		return this.jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
			.param("machine_post/" + what)
			.query(Boolean.class)
			.single();
	}

	private Optional<Result> find(UUID machine, String key, String request) {
		return this.jdbc.sql("select request_hash, subject from access.machine_post where machine = ? and key_hash = ?")
			.params(machine, key)
			.query((row, number) -> request.equals(row.getString(1))
					? new Done(Objects.requireNonNull(row.getObject(2, UUID.class)))
					: (Result) new Refused(ApiProblem.KEY_USED_OTHERWISE))
			.optional();
	}

}
