package org.durumi.drafts;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.Purpose;
import org.durumi.keys.RowKeys;
import org.durumi.keys.SealedJson;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.durumi.security.seal.SealedType;
import org.durumi.security.seal.TooLongToSeal;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what the actor typed in a form and has not saved.
 * <p>
 * Guaranteed, by the database as well: a draft is its writer's alone, sealed with the key
 * of the case's compartment or, before there is a case, with a key of its own; whoever
 * has lost the case opens no draft of it; beginning and opening one are audited events;
 * after {@value #DAYS} days it is gone. Not guaranteed: that the last words before a
 * break-down are in it.
 */
@Service
public class Drafts {

	/** How long a draft is kept, as the database has it. */
	public static final int DAYS = 7;

	private static final String TABLE = "casework.draft";

	private static final SealedType<Map<String, String>> TYPE = SealedJson.ofMap();

	private static final String WHICH = " where subject = access.actor() and form = :form"
			+ " and case_id is not distinct from cast(:case as uuid)"
			+ " and record_id is not distinct from cast(:record as uuid)";

	private final JdbcClient jdbc;

	private final Vault vault;

	private final RowKeys rowKeys;

	private final SealedLog log;

	private final AuditLog plainLog;

	private final TransactionTemplate transaction;

	Drafts(JdbcClient jdbc, Vault vault, RowKeys rowKeys, SealedLog log, AuditLog plainLog,
			PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.vault = vault;
		this.rowKeys = rowKeys;
		this.log = log;
		this.plainLog = plainLog;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** As it lies in the table. */
	private record Row(UUID id, @Nullable Compartment compartment, Sealed<Map<String, String>> content,
			byte @Nullable [] rowKey) {
	}

	/**
	 * Keeps what was typed, in the place of what was kept before.
	 * @param typed by the names of the fields
	 * @return whether it is kept: not if it is too long, nor if the actor does not hold
	 * the compartment
	 */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public boolean keep(DraftKey key, Map<String, String> typed) {
		Optional<Row> before = row(key);
		UUID id = before.map(Row::id).orElseGet(Ids::next);
		try {
			Map<String, String> ordered = new LinkedHashMap<>(typed);
			return (key.caseId() != null) ? keepOfCase(key, key.caseId(), id, before.isEmpty(), ordered)
					: keepOfNone(key, id, before.isEmpty(), ordered);
		}
		catch (TooLongToSeal tooLong) {
			return false;
		}
	}

	private boolean keepOfCase(DraftKey key, CaseId caseId, UUID id, boolean isNew, Map<String, String> typed) {
		Compartment compartment = Objects.requireNonNull(key.compartment());
		CaseKeys keys = this.vault.keysOf(caseId);
		if (!keys.holds(compartment)) {
			return false;
		}
		byte[] content = keys.seal(compartment, cell(id, caseId.value()), TYPE, typed).ciphertext();
		if (isNew) {
			this.jdbc
				.sql("insert into casework.draft (id, subject, form, record_id, case_id, compartment, content)"
						+ " values (:id, :subject, :form, cast(:record as uuid), :case, :compartment, :content)")
				.param("id", id)
				.param("subject", Actors.require().id())
				.param("form", key.form())
				.param("record", text(key.record()))
				.param("case", caseId.value())
				.param("compartment", compartment.name())
				.param("content", content)
				.update();
			this.log.append(keys, compartment, AuditAction.DRAFT_KEPT, SubjectType.DRAFT, id,
					Detail.of("form", key.form()));
			return true;
		}
		return this.jdbc.sql("update casework.draft set content = ?, kept_at = statement_timestamp() where id = ?")
			.params(content, id)
			.update() == 1;
	}

	private boolean keepOfNone(DraftKey key, UUID id, boolean isNew, Map<String, String> typed) {
		UUID subject = Actors.require().id();
		RowKeys.Kept<Map<String, String>> kept = this.rowKeys.seal(cell(id, subject), TYPE, typed);
		if (isNew) {
			this.jdbc
				.sql("insert into casework.draft (id, subject, form, record_id, content, row_key, wrapping_key_id)"
						+ " values (:id, :subject, :form, cast(:record as uuid), :content, :key, :wrappedBy)")
				.param("id", id)
				.param("subject", subject)
				.param("form", key.form())
				.param("record", text(key.record()))
				.param("content", kept.value().ciphertext())
				.param("key", kept.wrapped())
				.param("wrappedBy", kept.wrappingKeyId())
				.update();
			this.log.append(AuditAction.DRAFT_KEPT, SubjectType.DRAFT, id, Detail.of("form", key.form()));
			return true;
		}
		return this.jdbc
			.sql("update casework.draft set content = ?, row_key = ?, wrapping_key_id = ?,"
					+ " kept_at = statement_timestamp() where id = ?")
			.params(kept.value().ciphertext(), kept.wrapped(), kept.wrappingKeyId(), id)
			.update() == 1;
	}

	/** When the actor's draft of this form was last kept, if there is one for her. */
	@PreAuthorize("isAuthenticated()")
	@Transactional(readOnly = true)
	@NotAudited("When the actor's own draft was kept; opening it is the event.")
	public Optional<Instant> keptAt(DraftKey key) {
		return which("select kept_at from casework.draft" + WHICH, key)
			.query((row, number) -> Objects.requireNonNull(row.getObject(1, OffsetDateTime.class)).toInstant())
			.optional();
	}

	/** Opens the actor's draft of this form; an audited event. */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public Optional<Map<String, String>> open(DraftKey key) {
		return row(key).map((row) -> open(key, row));
	}

	private Map<String, String> open(DraftKey key, Row row) {
		if (row.rowKey() != null) {
			this.log.append(AuditAction.DRAFT_OPENED, SubjectType.DRAFT, row.id(), Detail.of("form", key.form()));
			return this.rowKeys.open(row.rowKey(), cell(row.id(), Actors.require().id()), row.content());
		}
		CaseId caseId = Objects.requireNonNull(key.caseId());
		Compartment compartment = Objects.requireNonNull(row.compartment());
		return this.vault.open(caseId, Purpose.DRAFT, compartment, List.of(key.form()))
			.open(compartment, cell(row.id(), caseId.value()), row.content());
	}

	/** The draft was saved or is not wanted any more. */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	@NotAudited("The actor's own words, saved or given up; saving them is the event.")
	public void forget(DraftKey key) {
		this.jdbc.sql("select casework.forget_draft(:form, cast(:case as uuid), cast(:record as uuid))")
			.param("form", key.form())
			.param("case", text((key.caseId() != null) ? key.caseId().value() : null))
			.param("record", text(key.record()))
			.query((row) -> {
			});
	}

	/**
	 * Forgets, of everybody, what nobody came back for, which is an audited event if
	 * there was any; how many they were.
	 */
	public int forgetOld() {
		Actor keeper = SystemActor.SESSION_KEEPER.in(SessionRef.random());
		return Actors.runAs(keeper,
				() -> Objects.requireNonNull(this.transaction.execute((status) -> forgetOld(keeper))));
	}

	private int forgetOld(Actor keeper) {
		int forgotten = this.jdbc.sql("select casework.forget_old_drafts()").query(Integer.class).single();
		if (forgotten > 0) {
			this.plainLog.openSession(keeper);
			this.log.append(AuditAction.DRAFTS_LAPSED, SubjectType.LOG, keeper.id(), Detail.of("count", forgotten));
		}
		return forgotten;
	}

	private Optional<Row> row(DraftKey key) {
		return which("select id, compartment, content, row_key from casework.draft" + WHICH, key)
			.query((row, number) -> {
				String compartment = row.getString(2);
				return new Row(Objects.requireNonNull(row.getObject(1, UUID.class)),
						(compartment != null) ? Compartment.valueOf(compartment) : null,
						Sealed.of(row.getBytes(3), TYPE), row.getBytes(4));
			})
			.optional();
	}

	private JdbcClient.StatementSpec which(String sql, DraftKey key) {
		return this.jdbc.sql(sql)
			.param("form", key.form())
			.param("case", text((key.caseId() != null) ? key.caseId().value() : null))
			.param("record", text(key.record()));
	}

	private static @Nullable String text(@Nullable UUID id) {
		return (id != null) ? id.toString() : null;
	}

	/** Before there is a case, the writer stands in its place. */
	private static Cell cell(UUID id, UUID caseOrSubject) {
		return new Cell(TABLE, "content", id, caseOrSubject);
	}

}
