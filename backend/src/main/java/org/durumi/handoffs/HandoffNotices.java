package org.durumi.handoffs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.handoffs.HandoffCases.OfCase;
import org.durumi.handoffs.HandoffNotice.Standing;
import org.durumi.handoffs.HandoffNotice.What;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What partners are told about their handoffs, and whether they were: by mail where that
 * is set up, else by somebody who telephones and says so here.
 */
@Service
public class HandoffNotices {

	private static final String READ = """
			select n.id, n.what, n.since, n.tries, n.told_at, n.told_by, handoffs.matters(n) as matters,
				n.since > statement_timestamp() - make_interval(secs => :within) as in_time,
				h.collect_by, h.acknowledge_by, h.outcome_by,
				p.enabled, p.contact_language, partners.notice_address(p.id) is not null as has_address
			from handoffs.notice n join handoffs.handoff h on h.id = n.id
				left join partners.partner p on p.id = h.partner_id
			where n.id = any (:ids) order by n.since, n.what""";

	private final HandoffCases cases;

	private final Sections sections;

	private final CaseAccess access;

	private final SealedLog log;

	private final JdbcClient jdbc;

	private final HandoffSettings settings;

	private final boolean mails;

	HandoffNotices(HandoffCases cases, Sections sections, CaseAccess access, SealedLog log, JdbcClient jdbc,
			HandoffSettings settings, ObjectProvider<PartnerMail> mail) {
		this.cases = cases;
		this.sections = sections;
		this.access = access;
		this.log = log;
		this.jdbc = jdbc;
		this.settings = settings;
		this.mails = mail.getIfAvailable() != null;
	}

	/** What a partner is told, or was told, about one that the actor may see. */
	@Transactional(readOnly = true)
	@NotAudited("That a partner was told, and nothing of hers; telling is the event.")
	public List<HandoffNotice> of(UUID handoff) {
		return read(List.of(handoff));
	}

	/** Those of them about which somebody should telephone the partner. */
	@Transactional(readOnly = true)
	@NotAudited("That a partner was not told yet, and nothing of hers; listing is the event.")
	public Set<UUID> asking(Collection<UUID> handoffs) {
		return read(handoffs).stream()
			.filter((notice) -> notice.standing().asks())
			.map(HandoffNotice::handoff)
			.collect(Collectors.toSet());
	}

	/**
	 * Notes that the actor told the partner by telephone: whoever works on the case, or
	 * its supervisor.
	 * @return whether there was something left to tell
	 */
	@Transactional
	public boolean told(UUID handoff, What what) {
		OfCase of = this.cases.find(handoff).orElseThrow(() -> this.sections.refused(handoff));
		if (!this.access.may(of.caseId(), CaseAct.DECIDE)) {
			this.access.require(of.caseId(), CaseAct.HAND_OFF);
		}
		boolean noted = this.jdbc.sql("""
				update handoffs.notice set told_at = statement_timestamp(), told_by = ?
				where id = ? and what = ? and told_at is null""")
			.params(Actors.require().id(), handoff, what.name())
			.update() == 1;
		if (noted) {
			this.log.append(AuditAction.PARTNER_TOLD, SubjectType.HANDOFF, handoff, Detail.of("kind", what));
		}
		return noted;
	}

	private List<HandoffNotice> read(Collection<UUID> handoffs) {
		return this.jdbc.sql(READ)
			.params(Map.of("ids", handoffs.toArray(UUID[]::new), "within", this.settings.collectWithin().toSeconds()))
			.query((row, number) -> notice(row))
			.list();
	}

	private HandoffNotice notice(ResultSet row) throws SQLException {
		What what = What.valueOf(row.getString("what"));
		String language = row.getString("contact_language");
		return new HandoffNotice(Objects.requireNonNull(row.getObject("id", UUID.class)), what, standing(row),
				Objects.requireNonNull(at(row, "since")), until(row, what), at(row, "told_at"),
				row.getObject("told_by", UUID.class), (language != null) ? Language.valueOf(language) : null);
	}

	private Standing standing(ResultSet row) throws SQLException {
		if (row.getObject("told_at") != null) {
			return (row.getObject("told_by") != null) ? Standing.TOLD_BY_TELEPHONE : Standing.TOLD_BY_MAIL;
		}
		if (!row.getBoolean("matters")) {
			return Standing.OVER;
		}
		if (!row.getBoolean("enabled")) {
			return Standing.PARTNER_CLOSED;
		}
		if (!this.mails) {
			return Standing.NO_SERVER;
		}
		if (!row.getBoolean("has_address")) {
			return Standing.NO_ADDRESS;
		}
		return (row.getInt("tries") > 0 || !row.getBoolean("in_time")) ? Standing.NOT_TAKEN : Standing.UNDER_WAY;
	}

	/** By when the partner can do something about it, or should have. */
	static @Nullable Instant until(ResultSet row, What what) throws SQLException {
		return switch (what) {
			case WAITS -> at(row, "collect_by");
			case ANSWER_OWED -> at(row, "acknowledge_by");
			case OUTCOME_OWED -> at(row, "outcome_by");
			case STOPPED, DEMANDED, MESSAGE, TAKEN_BACK -> null;
		};
	}

	private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
		OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

}
