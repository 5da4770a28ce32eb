package org.durumi.cases;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.AccessMatrix;
import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Text;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Breaks the glass: lets a member of the organisation look into a case that is not hers,
 * for a reason and for {@link #DURATION}, when somebody is in danger and nobody who works
 * on it can be reached.
 * <p>
 * Guaranteed, by the database as well: only with a fresh second factor, only within the
 * organisation, only to look, never the relatives at home, and over when its minutes are;
 * the event that tells of it is on the desk of the supervisor who answers for the case
 * before anything is shown. Not guaranteed: that the reason is true, which is for the
 * review to find out, nor that what was read is forgotten.
 */
@Service
@PreAuthorize("hasAnyRole('CASEWORKER', 'COORDINATOR', 'SUPERVISOR')")
public class EmergencyAccess {

	/** How long the glass stays broken. */
	public static final Duration DURATION = Duration.ofMinutes(30);

	/** The longest reason, in characters. */
	public static final int MAX_REASON = 1000;

	/** The longest case number or code name, in characters. */
	public static final int MAX_NAME = 60;

	private final JdbcClient jdbc;

	private final CaseAccess access;

	private final Vault vault;

	private final SealedLog sealedLog;

	private final AuditLog log;

	private final AccessMatrix matrix;

	private final Clock clock;

	EmergencyAccess(JdbcClient jdbc, CaseAccess access, Vault vault, SealedLog sealedLog, AuditLog log,
			AccessMatrix matrix, Clock clock) {
		this.jdbc = jdbc;
		this.access = access;
		this.vault = vault;
		this.sealedLog = sealedLog;
		this.log = log;
		this.matrix = matrix;
		this.clock = clock;
	}

	/** How asking ended. */
	public sealed interface Outcome {

		/** The case is open, until then. */
		record Opened(CaseId caseId, Instant until) implements Outcome {
		}

		/** It is open to her already, for good or for the rest of her minutes. */
		record AlreadyOpen(CaseId caseId) implements Outcome {
		}

		/** No such case in her organisation, as far as she is told. */
		record NoSuchCase() implements Outcome {
		}

		/** First she has to show that it is her. */
		record NeedsFreshFactor() implements Outcome {
		}

	}

	/** Whether the actor has shown recently enough that it is her. */
	public boolean isFactorFresh() {
		return Actors.require().isFresh();
	}

	/**
	 * Breaks the glass. A refusal is an audited event, too: it tells of a search.
	 * @param told the case's number or its whole code name, however it is spelt
	 * @param reason who is in danger and why nobody else can be asked
	 * @throws org.durumi.reference.TextRefused if either says nothing, is too long or
	 * holds control characters
	 */
	@Transactional
	public Outcome open(String told, String reason) {
		String name = Text.line(told, MAX_NAME);
		String why = Text.lines(reason, MAX_REASON);
		Actor actor = Actors.require();
		if (!isFactorFresh()) {
			deny(actor);
			return new Outcome.NeedsFreshFactor();
		}
		Optional<CaseId> found = find(name);
		if (found.isEmpty()) {
			deny(actor);
			return new Outcome.NoSuchCase();
		}
		CaseId caseId = found.get();
		if (this.access.may(caseId, CaseAct.REVEAL_IDENTITY)) {
			return new Outcome.AlreadyOpen(caseId);
		}
		Instant until = this.clock.instant().plus(DURATION);
		this.jdbc.sql("insert into access.break_glass (case_id, subject, until) values (?, ?, ?)")
			.params(caseId.value(), actor.id(), until.atOffset(ZoneOffset.UTC))
			.update();
		this.sealedLog.append(this.vault.keysOf(caseId), null, AuditAction.GLASS_BROKEN, SubjectType.CASE_FILE,
				caseId.value(), Detail.of("reason", why));
		return new Outcome.Opened(caseId, until);
	}

	/**
	 * When the actor's minutes in this case are over; empty if none run, or if it is hers
	 * to open without them.
	 */
	@Transactional(readOnly = true)
	@NotAudited("The actor's own minutes; breaking the glass was the event.")
	public Optional<Instant> until(CaseId caseId) {
		Set<Relation> others = new HashSet<>(this.access.relationsTo(caseId));
		if (!others.remove(Relation.BREAK_GLASS) || this.matrix.allows(others, CaseAct.REVEAL_IDENTITY)) {
			return Optional.empty();
		}
		return this.jdbc
			.sql("select until from access.break_glass where case_id = ? and subject = ? and until > now()"
					+ " order by until desc limit 1")
			.params(caseId.value(), Actors.require().id())
			.query((row, number) -> Objects.requireNonNull(row.getObject(1, OffsetDateTime.class)).toInstant())
			.optional();
	}

	private Optional<CaseId> find(String name) {
		return this.jdbc.sql("select access.break_glass_target(?)")
			.param(name)
			.query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
			.single()
			.map(CaseId::new);
	}

	private void deny(Actor actor) {
		this.log.appendDenial(AuditEvent.denied(SubjectType.STAFF, actor.id(), null));
	}

}
