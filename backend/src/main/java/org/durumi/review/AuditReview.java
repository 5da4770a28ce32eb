package org.durumi.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.Reading;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.LogNotes;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the log for whoever leads a team, and keeps what she has looked at. Reading,
 * opening and marking are events themselves.
 * <p>
 * Guaranteed, by the database: she sees entries of the teams she leads, entries that
 * would otherwise be on nobody's desk or that tell what others did to the account of a
 * supervisor or administrator, and her own, and marks none of her own. Not guaranteed:
 * that a mark means care.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class AuditReview {

	/** The longest comment, in characters. */
	public static final int MAX_COMMENT = 2000;

	private final JdbcClient jdbc;

	private final Entries entries;

	private final SealedLog log;

	private final LogNotes notes;

	private final Vault vault;

	private final ChangedValues values;

	private final CosignerKeys cosigners;

	private final Clock clock;

	AuditReview(JdbcClient jdbc, Entries entries, SealedLog log, LogNotes notes, Vault vault, ChangedValues values,
			CosignerKeys cosigners, Clock clock) {
		this.jdbc = jdbc;
		this.entries = entries;
		this.log = log;
		this.notes = notes;
		this.vault = vault;
		this.values = values;
		this.cosigners = cosigners;
		this.clock = clock;
	}

	/** One page by itself, an event. */
	@Transactional
	public List<AuditRow> page(AuditFilter filter, int offset, int limit) {
		return page(new Reading(), filter, offset, limit);
	}

	/**
	 * One page of a reading, newest first. A list of cases that left is one entry, which
	 * tells whose they were; the entry of each case is found by its code name or number.
	 */
	@Transactional
	public List<AuditRow> page(Reading reading, AuditFilter filter, int offset, int limit) {
		if (reading.begins()) {
			this.log.append(AuditAction.AUDIT_LIST_READ, SubjectType.LIST, Actors.require().id(),
					filter.told(Detail.none()));
		}
		Map<String, Object> values = new HashMap<>();
		return this.jdbc.sql(query(filter, offset, limit, values))
			.params(values)
			.query((row, number) -> Entries.row(row))
			.list();
	}

	/** Opens an entry, an audited event; empty for one that is not hers to see. */
	@Transactional
	public Optional<AuditEntry> open(UUID id) {
		return this.entries.find(id).map(this::open);
	}

	private AuditEntry open(AuditRow row) {
		UUID id = row.id();
		this.log.append(AuditAction.AUDIT_ENTRY_OPENED, SubjectType.AUDIT_EVENT, id, Detail.none());
		byte[] sealed = detail(id).orElse(null);
		// asked first: a refusal thrown would doom the transaction, and the event with it
		boolean legible = sealed == null || holdsKey(row);
		Map<String, String> detail = (sealed != null && legible) ? this.log.open(id, row.caseId(), row.month(), sealed)
				: Map.of();
		return new AuditEntry(row, detail, legible, this.values.in(row.caseId(), sealed), twoPeople(row),
				codeNames(row), signOffs(row));
	}

	private Optional<byte[]> detail(UUID id) {
		return this.jdbc.sql("select detail_enc from audit.event where event_id = ?")
			.param(id)
			.query((found, number) -> Optional.ofNullable(found.getBytes(1)))
			.single();
	}

	/**
	 * Opens what stood in fields before and after, an audited event about the case that
	 * its owner is told of; empty for an entry that is not the actor's to see or tells of
	 * none.
	 * @throws org.durumi.keys.KeyNotReleased if she does not hold the fields'
	 * compartment, an audited event
	 */
	@Transactional
	public Optional<BeforeAndAfter> beforeAndAfter(UUID id) {
		AuditRow row = this.entries.find(id).orElse(null);
		byte[] sealed = (row != null) ? detail(id).orElse(null) : null;
		CaseId caseId = (row != null) ? row.caseId() : null;
		if (row == null || sealed == null || caseId == null) {
			return Optional.empty();
		}
		return this.values.open(row, caseId, sealed,
				holdsKey(row) ? this.log.open(id, caseId, row.month(), sealed) : Map.of());
	}

	/** The cases of a list that left, each of which has an event of its own. */
	private List<String> codeNames(AuditRow row) {
		if (!AuditAction.EXPORTED.name().equals(row.action())) {
			return List.of();
		}
		return this.jdbc
			.sql("""
					select c.code_name from audit.event head
					join audit.event one on one.txid = head.txid and one.subject_id = head.subject_id and one.action = head.action
					join casework.case_file c on c.id = one.case_id
					where head.event_id = ? and head.case_id is null order by c.code_name""")
			.param(row.id())
			.query(String.class)
			.list();
	}

	private AuditEntry.@Nullable TwoPeople twoPeople(AuditRow row) {
		if (!SubjectType.APPROVAL.name().equals(row.subjectType())) {
			return null;
		}
		return this.jdbc.sql("select requested_by, decided_by from access.approval_request where id = ?")
			.param(row.subject())
			.query((found, number) -> new AuditEntry.TwoPeople(Entries.uuid(found, "requested_by"),
					found.getObject("decided_by", UUID.class)))
			.optional()
			.orElse(null);
	}

	private boolean holdsKey(AuditRow row) {
		CaseId caseId = row.caseId();
		return caseId == null || this.vault.keysOf(caseId).holds(Compartment.CORE);
	}

	/**
	 * Marks an entry reviewed, and cosigns the log's newest checkpoint in the actor's
	 * name. What comes of that changes nothing about the mark.
	 * @throws org.durumi.reference.TextRefused if the comment says nothing, is too long
	 * or holds control characters
	 */
	@Transactional
	public SignOffOutcome signOff(UUID id, String comment) {
		String text = Text.lines(comment, MAX_COMMENT);
		AuditRow row = this.entries.onDeskOrOwn(id).orElse(null);
		if (row == null) {
			return isAgreedByMe(id) ? SignOffOutcome.AGREED : SignOffOutcome.NOT_YOURS;
		}
		if (row.own()) {
			return SignOffOutcome.OWN;
		}
		if (isEscalatedByMe(id)) {
			return SignOffOutcome.HANDED_ON;
		}
		if (needsFreshFactor(row)) {
			return SignOffOutcome.NEEDS_FRESH_FACTOR;
		}
		UUID reviewer = Actors.require().id();
		// the case may have gone to another team, and its key with it
		boolean underLogKey = !holdsKey(row);
		byte[] sealed = this.notes.seal(id, reviewer, underLogKey ? null : row.caseId(), row.month(), text);
		int added = this.jdbc
			.sql("insert into review.sign_off (event_id, reviewer, signed_at, comment, under_log_key, cosigned)"
					+ " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
			.params(id, reviewer, this.clock.instant().atOffset(ZoneOffset.UTC), sealed, underLogKey,
					new SqlParameterValue(Types.BIGINT, this.cosigners.cosign()))
			.update();
		if (added == 0) {
			return SignOffOutcome.ALREADY_DONE;
		}
		this.log.append(AuditAction.AUDIT_REVIEWED, SubjectType.AUDIT_EVENT, id, Detail.none());
		return SignOffOutcome.DONE;
	}

	/** A list that left by her word is another's to review. */
	private boolean isAgreedByMe(UUID id) {
		return this.jdbc.sql("""
				select count(*) from audit.event where event_id = ? and action = 'EXPORTED'
				and subject_id = any (access.lists_agreed_to())""").param(id).query(Integer.class).single() == 1;
	}

	/** Then another supervisor's eyes are wanted. */
	private boolean isEscalatedByMe(UUID id) {
		return this.jdbc.sql("select access.escalated_it(?)").param(id).query(Boolean.class).single();
	}

	/**
	 * Whether it is an alert and the actor has not shown recently enough that it is her:
	 * accounts in wrong hands are not to silence the alerts about each other.
	 */
	public boolean needsFreshFactor(AuditRow row) {
		return !Actors.require().isFresh()
				&& Alerts.ACTIONS.stream().anyMatch((action) -> action.name().equals(row.action()));
	}

	private List<AuditEntry.SignOff> signOffs(AuditRow row) {
		boolean holdsKey = holdsKey(row);
		return this.jdbc
			.sql("select r.reviewer, s.display_name, r.signed_at, r.comment, r.under_log_key, r.cosigned from review.sign_off r"
					+ " left join access.staff s on s.subject = r.reviewer where r.event_id = ? order by r.signed_at")
			.param(row.id())
			.query((found, number) -> {
				UUID reviewer = Entries.uuid(found, "reviewer");
				return new AuditEntry.SignOff(found.getString("display_name"), reviewer.equals(Actors.require().id()),
						Entries.instant(found, "signed_at"), comment(row, reviewer, found, holdsKey),
						found.getObject("cosigned", Long.class));
			})
			.list();
	}

	private @Nullable String comment(AuditRow row, UUID reviewer, ResultSet found, boolean holdsKey)
			throws SQLException {
		boolean underLogKey = found.getBoolean("under_log_key");
		if (!underLogKey && !holdsKey) {
			return null;
		}
		return this.notes.open(row.id(), reviewer, underLogKey ? null : row.caseId(), row.month(),
				found.getBytes("comment"));
	}

	/** The page's query; its values are added. */
	static String query(AuditFilter filter, int offset, int limit, Map<String, Object> values) {
		values.put("me", Actors.require().id());
		values.put("offset", offset);
		values.put("limit", limit);
		return NewestEntries.query(filter.caseText(), where(filter, values) + NewestEntries.within(filter, values),
				values);
	}

	private static String where(AuditFilter filter, Map<String, Object> values) {
		StringBuilder where = new StringBuilder();
		if (filter.actor() != null) {
			where.append(" and e.actor_id = :actor");
			values.put("actor", filter.actor());
		}
		if (!filter.actions().isEmpty()) {
			where.append(" and e.action in (:actions)");
			values.put("actions", filter.actions());
		}
		where.append(filter.touched(values));
		if (filter.from() != null) {
			where.append(" and e.occurred_at >= :from");
			values.put("from", filter.from().atOffset(ZoneOffset.UTC));
		}
		if (filter.before() != null) {
			where.append(" and e.occurred_at < :before");
			values.put("before", filter.before().atOffset(ZoneOffset.UTC));
		}
		if (filter.unreviewed()) {
			where.append(" and not exists (select from review.sign_off r where r.event_id = e.event_id)");
		}
		return where.toString();
	}

}
