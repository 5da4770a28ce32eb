package org.durumi.support;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

import org.durumi.actor.SessionRef;
import org.durumi.reference.Ids;
import org.jspecify.annotations.Nullable;

/**
 * A handoff of a case to a partner as it stands at some point of its course, put there
 * past row security: with a copy and a package that hold nothing, and a word asked for.
 */
public record PlantedHandoff(UUID id, UUID caseId, UUID partner) {

	private static final String EVENT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, detail_sha256)
			values (?, 1, access.actor(), access.actor(), ?, 0, 'MIGRATED', 0, 'HANDOFF', ?, ?, sha256(''))""";

	private static final String HANDOFF = """
			insert into handoffs.handoff (id, partner_id, purpose, template, language, state, outcome_within, asked_at,
				approved_at, sealed_at, sealed_to, package_sha256, package_length, collect_by, copy_until, collected_at,
				acknowledge_by)
			select ?, ?, ?, ?, 'ENGLISH', s.state, 30, now() - interval '1 minute', s.at, s.at, s.key, s.sha, length(s.sha),
				s.by, s.at + interval '14 days', CASE WHEN s.state = 'COLLECTED' THEN now() END,
				CASE WHEN s.state = 'COLLECTED' THEN s.by END
			from (select x.state, k.key,
				CASE WHEN k.key IS NOT NULL THEN now() - interval '1 minute' END AS at,
				CASE WHEN k.key IS NOT NULL THEN repeat('0', 64) END AS sha,
				CASE WHEN k.key IS NOT NULL THEN now() + make_interval(secs => ?) END AS by
				from (select ?::text AS state) x, (select ?::uuid AS key) k) s""";

	/**
	 * Puts one there.
	 * @param key it was sealed to; absent before it is sealed
	 * @param collectWithin until when it is to be collected, or answered, from now on
	 */
	public static PlantedHandoff in(Connection superuser, String state, String template, UUID caseId, UUID partner,
			@Nullable UUID key, Duration collectWithin) throws SQLException {
		return in(superuser, state, template, caseId, partner, key, collectWithin, (id) -> new byte[1]);
	}

	/**
	 * As above.
	 * @param choice what was chosen, sealed to the handoff
	 */
	public static PlantedHandoff in(Connection superuser, String state, String template, UUID caseId, UUID partner,
			@Nullable UUID key, Duration collectWithin, Function<UUID, byte[]> choice) throws SQLException {
		PlantedHandoff planted = new PlantedHandoff(Ids.next(), caseId, partner);
		planted.plant(superuser, state, template, key, collectWithin, choice.apply(planted.id()));
		return planted;
	}

	/** Has what a partner was to be told about it come up so much earlier. */
	public static void ageNotices(Connection superuser, UUID handoff, UUID caseId, Duration by) throws SQLException {
		superuser.setAutoCommit(false);
		byte[] session = SessionRef.random().bytes();
		run(superuser, "select set_config('durumi.actor', access.system_actor('MIGRATION')::text, true)");
		run(superuser, "select audit.open_session(?)", session);
		run(superuser, "update handoffs.notice set since = since - make_interval(secs => ?) where id = ?",
				by.toSeconds(), handoff);
		run(superuser, EVENT, Ids.next(), session, handoff, caseId);
		superuser.commit();
	}

	private void plant(Connection superuser, String state, String template, @Nullable UUID key, Duration collectWithin,
			byte[] choice) throws SQLException {
		superuser.setAutoCommit(false);
		byte[] session = SessionRef.random().bytes();
		String purpose = template.endsWith("TRANSFER") ? "TRANSFER" : "REFERRAL";
		UUID approval = Ids.next();
		run(superuser, "select set_config('durumi.actor', access.system_actor('MIGRATION')::text, true)");
		run(superuser, "select audit.open_session(?)", session);
		run(superuser, HANDOFF, this.id, this.partner, purpose, template, collectWithin.toMillis() / 1000.0, state,
				key);
		run(superuser, """
				insert into access.approval_request (id, kind, case_id, team_id, requested_by, requested_at, expires_at,
					state, request)
				select ?, 'HANDOFF', c.id, c.team_id, c.owner_id, now(), now() + interval '7 days', 'PENDING', '\\x00'
				from casework.case_file c where c.id = ?""", approval, this.caseId);
		run(superuser, """
				insert into handoffs.handoff_case (id, case_id, composed_by, choice, overridden, approval_id)
				select ?, c.id, c.owner_id, ?, true, ? from casework.case_file c where c.id = ?""", this.id, choice,
				approval, this.caseId);
		run(superuser,
				"insert into handoffs.part (id, compartment, content, row_key, wrapping_key_id) values (?, 'CORE', '\\x00', '\\x00', '')",
				this.id);
		run(superuser,
				"insert into handoffs.message (id, message_id, kind, author, author_org, content, row_key, wrapping_key_id)"
						+ " select ?, ?, 'ANSWER', c.owner_id, c.org_id, '\\x00', '\\x00', '' from casework.case_file c where c.id = ?",
				this.id, Ids.next(), this.caseId);
		if (key != null) {
			run(superuser, "insert into handoffs.package (id, content) values (?, '\\x00')", this.id);
		}
		if (purpose.equals("TRANSFER")) {
			run(superuser, "insert into handoffs.transfer (id, case_id, partner_id) values (?, ?, ?)", this.id,
					this.caseId, this.partner);
		}
		run(superuser, EVENT, Ids.next(), session, this.id, this.caseId);
		run(superuser, EVENT, Ids.next(), session, approval, this.caseId);
		superuser.commit();
	}

	private static void run(Connection connection, String sql, @Nullable Object... params) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < params.length; i++) {
				statement.setObject(i + 1, params[i]);
			}
			statement.execute();
		}
	}

}
