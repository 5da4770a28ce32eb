package org.durumi.proof;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import org.durumi.actor.SystemActor;
import org.durumi.reference.Ids;
import org.durumi.security.ledger.SessionCount;
import org.durumi.support.DemoAccount;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the application's role may not write into the log, whoever it says that it is. */
class WhatOnlyTheDatabaseSaysTests extends ProofTest {

	private static final DemoAccount ACTOR = DemoAccount.CASEWORKER_YANJI;

	private static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, compartment, detail_sha256)
			values (?, 1, ?, ?, ?, 1, ?, 0, 'SESSION', ?, ?, sha256(convert_to(?, 'UTF8')))""";

	private static final String END = "select audit.end_session(?, 1::smallint, ?, ?, 1::smallint, ?)";

	@Test
	void anEventThatOnlyTheDatabaseWritesIsRefused() throws SQLException {
		for (UUID actor : List.of(ACTOR.subject(), SystemActor.SEQUENCER.id())) {
			try (Login application = Login.asApplication()) {
				application.acting(actor, 1);
				byte[] session = application.openSession();
				for (String action : List.of("SESSION_ENDED", "AUDIT_COSIGNED", "HEARTBEAT", "RESTORED", "MIGRATED")) {
					application.refuses(Login.NOT_ALLOWED, EVENT, values(actor, session, action, null, ""));
				}
				assertThat(application.run(EVENT, values(actor, session, "CASE_VIEWED", null, ""))).isOne();
			}
		}
	}

	@Test
	void anEventThatNoCopyWouldTakeIsRefused() throws SQLException {
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			byte[] session = application.openSession();
			for (String compartment : List.of("x y", "", "core", "CORE\n", "OTHER")) {
				application.refuses("23514", EVENT, values(ACTOR.subject(), session, "CASE_VIEWED", compartment, ""));
			}
			application.refuses(Login.NOT_ALLOWED, EVENT, values(ACTOR.subject(), session, "CASE_VIEWED", "CORE", "x"));
			assertThat(application.run(EVENT, values(ACTOR.subject(), session, "CASE_VIEWED", "CORE", ""))).isOne();
		}
	}

	@Test
	void aSessionEndsOnceAndWithTheHashOfANumber() throws SQLException {
		try (Login application = Login.asApplication()) {
			application.acting(ACTOR);
			byte[] session = application.openSession();
			for (int count : List.of(7, 8)) {
				application.column(END, Ids.next(), ACTOR.team(), session, count);
			}
			assertThat(application.column("""
					select encode(row_state_sha256, 'hex') from audit.event
					where session_ref = ? and action = 'SESSION_ENDED'""", session))
				.containsExactly(HexFormat.of().formatHex(SessionCount.state(session, 7)));
			application.acting(DemoAccount.CASEWORKER_SEOUL);
			byte[] own = application.openSession();
			application.acting(ACTOR);
			application.refuses(Login.NOT_ALLOWED, END, Ids.next(), ACTOR.team(), own, 0);
		}
	}

	private static @Nullable Object[] values(UUID actor, byte[] session, String action, @Nullable String compartment,
			String detail) {
		return new @Nullable Object[] { Ids.next(), actor, actor, session, action, Ids.next(), compartment, detail };
	}

}
