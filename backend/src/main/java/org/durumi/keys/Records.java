package org.durumi.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.security.seal.Sealed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the small sealed records of a case, whatever their kind: each write is sealed to
 * its row and told to the log with what stood there before and after, each read returns
 * ciphertext that an {@link Opening} opens.
 */
@Service
public class Records {

	private final JdbcClient jdbc;

	private final Vault vault;

	private final SealedLog log;

	private final Clock clock;

	Records(JdbcClient jdbc, Vault vault, SealedLog log, Clock clock) {
		this.jdbc = jdbc;
		this.vault = vault;
		this.log = log;
		this.clock = clock;
	}

	/** Adds a record in its kind's own compartment. */
	@Transactional(propagation = Propagation.MANDATORY)
	public <T> SealedRecord<T> add(RecordKind<T> kind, CaseId caseId, T content) {
		return add(kind, caseId, kind.compartment(), content);
	}

	/** Adds a record in a chosen compartment. */
	@Transactional(propagation = Propagation.MANDATORY)
	public <T> SealedRecord<T> add(RecordKind<T> kind, CaseId caseId, Compartment compartment, T content) {
		CaseKeys keys = this.vault.keysOf(caseId);
		UUID id = Ids.next();
		Sealed<T> sealed = keys.seal(compartment, SealedRecord.cell(kind.table(), id, caseId), kind.type(), content);
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		UUID author = Actors.require().id();
		this.jdbc
			.sql("insert into " + kind.table()
					+ " (id, case_id, compartment, content, recorded_at, recorded_by) values (?, ?, ?, ?, ?, ?)")
			.params(id, caseId.value(), compartment.name(), sealed.ciphertext(), now, author)
			.update();
		this.log.append(keys, compartment, AuditAction.RECORD_ADDED, SubjectType.RECORD, id,
				Detail.of("record", kind.name()), Change.added(compartment, kind.parts(content)));
		return new SealedRecord<>(kind.table(), id, caseId, compartment, sealed, now.toInstant(), author, 0);
	}

	/**
	 * Replaces the content of a record, if nobody has changed it since it was read.
	 * @return the record as it now stands, or empty if somebody else was first
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public <T> Optional<SealedRecord<T>> change(RecordKind<T> kind, SealedRecord<T> seen, T content) {
		CaseKeys keys = this.vault.keysOf(seen.caseId());
		Sealed<T> sealed = keys.seal(seen.compartment(), seen.cell(), kind.type(), content);
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		UUID author = Actors.require().id();
		int changed = this.jdbc.sql("update " + kind.table()
				+ " set content = ?, recorded_at = ?, recorded_by = ?, version = version + 1 where id = ? and version = ?")
			.params(sealed.ciphertext(), now, author, seen.id(), seen.version())
			.update();
		if (changed == 0) {
			return Optional.empty();
		}
		Change told = Change.between(seen.compartment(),
				kind.parts(keys.open(seen.compartment(), seen.cell(), seen.content())), kind.parts(content));
		this.log.append(keys, seen.compartment(), AuditAction.RECORD_CHANGED, SubjectType.RECORD, seen.id(),
				Detail.of("record", kind.name()).and("fields", String.join(",", told.fields())), told);
		return Optional.of(new SealedRecord<>(kind.table(), seen.id(), seen.caseId(), seen.compartment(), sealed,
				now.toInstant(), author, seen.version() + 1));
	}

	/** The records of a case whose compartment the actor holds, newest first. */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public <T> List<SealedRecord<T>> of(RecordKind<T> kind, CaseId caseId) {
		return this.jdbc
			.sql("select id, case_id, compartment, content, recorded_at, recorded_by, version from " + kind.table()
					+ " where case_id = ? order by id desc")
			.param(caseId.value())
			.query((row, number) -> read(kind, row))
			.list();
	}

	/** One record, if it is the actor's to see. */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Gives ciphertext and days; opening is the event.")
	public <T> Optional<SealedRecord<T>> find(RecordKind<T> kind, UUID id) {
		return this.jdbc
			.sql("select id, case_id, compartment, content, recorded_at, recorded_by, version from " + kind.table()
					+ " where id = ?")
			.param(id)
			.query((row, number) -> read(kind, row))
			.optional();
	}

	private static <T> SealedRecord<T> read(RecordKind<T> kind, ResultSet row) throws SQLException {
		return new SealedRecord<>(kind.table(), uuid(row, "id"), new CaseId(uuid(row, "case_id")),
				Compartment.valueOf(row.getString("compartment")), Sealed.of(row.getBytes("content"), kind.type()),
				row.getObject("recorded_at", OffsetDateTime.class).toInstant(), uuid(row, "recorded_by"),
				row.getInt("version"));
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

}
