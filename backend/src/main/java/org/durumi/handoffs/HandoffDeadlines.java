package org.durumi.handoffs;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends what nobody collected, forgets what may be read no longer, and reminds of what is
 * owed; by the database's clock, and each in a transaction of its own, so that one that
 * cannot be ended keeps no other. What goes with a step is the database's: when a time is
 * over, the ciphertext, its key and the way to it are gone in one.
 */
@Component
class HandoffDeadlines {

	private static final int MOST = 100;

	private final Handoffs handoffs;

	private final AuditLog log;

	private final FaultyHandoffs faults;

	private final List<Due> due;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	HandoffDeadlines(Handoffs handoffs, AuditLog log, FaultyHandoffs faults, HandoffSettings settings, JdbcClient jdbc,
			PlatformTransactionManager transactions) {
		this.handoffs = handoffs;
		this.log = log;
		this.faults = faults;
		this.due = due(settings.escalateAfter());
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
	}

	/**
	 * What falls due.
	 *
	 * @param where which it concerns
	 * @param mark what is noted then; it is over if nothing is
	 */
	private record Due(String where, Handoffs.@Nullable Mark mark, AuditAction action) {
	}

	private static List<Due> due(Duration escalateAfter) {
		return List.of(new Due("state = 'SEALED' and package_gone_at is null and collect_by <= statement_timestamp()",
				null, AuditAction.HANDOFF_ENDED), new Due("""
						state = 'AWAITING_APPROVAL' and id in (select c.id from handoffs.handoff_case c
							join access.approval_request r on r.id = c.approval_id
							where r.kind = 'HANDOFF' and r.expires_at <= statement_timestamp())""", null,
						AuditAction.HANDOFF_ENDED),
				new Due("""
						state in ('COLLECTED', 'ACCEPTED') and package_gone_at is null
						and collect_by <= statement_timestamp()""", Handoffs.Mark.PACKAGE_GONE,
						AuditAction.HANDOFF_ENDED),
				new Due("""
						state in ('COLLECTED', 'ACCEPTED') and copy_gone_at is null
						and copy_until <= statement_timestamp()""", Handoffs.Mark.COPY_GONE, AuditAction.HANDOFF_ENDED),
				new Due("state = 'COLLECTED' and chased_at is null and acknowledge_by <= statement_timestamp()",
						Handoffs.Mark.CHASED, AuditAction.HANDOFF_OVERDUE),
				new Due("state = 'ACCEPTED' and chased_at is null and outcome_by <= statement_timestamp()",
						Handoffs.Mark.CHASED, AuditAction.HANDOFF_OVERDUE),
				new Due("""
						state in ('COLLECTED', 'ACCEPTED') and escalated_at is null
						and chased_at <= statement_timestamp() - make_interval(secs => %d)"""
					.formatted(escalateAfter.toSeconds()), Handoffs.Mark.ESCALATED, AuditAction.HANDOFF_OVERDUE));
	}

	/** Goes through what is due. */
	void pass() {
		for (Due one : this.due) {
			for (UUID id : find(one)) {
				this.faults.attempt(id,
						() -> this.transaction.executeWithoutResult((status) -> passOne(one, id)));
			}
		}
	}

	private List<UUID> find(Due due) {
		return this.transaction.execute((status) -> this.jdbc
			.sql("select id from handoffs.handoff where " + due.where + " order by id limit " + MOST)
			.query(UUID.class)
			.list());
	}

	private void passOne(Due due, UUID id) {
		// by whoever is at it first, so that nodes do not wait for each other
		boolean mine = this.jdbc
			.sql("select id from handoffs.handoff where id = ? and " + due.where + " for update skip locked")
			.param(id)
			.query(UUID.class)
			.optional()
			.isPresent();
		if (!mine) {
			return;
		}
		if (due.mark != null) {
			this.handoffs.markNow(id, due.mark);
		}
		else {
			this.handoffs.find(id).ifPresent((one) -> this.handoffs.move(one, HandoffState.EXPIRED));
		}
		this.log.append(AuditEvent.done(due.action, SubjectType.HANDOFF, id));
	}

}
