package org.durumi.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditEvent;
import org.durumi.reference.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The entries of the log that the actor may see, as rows. */
@Component
final class Entries {

	/** What a row is made of, with {@code :me} for the actor. */
	static final String COLUMNS = """
			e.event_id, e.occurred_at, e.actor_id,
				coalesce(s.display_name, 'API ' || machine.client_id) as display_name, e.action, e.outcome, e.subject_type,
				e.subject_id, about.display_name as subject_name, e.case_id, c.code_name, e.compartment,
				e.actor_id = :me or e.case_id is null and e.subject_type = 'STAFF' and e.subject_id = :me as own,
				exists (select from review.sign_off r where r.event_id = e.event_id) as reviewed
			""";

	/** What is joined to an event {@code e} for it. */
	static final String NAMES = """
			left join access.staff s on s.subject = e.actor_id
			left join access.machine machine on machine.subject = e.actor_id
			left join access.staff about on about.subject = e.subject_id and e.subject_type = 'STAFF'
			left join casework.case_file c on c.id = e.case_id
			""";

	private final JdbcClient jdbc;

	Entries(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<AuditRow> find(UUID id) {
		return this.jdbc.sql("select " + COLUMNS + " from audit.event e " + NAMES + " where e.event_id = :id")
			.param("id", id)
			.param("me", Actors.require().id())
			.query((row, number) -> row(row))
			.optional();
	}

	/** An entry that the actor reviews, or that is her own, which she does not. */
	Optional<AuditRow> onDeskOrOwn(UUID id) {
		return find(id).filter((row) -> row.own() || isReviewable(id));
	}

	private boolean isReviewable(UUID id) {
		return this.jdbc.sql("select count(*) from audit.reviewable where event_id = ?")
			.param(id)
			.query(Long.class)
			.single() == 1;
	}

	static AuditRow row(ResultSet row) throws SQLException {
		UUID caseId = row.getObject("case_id", UUID.class);
		return new AuditRow(uuid(row, "event_id"), instant(row, "occurred_at"), uuid(row, "actor_id"),
				row.getString("display_name"), row.getString("action"),
				AuditEvent.Outcome.values()[row.getInt("outcome")], row.getString("subject_type"),
				uuid(row, "subject_id"), row.getString("subject_name"), (caseId != null) ? new CaseId(caseId) : null,
				row.getString("code_name"), row.getString("compartment"), row.getBoolean("own"),
				row.getBoolean("reviewed"));
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
	}

	static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

}
