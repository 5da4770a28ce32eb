package org.durumi.review;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.MonthlySeal;
import org.durumi.keys.SealedJson;
import org.durumi.keys.SealedLog;
import org.durumi.reference.CaseId;
import org.durumi.reference.Text;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Puts an entry before the other supervisors of the organisation, who else would not see
 * it; one of them reviews it then, and whoever handed it on does not.
 * <p>
 * Guaranteed, by the database: that they see this entry and nothing else of that team,
 * and not its detail where it is sealed under the case. Not guaranteed: that they know
 * more.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class Escalations {

	/** The longest reason, in characters. */
	public static final int MAX_TEXT = 2000;

	private static final String TABLE = "review.escalation";

	private static final SealedJson<String> TYPE = SealedJson.of(String.class);

	private final JdbcClient jdbc;

	private final Entries entries;

	private final SealedLog log;

	private final MonthlySeal seal;

	private final Clock clock;

	Escalations(JdbcClient jdbc, Entries entries, SealedLog log, MonthlySeal seal, Clock clock) {
		this.jdbc = jdbc;
		this.entries = entries;
		this.log = log;
		this.seal = seal;
		this.clock = clock;
	}

	/**
	 * Who handed an entry on, when and why.
	 *
	 * @param own whether it was the reader
	 */
	public record Escalation(@Nullable String by, boolean own, Instant at, String reason) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/**
	 * Hands an entry on.
	 * @throws org.durumi.reference.TextRefused if the reason says nothing, is too long or
	 * holds control characters
	 */
	@Transactional
	public EscalationOutcome escalate(UUID event, String reason) {
		String text = Text.lines(reason, MAX_TEXT);
		AuditRow row = this.entries.onDeskOrOwn(event).orElse(null);
		if (row == null) {
			return EscalationOutcome.NOT_YOURS;
		}
		if (row.own()) {
			return EscalationOutcome.OWN;
		}
		if (row.reviewed()) {
			return EscalationOutcome.ALREADY_DONE;
		}
		if (!isAnotherThere(row)) {
			return EscalationOutcome.NOBODY_ELSE;
		}
		Instant now = this.clock.instant();
		int added = this.jdbc
			.sql("insert into review.escalation (event_id, org_id, escalated_by, escalated_at, reason)"
					+ " values (?, access.supervisor_org(), ?, ?, ?) on conflict do nothing")
			.params(event, Actors.require().id(), now.atOffset(ZoneOffset.UTC),
					this.seal.seal(now, TABLE, "reason", event, TYPE, text).ciphertext())
			.update();
		if (added == 0) {
			return EscalationOutcome.ALREADY_DONE;
		}
		this.log.append(AuditAction.ENTRY_ESCALATED, SubjectType.AUDIT_EVENT, event, Detail.none());
		return EscalationOutcome.DONE;
	}

	/**
	 * A supervisor who neither acted nor is whom the entry is about, nor agreed to it.
	 */
	private boolean isAnotherThere(AuditRow row) {
		CaseId caseId = row.caseId();
		return this.jdbc
			.sql("select access.another_supervisor(:acted, access.stands_back(:act, :case::uuid, :kind, :about))")
			.param("acted", row.actor())
			.param("act", row.action())
			.param("case", (caseId != null) ? caseId.value() : null)
			.param("kind", row.subjectType())
			.param("about", row.subject())
			.query(Boolean.class)
			.single();
	}

	/** Who handed the entry on, if somebody has; an event then. */
	@Transactional
	public Optional<Escalation> of(UUID event) {
		Optional<Escalation> escalation = find(event);
		if (escalation.isPresent()) {
			this.log.append(AuditAction.REASONS_READ, SubjectType.AUDIT_EVENT, event, Detail.none());
		}
		return escalation;
	}

	private Optional<Escalation> find(UUID event) {
		return this.jdbc
			.sql("select s.display_name, x.escalated_by, x.escalated_at, x.reason from review.escalation x"
					+ " left join access.staff s on s.subject = x.escalated_by where x.event_id = ?")
			.param(event)
			.query((row, number) -> {
				Instant at = Entries.instant(row, "escalated_at");
				return new Escalation(row.getString("display_name"),
						Entries.uuid(row, "escalated_by").equals(Actors.require().id()), at, this.seal.open(at, TABLE,
								"reason", event, Sealed.of(Objects.requireNonNull(row.getBytes("reason")), TYPE)));
			})
			.optional();
	}

}
