package org.durumi.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;

import org.durumi.actor.Actor;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts an event of an actor into the log, in whatever transaction is under way. */
@Component
class EventInsert {

	private static final byte[] NO_DETAIL = sha256(new byte[0]);

	private static final String INSERT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, compartment, detail_enc, detail_sha256)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private final AuditSettings settings;

	EventInsert(AuditSettings settings) {
		this.settings = settings;
	}

	void into(JdbcClient jdbc, Actor actor, AuditEvent event) {
		jdbc.sql(INSERT)
			.params(event.id(), this.settings.node(), actor.id(), actor.organisation(), actor.session().bytes(),
					actor.acr(), event.action().name(), event.outcome().ordinal(), event.subjectType().name(),
					event.subjectId(), value(event.caseId()), name(event.compartment()), detail(event.detail()),
					(event.detail() != null) ? sha256(event.detail()) : NO_DETAIL)
			.update();
	}

	/**
	 * Puts in the event that ends the actor's session; the database lets nothing else
	 * state how many events a session has.
	 */
	void end(JdbcClient jdbc, Actor actor, AuditEvent event, int counted) {
		jdbc.sql("select audit.end_session(?, ?, ?, ?, ?, ?)")
			.params(event.id(), this.settings.node(), actor.organisation(), actor.session().bytes(),
					(short) actor.acr(), counted)
			.query((row) -> {
			});
	}

	/**
	 * Has the database keep a cosignature and put in the event that tells of it, which
	 * the database lets nothing else write.
	 * @return false if the key has cosigned at this size before
	 */
	boolean cosigned(JdbcClient jdbc, Actor actor, AuditEvent event, long size, String key, byte[] note) {
		return jdbc.sql("select audit.keep_cosignature(?, ?, ?, ?, ?, ?)")
			.params(size, key, note, event.id(), (short) this.settings.node(), actor.session().bytes())
			.query(Boolean.class)
			.single();
	}

	// absent values carry their type: without it the server would parse the statement
	// anew each time that one is absent and the next is not
	private static SqlParameterValue value(@Nullable CaseId id) {
		return new SqlParameterValue(Types.OTHER, "uuid", (id != null) ? id.value() : null);
	}

	private static SqlParameterValue name(@Nullable Compartment compartment) {
		return new SqlParameterValue(Types.VARCHAR, (compartment != null) ? compartment.name() : null);
	}

	private static SqlParameterValue detail(byte @Nullable [] sealed) {
		return new SqlParameterValue(Types.BINARY, sealed);
	}

	private static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
