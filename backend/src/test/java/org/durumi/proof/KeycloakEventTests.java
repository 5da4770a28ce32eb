package org.durumi.proof;

import java.sql.SQLException;
import java.util.UUID;

import org.durumi.actor.SystemActor;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of Keycloak's events the log has is known to the watch, and to nobody else. */
class KeycloakEventTests extends ProofTest {

	private static final String ADD = "insert into access.keycloak_event (id, feed, at, subject) values (?, 'USER', now(), ?)";

	@Test
	void theWatchKeepsThemAndOneNodeAtATime() throws SQLException {
		try (Login node = watch(); Login other = watch()) {
			assertThat(node.run(ADD, UUID.randomUUID(), UUID.randomUUID())).isOne();
			assertThat(node.value("select access.my_turn_to_watch()")).isEqualTo("t");
			assertThat(other.value("select access.my_turn_to_watch()")).isEqualTo("f");
		}
	}

	@ParameterizedTest
	@EnumSource(DemoAccount.class)
	void nobodyElseReadsHidesOrAddsOne(DemoAccount account) throws SQLException {
		UUID id = UUID.randomUUID();
		try (Login watch = watch()) {
			watch.run(ADD, id, id);
			watch.acting(account.subject(), 2);
			assertThat(watch.count("access.keycloak_event where id = ?", id)).isZero();
			assertThat(watch.value("select access.my_turn_to_watch()")).isEqualTo("f");
			watch.refuses(Login.NOT_ALLOWED, ADD, UUID.randomUUID(), id);
			watch.refuses(Login.NOT_ALLOWED, "update access.keycloak_event set at = now()");
			if (account != DemoAccount.ADMIN) {
				assertThat(watch.column("select event_id::text from audit.alerts()")).isEmpty();
			}
		}
	}

	@Test
	void noneIsRememberedWithoutItsEntryAndNoneForgotten() throws SQLException {
		try (Login watch = watch()) {
			watch.run(ADD, UUID.randomUUID(), UUID.randomUUID());
			watch.refuses(Login.NOT_ALLOWED, "delete from access.keycloak_event");
			watch.refusesCommit(Login.NO_EVENT);
		}
	}

	@Test
	void theWatchSeesNoCaseAndNobody() throws SQLException {
		UUID id = register(DemoAccount.CASEWORKER_YANJI);
		try (Login watch = watch()) {
			assertThat(watch.count("casework.case_file where id = ?", id)).isZero();
			assertThat(watch.count("casework.case_key")).isZero();
			assertThat(watch.count("access.staff")).isZero();
		}
	}

	private static Login watch() throws SQLException {
		return Login.asApplication().acting(SystemActor.KEYCLOAK_WATCH.id(), 0);
	}

}
