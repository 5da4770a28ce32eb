package org.durumi.audit;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.durumi.actor.Actor;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal is in the log, however many meet at once and however few connections. */
@TestPropertySource(properties = { "spring.datasource.hikari.maximum-pool-size=2",
		"spring.datasource.hikari.connection-timeout=3000",
		// no job takes one of the two
		"durumi.review.every=1h" })
class DenialTests extends DatabaseTest {

	@Autowired
	private AuditLog denials;

	@Test
	void refusalsThatMeetAreAllInTheLog() throws Exception {
		int pairs = 10;
		Actor one = hire(DemoAccount.CASEWORKER_YANJI);
		Actor other = hire(DemoAccount.CASEWORKER_YANJI);
		CyclicBarrier bothHoldAConnection = new CyclicBarrier(2);
		try (ExecutorService people = Executors.newFixedThreadPool(2)) {
			for (int pair = 0; pair < pairs; pair++) {
				List<Callable<Boolean>> refused = List.of(() -> refuse(one, bothHoldAConnection),
						() -> refuse(other, bothHoldAConnection));
				for (Future<Boolean> done : people.invokeAll(refused)) {
					done.get(30, TimeUnit.SECONDS);
				}
			}
		}
		for (Actor actor : List.of(one, other)) {
			assertThat(IntStream.of(denied(actor))).containsExactly(pairs);
		}
	}

	private boolean refuse(Actor actor, CyclicBarrier bothHoldAConnection) {
		return as(actor, () -> inTransaction(() -> {
			this.denials.appendDenial(AuditEvent.denied(SubjectType.STAFF, actor.id(), null));
			this.jdbc.sql("select 1").query(Integer.class).single();
			try {
				bothHoldAConnection.await(10, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			return true;
		}));
	}

	private int denied(Actor actor) {
		UUID id = actor.id();
		return as(actor,
				() -> inTransaction(
						() -> this.jdbc.sql("select count(*) from audit.event where actor_id = ? and action = 'DENIED'")
							.param(id)
							.query(Integer.class)
							.single()));
	}

}
