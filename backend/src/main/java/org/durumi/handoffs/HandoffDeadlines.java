package org.durumi.handoffs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends what nobody collected, forgets what may be read no longer, and reminds of what is
 * owed. What goes with a step is the database's: when a time is over, the ciphertext, its
 * key and the way to it are gone in one.
 */
@Component
class HandoffDeadlines {

	private static final int MOST = 100;

	private final Handoffs handoffs;

	private final AuditLog log;

	private final Duration escalateAfter;

	private final JdbcClient jdbc;

	private final Clock clock;

	HandoffDeadlines(Handoffs handoffs, AuditLog log, HandoffSettings settings, JdbcClient jdbc, Clock clock) {
		this.handoffs = handoffs;
		this.log = log;
		this.escalateAfter = settings.escalateAfter();
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Goes through what is due. */
	@Transactional
	void pass() {
		Instant now = this.clock.instant();
		end(due("state = 'SEALED' and package_gone_at is null and collect_by <= :at", now));
		end(due("""
				state = 'AWAITING_APPROVAL' and id in (select c.id from handoffs.handoff_case c
					join access.approval_request r on r.id = c.approval_id where r.kind = 'HANDOFF' and r.expires_at <= :at)""",
				now));
		mark("state in ('COLLECTED', 'ACCEPTED') and package_gone_at is null and collect_by <= :at", now,
				Handoffs.Mark.PACKAGE_GONE, AuditAction.HANDOFF_ENDED);
		mark("state in ('COLLECTED', 'ACCEPTED') and copy_gone_at is null and copy_until <= :at", now,
				Handoffs.Mark.COPY_GONE, AuditAction.HANDOFF_ENDED);
		mark("state = 'COLLECTED' and chased_at is null and acknowledge_by <= :at", now, Handoffs.Mark.CHASED,
				AuditAction.HANDOFF_OVERDUE);
		mark("state = 'ACCEPTED' and chased_at is null and outcome_by <= :at", now, Handoffs.Mark.CHASED,
				AuditAction.HANDOFF_OVERDUE);
		mark("state in ('COLLECTED', 'ACCEPTED') and escalated_at is null and chased_at <= :at",
				now.minus(this.escalateAfter), Handoffs.Mark.ESCALATED, AuditAction.HANDOFF_OVERDUE);
	}

	private void end(List<UUID> over) {
		for (UUID id : over) {
			this.handoffs.find(id).ifPresent((one) -> {
				this.handoffs.move(one, HandoffState.EXPIRED);
				tell(AuditAction.HANDOFF_ENDED, id);
			});
		}
	}

	private void mark(String where, Instant until, Handoffs.Mark mark, AuditAction action) {
		for (UUID id : due(where, until)) {
			this.handoffs.mark(id, mark, this.clock.instant());
			tell(action, id);
		}
	}

	/** Those that nobody else is at, so that nodes do not wait for each other. */
	private List<UUID> due(String where, Instant until) {
		OffsetDateTime at = until.atOffset(ZoneOffset.UTC);
		return this.jdbc
			.sql("select id from handoffs.handoff where " + where + " order by id limit " + MOST
					+ " for update skip locked")
			.param("at", at)
			.query(UUID.class)
			.list();
	}

	private void tell(AuditAction action, UUID id) {
		this.log.append(AuditEvent.done(action, SubjectType.HANDOFF, id));
	}

}
