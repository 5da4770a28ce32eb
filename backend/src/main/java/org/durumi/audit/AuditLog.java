package org.durumi.audit;

import java.nio.ByteBuffer;
import java.util.UUID;

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

	private final SessionCounts counts;

	AuditLog(JdbcClient jdbc, EventInsert insert, LastingEvents lasting, SessionCounts counts) {
		this.jdbc = jdbc;
		this.insert = insert;
		this.lasting = lasting;
		this.counts = counts;
	}

	/**
	 * Appends an event to the transaction under way.
	 * @throws org.springframework.transaction.IllegalTransactionStateException if there
	 * is none
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void append(AuditEvent event) {
		Actor actor = Actors.require();
		this.insert.into(this.jdbc, actor, event);
		countOnceCommitted(actor);
	}

	/**
	 * Keeps a cosignature beside the log and appends the event that tells of it; only
	 * both.
	 * @return false if the key has cosigned at this size before, and nothing was kept
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	boolean appendCosigned(AuditEvent event, long size, String key, byte[] note) {
		Actor actor = Actors.require();
		boolean kept = this.insert.cosigned(this.jdbc, actor, event, size, key, note);
		if (kept) {
			countOnceCommitted(actor);
		}
		return kept;
	}

	private void countOnceCommitted(Actor actor) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				AuditLog.this.counts.committed(actor.session());
			}
		});
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

	/**
	 * Writes that the actor's session is over, in a transaction of its own, and states
	 * how many events of it this process knows: that one was suppressed as the last
	 * before the end is found without the database's own count. While the database is
	 * away it waits for it.
	 */
	public void appendSessionEnd(Actor actor) {
		ByteBuffer id = ByteBuffer.wrap(actor.session().bytes());
		this.lasting.write(actor,
				AuditEvent.done(AuditAction.SESSION_ENDED, SubjectType.SESSION, new UUID(id.getLong(), id.getLong())),
				this.counts.ended(actor.session()));
	}

	/** Opens the actor's session in the log; her events are numbered within it. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void openSession(Actor actor) {
		this.jdbc.sql("select audit.open_session(?)").param(actor.session().bytes()).query((row) -> {
		});
		this.counts.opened(actor);
	}

}
