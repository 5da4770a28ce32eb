package org.durumi.handoffs;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
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

	private final Duration escalateAfter;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	HandoffDeadlines(Handoffs handoffs, AuditLog log, FaultyHandoffs faults, HandoffSettings settings, JdbcClient jdbc,
			PlatformTransactionManager transactions) {
		this.handoffs = handoffs;
		this.log = log;
		this.faults = faults;
		this.jdbc = jdbc;
		this.transaction = new TransactionTemplate(transactions);
		this.escalateAfter = settings.escalateAfter();
	}

	/**
	 * What falls due.
	 *
	 * @param where which it concerns
	 */
	private record Due(String where, Consumer<UUID> act, AuditAction action) {
	}

	private List<Due> due(Duration escalateAfter) {
		return List.of(
				ended("state = 'SEALED' and package_gone_at is null and collect_by <= statement_timestamp()",
						this::expire),
				ended("""
						state = 'AWAITING_APPROVAL' and id in (select c.id from handoffs.handoff_case c
							join access.approval_request r on r.id = c.approval_id
							where r.kind = 'HANDOFF' and r.expires_at <= statement_timestamp())""", this::expire),
				ended("""
						state in ('COLLECTED', 'ACCEPTED') and package_gone_at is null
						and collect_by <= statement_timestamp()""", mark(Handoffs.Mark.PACKAGE_GONE)), ended("""
						state in ('COLLECTED', 'ACCEPTED') and copy_gone_at is null
						and copy_until <= statement_timestamp()""", mark(Handoffs.Mark.COPY_GONE)),
				// her consent's last day, where it comes before that
				ended("""
						state in ('COLLECTED', 'ACCEPTED') and copy_gone_at is null
						and id in (select c.id from handoffs.handoff_case c
							where c.consent_until < (statement_timestamp() at time zone 'UTC')::date)""",
						mark(Handoffs.Mark.COPY_GONE)),
				ended("id in (select handoffs.with_old_messages())", this::forgetMessages),
				owed("state = 'COLLECTED' and chased_at is null and acknowledge_by <= statement_timestamp()",
						Handoffs.Mark.CHASED),
				owed("state = 'ACCEPTED' and chased_at is null and outcome_by <= statement_timestamp()",
						Handoffs.Mark.CHASED),
				owed("""
						state in ('COLLECTED', 'ACCEPTED') and escalated_at is null
						and chased_at <= statement_timestamp() - make_interval(secs => %d)"""
					.formatted(escalateAfter.toSeconds()), Handoffs.Mark.ESCALATED));
	}

	private static Due ended(String where, Consumer<UUID> act) {
		return new Due(where, act, AuditAction.HANDOFF_ENDED);
	}

	/** What somebody owes; while it is frozen nobody can do it. */
	private Due owed(String where, Handoffs.Mark mark) {
		return new Due("frozen_at is null and " + where, mark(mark), AuditAction.HANDOFF_OVERDUE);
	}

	private Consumer<UUID> mark(Handoffs.Mark mark) {
		return (id) -> this.handoffs.markNow(id, mark);
	}

	private void expire(UUID id) {
		this.handoffs.move(this.handoffs.find(id).orElseThrow(), HandoffState.EXPIRED);
	}

	private void forgetMessages(UUID id) {
		this.jdbc.sql("select handoffs.forget_messages(?)").param(id).query((row) -> {
		});
	}

	/** What each round looks for, every few seconds. */
	List<String> conditions() {
		return due(this.escalateAfter).stream().map(Due::where).toList();
	}

	/** Goes through what is due. */
	void pass() {
		for (Due one : due(this.escalateAfter)) {
			for (UUID id : find(one)) {
				this.faults.attempt(id, () -> this.transaction.executeWithoutResult((status) -> passOne(one, id)));
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
		due.act.accept(id);
		this.log.append(AuditEvent.done(due.action, SubjectType.HANDOFF, id));
	}

}
