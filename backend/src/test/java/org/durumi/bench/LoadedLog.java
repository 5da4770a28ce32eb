package org.durumi.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.durumi.local.LocalDatabase;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;

/**
 * A log of two years, loaded past the application but as it would have written it: each
 * event gives its leaf, each session numbers its own, and the sequencer has given every
 * entry its place under a checkpoint. A tenth is about no case; the acts are as often as
 * they are done.
 */
final class LoadedLog {

	static final UUID ORGANISATION = UUID.fromString("bbbb0000-0000-4000-8001-000000000000");

	static final UUID TEAM = UUID.fromString("bbbb0000-0000-4000-8002-000000000000");

	static final UUID SUPERVISOR = UUID.fromString("bbbb0000-0000-4000-8009-000000000000");

	private static final String STAGE = """
			INSERT INTO access.staff (subject, team_id, org_id, display_name, roles)
				VALUES ('%1$s', '%2$s', '%3$s', 'Supervisor', '{SUPERVISOR}');
			CREATE TEMPORARY TABLE some_case AS SELECT row_number() OVER () - 1 AS n, id, owner_id, team_id FROM casework.case_file;
			CREATE INDEX ON some_case (n);
			CREATE TEMPORARY TABLE staged AS
				SELECT g, uuidv7(-age) AS event_id, now() - age AS occurred_at, c.owner_id, c.id AS case_id, c.team_id,
					row_number() OVER (PARTITION BY c.owner_id ORDER BY g)::integer - 1 AS nth
				FROM generate_series(1, %4$d) g CROSS JOIN LATERAL (SELECT (%4$d - g) * interval '63 seconds' AS age) a
				JOIN some_case c ON c.n = hashint4(g) & 8191;
			CREATE INDEX ON staged (g);
			ANALYZE staged""";

	private static final String LOAD = """
			INSERT INTO audit.event
				SELECT (e).event_id, (e).occurred_at, (e).txid, (e).node_id, (e).actor_id, (e).actor_org, (e).session_ref, (e).session_seq,
					(e).acr, (e).action, (e).outcome, (e).subject_type, (e).subject_id, (e).case_id, (e).compartment, (e).subject_org,
					(e).subject_team, (e).detail_enc, (e).detail_sha256, (e).row_state_sha256, (e).leaf_format, audit.leaf_hash(e)
				FROM (SELECT ROW(s.event_id, s.occurred_at, (1000 + g)::text::xid8, 1, s.owner_id, '%1$s'::uuid,
					substr(sha256(uuid_send(s.owner_id) || int4send(nth / 200)), 1, 16), nth %% 200, 1,
					CASE WHEN g %% 50000 = 7 THEN 'GLASS_BROKEN' WHEN g %% 1000 = 13 THEN 'DENIED'
						WHEN g %% 10 = 0 THEN 'CASE_LIST_READ'
						ELSE (ARRAY['CASE_VIEWED', 'FIELD_REVEALED', 'RECORD_OPENED', 'RECORD_CHANGED', 'CONDITIONS_CHECKED'])[1 + g %% 5] END,
					CASE WHEN g %% 1000 = 13 THEN 1 ELSE 0 END, 'CASE_FILE', s.case_id, CASE WHEN g %% 10 <> 0 THEN s.case_id END,
					CASE WHEN g %% 5 IN (1, 2) THEN (ARRAY['IDENTITY', 'HEALTH', 'HARM', 'ROUTE'])[1 + g / 5 %% 4] END,
					'%1$s'::uuid, s.team_id, NULL, sha256(''), NULL, 1, '\\x00')::audit.event AS e
					FROM staged s WHERE g BETWEEN %2$d AND %3$d) rows;
			INSERT INTO audit.session (session_ref, actor, next_seq)
				SELECT session_ref, actor_id, max(session_seq) + 1 FROM audit.event GROUP BY session_ref, actor_id
				ON CONFLICT (session_ref) DO UPDATE SET next_seq = excluded.next_seq;
			INSERT INTO audit.pending SELECT event_id FROM staged WHERE g BETWEEN %2$d AND %3$d""";

	private static final List<String> TABLES = List.of("access.staff", "audit.event", "audit.session", "audit.pending",
			"review.sign_off");

	private final LocalDatabase database;

	private final Connection superuser;

	private final SigningKey key;

	private int loaded;

	/** Stages as many. */
	LoadedLog(LocalDatabase database, Connection superuser, SigningKey key, int entries) throws SQLException {
		this.database = database;
		this.superuser = superuser;
		this.key = key;
		withoutTriggers(STAGE.formatted(SUPERVISOR, TEAM, ORGANISATION, entries));
	}

	/** Goes on to so many entries; how many of them a second the sequencer took. */
	double growTo(int entries) throws SQLException {
		withoutTriggers(LOAD.formatted(ORGANISATION, this.loaded + 1, entries));
		double seconds = sequence();
		int grown = entries - this.loaded;
		this.loaded = entries;
		try (Statement statement = this.superuser.createStatement()) {
			statement.execute("VACUUM ANALYZE");
		}
		return grown / seconds;
	}

	/** Has the supervisor have reviewed one entry in a hundred. */
	void review() throws SQLException {
		withoutTriggers("""
				INSERT INTO review.sign_off (event_id, reviewer, signed_at, comment)
					SELECT event_id, '%s', now(), '\\x00' FROM staged WHERE g %% 97 = 0""".formatted(SUPERVISOR));
		try (Statement statement = this.superuser.createStatement()) {
			statement.execute("call casework.take_row_states('review.sign_off')");
		}
	}

	private void withoutTriggers(String sql) throws SQLException {
		Triggers.without(this.superuser, TABLES, sql);
	}

	/**
	 * Works until nothing waits, over one connection as the application does; seconds.
	 */
	private double sequence() throws SQLException {
		try (HikariDataSource source = new HikariDataSource()) {
			source.setJdbcUrl(this.database.url());
			source.setUsername("durumi_sequencer");
			source.setPassword(this.database.password("durumi_sequencer"));
			source.setMaximumPoolSize(1);
			Sequencer sequencer = new Sequencer(source, this.key, UUID.randomUUID());
			long start = System.nanoTime();
			int taken = sequencer.sequence();
			while (taken > 0) {
				taken = sequencer.sequence();
			}
			return (System.nanoTime() - start) / 1e9;
		}
	}

}
