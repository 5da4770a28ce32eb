package org.durumi.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.reference.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IdempotentPostsTests extends ApiTest {

	private static final Map<String, String> BODY = Map.of("a", "b");

	private final String key = "\"" + UUID.randomUUID() + "\"";

	private final AtomicInteger done = new AtomicInteger();

	@Autowired
	private IdempotentPosts posts;

	@Autowired
	private AuditLog log;

	@Test
	void whatIsAskedAgainIsAnsweredAsItWasAndDoneOnce() {
		Actor machine = actor();
		UUID first = post(machine, this.key, BODY, this::made);
		assertThat(post(machine, this.key, BODY, this::made)).isEqualTo(first);
		assertThat(this.done).hasValue(1);
	}

	@Test
	void theOrderOfFieldsMakesNoDifferenceAndThatOfAListDoes() {
		Actor machine = actor();
		UUID first = post(machine, this.key, JSON.readTree("{\"a\":{\"b\":1,\"c\":[1,2]},\"d\":\"1\"}"), this::made);
		assertThat(post(machine, this.key, JSON.readTree("{\"d\":\"1\",\"a\":{\"c\":[1,2],\"b\":1}}"), this::made))
			.isEqualTo(first);
		for (String other : List.of("{\"a\":{\"b\":1,\"c\":[2,1]},\"d\":\"1\"}",
				"{\"a\":{\"b\":1,\"c\":[1,2]},\"d\":1}", "{\"a\":{\"b\":1.0,\"c\":[1,2]},\"d\":\"1\"}")) {
			assertThat(refusal(machine, this.key, JSON.readTree(other))).as(other)
				.contains(ApiProblem.KEY_USED_OTHERWISE);
		}
		assertThat(this.done).hasValue(1);
	}

	@Test
	void aKeyIsForOneRequestOfOneMachine() {
		Actor machine = actor();
		UUID first = post(machine, this.key, BODY, this::made);
		assertThat(refusal(machine, this.key, Map.of("a", "c"))).contains(ApiProblem.KEY_USED_OTHERWISE);
		assertThat(this.done).hasValue(1);
		assertThat(post(actor(), this.key, BODY, this::made)).as("another machine's").isNotEqualTo(first);
	}

	@Test
	void whileTheFirstIsUnderWayTheSameIsRefused() {
		Actor machine = actor();
		UUID first = post(machine, this.key, BODY, () -> {
			assertThat(CompletableFuture.supplyAsync(() -> refusal(machine, this.key, BODY)).join())
				.contains(ApiProblem.REQUEST_UNDER_WAY);
			return made();
		});
		assertThat(post(machine, this.key, BODY, this::made)).isEqualTo(first);
		assertThat(this.done).hasValue(1);
	}

	@Test
	void whatWasRefusedOrFailedLeavesTheKeyFree() {
		Actor machine = actor();
		assertThatThrownBy(
				() -> post(machine, this.key, BODY, () -> new IdempotentPosts.Refused(ApiProblem.NOT_COLLECTED)))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.problem()).isEqualTo(ApiProblem.NOT_COLLECTED));
		assertThatThrownBy(() -> post(machine, this.key, BODY, () -> {
			made();
			throw new IllegalStateException("it broke");
		})).isInstanceOf(IllegalStateException.class);
		UUID made = post(machine, this.key, Map.of(), this::made);
		assertThat(told(made)).hasSize(1);
	}

	@Test
	void withoutAKeyInQuotesNothingIsDone() {
		Actor machine = actor();
		for (@Nullable
		String wrong : new @Nullable String[] { null, "", "\"short\"", UUID.randomUUID().toString(),
				this.key + ", " + this.key, "\"" + "x".repeat(65) + "\"" }) {
			assertThat(refusal(machine, wrong, BODY)).as(wrong).contains(ApiProblem.MALFORMED);
		}
		assertThat(this.done).hasValue(0);
	}

	private Actor actor() {
		Partner partner = partner();
		Actor machine = new Actor(partner.machine(), partner.id(), null, Set.of(Role.PARTNER), SessionRef.random(), 1);
		Actors.runAs(machine, () -> inTransaction(() -> {
			this.log.openSession(machine);
			return List.of();
		}));
		return machine;
	}

	/** An act with its event. */
	private IdempotentPosts.Result made() {
		this.done.incrementAndGet();
		UUID id = Ids.next();
		this.log.append(AuditEvent.done(AuditAction.HANDOFF_TAKEN, SubjectType.HANDOFF, id));
		return new IdempotentPosts.Done(id);
	}

	private UUID post(Actor machine, @Nullable String key, Object body, Supplier<IdempotentPosts.Result> act) {
		ResponseEntity<UUID> answer = Actors.runAs(machine,
				() -> this.posts.once(new IdempotentPosts.Post(key, "things", body), act, ResponseEntity::ok));
		return Optional.ofNullable(answer.getBody()).orElseThrow();
	}

	private Optional<ApiProblem> refusal(Actor machine, @Nullable String key, Object body) {
		try {
			post(machine, key, body, this::made);
			return Optional.empty();
		}
		catch (Refusal refusal) {
			return Optional.of(refusal.problem());
		}
	}

}
