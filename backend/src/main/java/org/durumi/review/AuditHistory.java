package org.durumi.review;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads everything that was done about one case, or by one person, with what each entry
 * says: as far as it is the reader's to see, as in the list. Each stretch that is opened
 * is an event, for it opens many entries at once.
 * <p>
 * Guaranteed: what stood in fields before and after is not opened by it, only whether it
 * could be. Not guaranteed: that it is all that ever happened; what lies on the desk of
 * another team's supervisor is not here.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class AuditHistory {

	/** The most entries of a stretch. */
	public static final int MOST = 50;

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final SealedLog details;

	private final Vault vault;

	private final ChangedValues values;

	AuditHistory(JdbcClient jdbc, AuditLog log, SealedLog details, Vault vault, ChangedValues values) {
		this.jdbc = jdbc;
		this.log = log;
		this.details = details;
		this.vault = vault;
		this.values = values;
	}

	/** Whose history. */
	public sealed interface Whose {

		/** Of a case, whoever acted. */
		record OfCase(CaseId id) implements Whose {
		}

		/** Of a person, whatever she did. */
		record OfPerson(UUID id) implements Whose {
		}

	}

	/**
	 * One entry of it.
	 *
	 * @param detail what it says beyond its columns: names, never what stood in fields
	 * @param legible false if the reader holds no key for the detail
	 * @param values whether it tells what stood in fields before and after, and whether
	 * the reader may open that
	 */
	public record Act(AuditRow row, Map<String, String> detail, boolean legible, BeforeAndAfter.Access values) {

		public Act {
			detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** A row with its detail, as it lies there. */
	private record Sealed(AuditRow row, byte @Nullable [] detail) {
	}

	/**
	 * A stretch, newest first; an audited event, which is itself part of what is read.
	 * @param newest none that came after this entry, so that stretches join; absent for
	 * the newest there is
	 */
	@Transactional
	public List<Act> read(Whose whose, @Nullable UUID newest, int offset, int limit) {
		if (limit > MOST) {
			throw new IllegalArgumentException("more than " + MOST + " at once");
		}
		this.log.append(switch (whose) {
			case Whose.OfCase one -> new AuditEvent(Ids.next(), AuditAction.AUDIT_HISTORY_READ, AuditEvent.Outcome.DONE,
					SubjectType.CASE_FILE, one.id().value(), one.id(), null, null);
			case Whose.OfPerson one -> AuditEvent.done(AuditAction.AUDIT_HISTORY_READ, SubjectType.STAFF, one.id());
		});
		Map<CaseId, Boolean> held = new HashMap<>();
		return sealed(whose, newest, offset, limit).stream().map((entry) -> open(entry, held)).toList();
	}

	// row security narrows what an index has found
	private List<Sealed> sealed(Whose whose, @Nullable UUID newest, int offset, int limit) {
		String which = switch (whose) {
			case Whose.OfCase one -> "e.case_id = :whose";
			// of a list that left there is an entry for each case besides
			case Whose.OfPerson one -> "e.actor_id = :whose and (e.action <> 'EXPORTED' or e.case_id is null)";
		};
		return this.jdbc
			.sql("select " + Entries.COLUMNS + ", e.detail_enc from audit.event e " + Entries.NAMES + " where " + which
					+ ((newest != null) ? " and e.event_id <= :newest" : "")
					+ " order by e.event_id desc offset :offset limit :limit")
			.param("me", Actors.require().id())
			.param("whose", switch (whose) {
				case Whose.OfCase one -> one.id().value();
				case Whose.OfPerson one -> one.id();
			})
			.param("newest", newest)
			.param("offset", offset)
			.param("limit", limit)
			.query((row, number) -> new Sealed(Entries.row(row), row.getBytes("detail_enc")))
			.list();
	}

	private Act open(Sealed entry, Map<CaseId, Boolean> held) {
		AuditRow row = entry.row();
		CaseId caseId = row.caseId();
		byte[] detail = entry.detail();
		boolean legible = detail == null || caseId == null
				|| held.computeIfAbsent(caseId, (one) -> this.vault.keysOf(one).holds(Compartment.CORE));
		Map<String, String> told = (detail != null && legible)
				? this.details.open(row.id(), caseId, row.month(), detail) : Map.of();
		return new Act(row, told, legible, this.values.in(caseId, detail));
	}

	/**
	 * The case of this code name or number, if exactly one that the actor may see is
	 * called so.
	 */
	@NotAudited("Which case a name that she knows belongs to; what is then read about it is an event.")
	@Transactional(readOnly = true)
	public Optional<CaseId> caseCalled(String text) {
		List<UUID> found = this.jdbc.sql(
				"select id from casework.case_file where lower(code_name) = lower(:text) or case_number = upper(:text) limit 2")
			.param("text", text)
			.query(UUID.class)
			.list();
		return (found.size() == 1) ? Optional.of(new CaseId(found.getFirst())) : Optional.empty();
	}

}
