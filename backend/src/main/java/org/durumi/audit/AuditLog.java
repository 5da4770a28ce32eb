package org.durumi.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Types;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes events in the transaction of what they tell.
 * <p>
 * Guaranteed: what was appended commits with the change or not at all; the database
 * refuses the commit of a change without an event about its subject. Not guaranteed: that
 * the event describes the change truthfully, which only code review can show.
 */
@Service
public class AuditLog {

	private static final byte[] NO_DETAIL = sha256(new byte[0]);

	private static final String INSERT = """
			insert into audit.event (event_id, node_id, actor_id, actor_org, session_ref, acr, action, outcome,
				subject_type, subject_id, case_id, compartment, detail_enc, detail_sha256)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

	private final JdbcClient jdbc;

	private final TransactionTemplate ownTransaction;

	private final AuditSettings settings;

	AuditLog(JdbcClient jdbc, PlatformTransactionManager transactions, AuditSettings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
		this.ownTransaction = new TransactionTemplate(transactions);
		this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/**
	 * Appends an event to the transaction under way.
	 * @throws org.springframework.transaction.IllegalTransactionStateException if there
	 * is none
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void append(AuditEvent event) {
		Actor actor = Actors.require();
		this.jdbc.sql(INSERT)
			.params(event.id(), this.settings.node(), actor.id(), actor.organisation(), actor.session().bytes(),
					actor.acr(), event.action().name(), event.outcome().ordinal(), event.subjectType().name(),
					event.subjectId(), value(event.caseId()), name(event.compartment()), detail(event.detail()),
					(event.detail() != null) ? sha256(event.detail()) : NO_DETAIL)
			.update();
	}

	/**
	 * Appends an event that stands even if the transaction under way is rolled back: then
	 * it is written again, in one of its own. For what is true either way, such as that
	 * something was refused.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void appendLasting(AuditEvent event) {
		append(event);
		Actor actor = Actors.require();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				if (status != STATUS_COMMITTED) {
					Actors.runAs(actor,
							() -> AuditLog.this.ownTransaction.executeWithoutResult((transaction) -> append(event)));
				}
			}
		});
	}

	/**
	 * Writes a refusal in a transaction of its own, once the refused one has ended,
	 * however it ended: the refusal outlives the rollback, and does not wait for the
	 * session row that the refused transaction may hold.
	 */
	public void appendDenial(AuditEvent denial) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			this.ownTransaction.executeWithoutResult((status) -> append(denial));
			return;
		}
		Actor actor = Actors.require();
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				Actors.runAs(actor,
						() -> AuditLog.this.ownTransaction.executeWithoutResult((transaction) -> append(denial)));
			}
		});
	}

	/** Opens the actor's session in the log; her events are numbered within it. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void openSession(Actor actor) {
		this.jdbc.sql("select audit.open_session(?)").param(actor.session().bytes()).query((row) -> {
		});
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
