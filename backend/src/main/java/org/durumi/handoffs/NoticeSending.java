package org.durumi.handoffs;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.handoffs.HandoffNotice.What;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.partners.NoticeAddress;
import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what partners are to be told, after the step that it is about has committed, and
 * notes that it was.
 * <p>
 * Guaranteed: what was taken down with a step is told, and tried again with growing
 * pauses for as long as a package waits to be collected, whatever breaks off between; one
 * node tells at a time; a partner who is closed is told nothing. Not guaranteed: that she
 * is told once. Where a server or the database goes away between sending and noting, the
 * mail is sent again: twice rather than not at all.
 */
@Component
@ConditionalOnProperty("spring.mail.host")
class NoticeSending {

	private static final Logger LOGGER = LoggerFactory.getLogger(NoticeSending.class);

	private static final int MOST = 100;

	/**
	 * Whoever has the turn keeps it while the mail server talks, with no row locked and
	 * no number taken that the log would wait for. The database ends others that do
	 * nothing for so long.
	 */
	private static final String TURN = """
			select set_config('idle_in_transaction_session_timeout', '10min', true) is not null
				and handoffs.my_turn_to_tell()""";

	private static final String NEXT = """
			select n.id, n.what, n.since, n.tries, p.contact_language, partners.notice_address(p.id) as address,
				h.collect_by, h.acknowledge_by, h.outcome_by
			from handoffs.notice n join handoffs.handoff h on h.id = n.id join partners.partner p on p.id = h.partner_id
			where n.told_at is null and coalesce(n.next_try, n.since) <= statement_timestamp()
				and n.since > statement_timestamp() - make_interval(secs => :within)
				and p.enabled and partners.notice_address(p.id) is not null and handoffs.matters(n)
			order by n.next_try nulls first, n.since, n.id limit 1""";

	private static final String TOLD = """
			update handoffs.notice set tries = tries + 1, next_try = null, told_at = statement_timestamp()
			where id = ? and what = ? and since = ? and told_at is null""";

	private static final String NOT_TOLD = """
			update handoffs.notice
			set tries = tries + 1, next_try = statement_timestamp() + make_interval(secs => ?)
			where id = ? and what = ? and since = ? and told_at is null""";

	private final PartnerMail mail;

	private final MailSettings settings;

	private final Duration within;

	private final JdbcClient jdbc;

	private final SealedLog log;

	private final TransactionTemplate turn;

	private final TransactionTemplate noting;

	NoticeSending(PartnerMail mail, MailSettings settings, HandoffSettings handoffs, JdbcClient jdbc, SealedLog log,
			PlatformTransactionManager transactions) {
		this.mail = mail;
		this.settings = settings;
		this.within = handoffs.collectWithin();
		this.jdbc = jdbc;
		this.log = log;
		this.turn = new TransactionTemplate(transactions);
		this.noting = new TransactionTemplate(transactions);
		this.noting.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/** What is to be told now. */
	private record Due(UUID handoff, What what, OffsetDateTime since, int tries, NoticeAddress to,
			@Nullable Language language, @Nullable Instant until) {
	}

	/** Tells what is due. */
	void pass() {
		int left = MOST;
		while (left > 0 && tellNext()) {
			left--;
		}
	}

	/** Whether there was something to tell, and it was this node's turn. */
	private boolean tellNext() {
		return this.turn.execute((status) -> {
			if (!this.jdbc.sql(TURN).query(Boolean.class).single()) {
				return false;
			}
			Optional<Due> next = next();
			next.ifPresent(this::tell);
			return next.isPresent();
		});
	}

	private Optional<Due> next() {
		return this.jdbc.sql(NEXT).param("within", this.within.toSeconds()).query((row, number) -> {
			What what = What.valueOf(row.getString("what"));
			String language = row.getString("contact_language");
			return new Due(Objects.requireNonNull(row.getObject("id", UUID.class)), what,
					row.getObject("since", OffsetDateTime.class), row.getInt("tries"),
					new NoticeAddress(Objects.requireNonNull(row.getString("address"))),
					(language != null) ? Language.valueOf(language) : null, HandoffNotices.until(row, what));
		}).optional();
	}

	private void tell(Due due) {
		try {
			this.mail.send(due.to(), due.language(), due.what().words(), due.until());
		}
		catch (MailException ex) {
			// not its message, which holds the address
			LOGGER.warn("event=partner_not_told handoff={} tries={} cause={}", due.handoff(), due.tries() + 1,
					ex.getClass().getSimpleName());
			double pause = this.settings.pauseAfter(due.tries() + 1).toMillis() / 1000.0;
			note(due, AuditAction.PARTNER_NOT_TOLD, this.jdbc.sql(NOT_TOLD).param(pause));
			return;
		}
		note(due, AuditAction.PARTNER_TOLD, this.jdbc.sql(TOLD));
	}

	/**
	 * Whatever became of the row meanwhile, the event stands: if the matter came up anew
	 * it is told anew, and if somebody telephoned she was told twice.
	 */
	private void note(Due due, AuditAction action, JdbcClient.StatementSpec change) {
		this.noting.executeWithoutResult((status) -> {
			change.param(due.handoff()).param(due.what().name()).param(due.since()).update();
			this.log.append(action, SubjectType.HANDOFF, due.handoff(), Detail.of("kind", due.what()));
		});
	}

}
