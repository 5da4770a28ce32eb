package org.durumi.audit;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes events in the transaction of what they tell.
 * <p>
 * Guaranteed: what was appended commits with the change or not at all; the database
 * refuses the commit of a change without an event about its subject. Not guaranteed: that
 * the event describes the change truthfully, which only code review can show.
 */
@Service
public class AuditLog {

	private final JdbcClient jdbc;

	private final EventInsert insert;

	private final LastingEvents lasting;

	AuditLog(JdbcClient jdbc, EventInsert insert, LastingEvents lasting) {
		this.jdbc = jdbc;
		this.insert = insert;
		this.lasting = lasting;
	}

	/**
	 * Appends an event to the transaction under way.
	 * @throws org.springframework.transaction.IllegalTransactionStateException if there
	 * is none
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void append(AuditEvent event) {
		this.insert.into(this.jdbc, Actors.require(), event);
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
					AuditLog.this.lasting.write(actor, event);
				}
			}
		});
	}

	/**
	 * Writes a refusal in a transaction of its own, once the refused one has ended,
	 * however it ended: the refusal outlives the rollback, and does not wait for the
	 * session row that the refused transaction may hold. While the database is away the
	 * refusal waits for it.
	 */
	public void appendDenial(AuditEvent denial) {
		Actor actor = Actors.require();
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			this.lasting.write(actor, denial);
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCompletion(int status) {
				AuditLog.this.lasting.write(actor, denial);
			}
		});
	}

	/**
	 * Writes what has happened already and no transaction can undo, in one of its own;
	 * while the database is away it waits for it.
	 */
	public void appendOutside(Actor actor, AuditEvent event) {
		this.lasting.write(actor, event);
	}

	/** Opens the actor's session in the log; her events are numbered within it. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void openSession(Actor actor) {
		this.jdbc.sql("select audit.open_session(?)").param(actor.session().bytes()).query((row) -> {
		});
	}

}
