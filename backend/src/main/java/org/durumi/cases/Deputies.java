package org.durumi.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a colleague stand in for a caseworker who is away: arranged by herself or by the
 * supervisor of her team, for somebody else of the same team and for a stated time.
 * <p>
 * Guaranteed, by the database as well: nobody makes herself a deputy; it opens what the
 * absent one owns in that moment and nothing that she deputises for; it is over when its
 * time is, when it is ended, and when either of the two is shut out, no caseworker any
 * more or in another team. Not guaranteed: that two people who arrange it in the same
 * moment do not name two deputies.
 */
@Service
@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
public class Deputies {

	/** The longest absence, in days, the first and the last included. */
	public static final int MAX_DAYS = 90;

	private static final String SELECT = "select id, subject, deputy, begins_at, until from access.deputy ";

	private final JdbcClient jdbc;

	private final StaffDirectory staff;

	private final SealedLog sealedLog;

	private final AuditLog log;

	private final Clock clock;

	Deputies(JdbcClient jdbc, StaffDirectory staff, SealedLog sealedLog, AuditLog log, Clock clock) {
		this.jdbc = jdbc;
		this.staff = staff;
		this.sealedLog = sealedLog;
		this.log = log;
		this.clock = clock;
	}

	/** How arranging it ended. */
	public enum Arranged {

		DONE,
		/** Inactive, of another team, no caseworker, or one of the two herself. */
		NO_SUCH_COLLEAGUE,
		/** It begins in the past, ends before it begins, or is too long. */
		NO_SUCH_TIME,
		/** Somebody stands in for her already in that time. */
		ALREADY_ARRANGED

	}

	/**
	 * Arranges it.
	 * @param first its first day; from now on if that is today
	 * @param last its last day, as a whole
	 * @param zone where whoever arranges it is
	 * @throws AccessDeniedException if the absence is not the actor's to arrange; an
	 * audited event
	 */
	@Transactional
	public Arranged arrange(UUID absent, UUID deputy, LocalDate first, LocalDate last, ZoneId zone) {
		requireArranging(absent);
		Instant now = this.clock.instant();
		LocalDate today = LocalDate.ofInstant(now, zone);
		if (first.isBefore(today) || last.isBefore(first) || last.isAfter(first.plusDays(MAX_DAYS - 1))) {
			return Arranged.NO_SUCH_TIME;
		}
		if (possible(absent).stream().noneMatch((member) -> member.subject().equals(deputy))) {
			return Arranged.NO_SUCH_COLLEAGUE;
		}
		Instant begins = first.equals(today) ? now : first.atStartOfDay(zone).toInstant();
		Instant until = last.plusDays(1).atStartOfDay(zone).toInstant();
		if (isArranged(absent, begins, until)) {
			return Arranged.ALREADY_ARRANGED;
		}
		this.jdbc.sql("""
				insert into access.deputy (id, subject, deputy, begins_at, until, arranged_by)
				values (?, ?, ?, greatest(?, statement_timestamp()), ?, ?)""")
			.params(Ids.next(), absent, deputy, at(begins), at(until), Actors.require().id())
			.update();
		tell(AuditAction.DEPUTY_ARRANGED, absent, Detail.of("deputy", deputy).and("until", until));
		return Arranged.DONE;
	}

	/**
	 * Ends it at once, or calls it off.
	 * @throws AccessDeniedException if it is not the actor's to end; an audited event
	 */
	@Transactional
	public void end(Deputyship deputyship) {
		requireArranging(deputyship.absent());
		int ended = this.jdbc.sql(
				"update access.deputy set until = statement_timestamp() where id = ? and until > statement_timestamp()")
			.param(deputyship.id())
			.update();
		if (ended == 1) {
			tell(AuditAction.DEPUTY_ENDED, deputyship.absent(),
					Detail.of("deputy", deputyship.deputy())
						.and("until", this.clock.instant())
						.and("untilBefore", deputyship.until()));
		}
	}

	/** Who can stand in for her, by the actor's word, by name. */
	@Transactional(readOnly = true)
	@NotAudited("Tells who may be chosen; choosing is the event.")
	public List<StaffMember> possible(UUID absent) {
		return this.staff.possibleDeputies(absent);
	}

	/**
	 * What is arranged and not over, now or later: for the actor herself, by her as
	 * deputy, and for her team if she supervises it; the next first.
	 */
	@Transactional(readOnly = true)
	@NotAudited("Absences of colleagues; arranging and ending one are the events.")
	public List<Deputyship> arranged() {
		return this.jdbc.sql(SELECT + "where until > statement_timestamp() order by begins_at, id")
			.query(Deputies::deputyship)
			.list();
	}

	/**
	 * Those for whom the actor deputises in this moment, the first to come back first.
	 */
	@Transactional(readOnly = true)
	@NotAudited("Whom the actor herself stands in for.")
	public List<Deputyship> actingFor() {
		return this.jdbc.sql(SELECT + """
				d where deputy = access.actor() and begins_at <= statement_timestamp() and until > statement_timestamp()
				and exists (select from access.deputising(access.actor()) now where now.subject = d.subject)
				order by until, id""").query(Deputies::deputyship).list();
	}

	private boolean isArranged(UUID absent, Instant begins, Instant until) {
		return this.jdbc.sql(
				"select exists (select from access.deputy where subject = ? and begins_at < ? and until > greatest(?, begins_at))")
			.params(absent, at(until), at(begins))
			.query(Boolean.class)
			.single();
	}

	private void requireArranging(UUID absent) {
		boolean hers = this.jdbc.sql("select ? = access.caseworker() is true or ? = any (access.supervised_staff())")
			.params(absent, absent)
			.query(Boolean.class)
			.single();
		if (!hers) {
			this.log.appendDenial(AuditEvent.denied(SubjectType.STAFF, absent, null));
			throw new AccessDeniedException("not hers to arrange");
		}
	}

	private void tell(AuditAction action, UUID absent, Detail detail) {
		this.sealedLog.append(action, SubjectType.STAFF, absent, detail);
	}

	private static Deputyship deputyship(ResultSet row, int number) throws SQLException {
		return new Deputyship(id(row, "id"), id(row, "subject"), id(row, "deputy"), instant(row, "begins_at"),
				instant(row, "until"));
	}

	private static UUID id(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
	}

	private static OffsetDateTime at(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
