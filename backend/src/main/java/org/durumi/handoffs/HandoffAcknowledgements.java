package org.durumi.handoffs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.handoffs.HandoffCases.OfCase;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.partners.ConfirmedKey;
import org.durumi.partners.PartnerKeys;
import org.durumi.reference.Ids;
import org.durumi.security.handoff.Acknowledgement;
import org.durumi.security.handoff.AcknowledgementRefused;
import org.durumi.security.handoff.SealedPackage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in the signed answers of partners without an account.
 * <p>
 * Guaranteed: an answer counts that the holder of the key signed which the package was
 * sealed to, about this package, within three days, and counts once. Not guaranteed by
 * the database: it knows that an answer was taken in, and cannot read the signature.
 */
@Service
public class HandoffAcknowledgements {

	private final Handoffs handoffs;

	private final HandoffCases cases;

	private final Sections sections;

	private final CaseAccess access;

	private final PartnerKeys keys;

	private final SealedLog log;

	private final AuditLog plainLog;

	private final JdbcClient jdbc;

	private final Clock clock;

	HandoffAcknowledgements(Handoffs handoffs, HandoffCases cases, Sections sections, CaseAccess access,
			PartnerKeys keys, SealedLog log, AuditLog plainLog, JdbcClient jdbc, Clock clock) {
		this.handoffs = handoffs;
		this.cases = cases;
		this.sections = sections;
		this.access = access;
		this.keys = keys;
		this.log = log;
		this.plainLog = plainLog;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** How taking one in ended. */
	public sealed interface Outcome {

		/** It counts, and the handoff is there now. */
		record Counted(HandoffState state) implements Outcome {
		}

		/** It is not the answer of this package's partner; nothing changed. */
		record Unproved(AcknowledgementRefused.Reason reason) implements Outcome {
		}

		/** The partner's key does not count any more, since it was revoked. */
		record NoKey() implements Outcome {
		}

		/** Nothing goes to the partner at present: she can only decline, or end it. */
		record Closed() implements Outcome {
		}

		/** It says what none of the words in the manifest says. */
		record UnknownCode() implements Outcome {
		}

		/** It has been said before, or does not follow from where the handoff is. */
		record TooLate() implements Outcome {
		}

	}

	/** Takes one in; a refusal is an audited event as well. */
	@Transactional
	public Outcome take(UUID id, byte[] file) {
		OfCase of = this.cases.find(id).orElse(null);
		if (of == null) {
			throw this.sections.refused(id);
		}
		this.access.require(of.caseId(), CaseAct.HAND_OFF);
		Handoff seen = this.handoffs.lock(id).orElseThrow(HandoffRefused::new);
		Handoff.Sealed sealed = seen.sealed();
		if (sealed == null || seen.state().isOver() || seen.isFrozen()) {
			return refused(id, new Outcome.TooLate());
		}
		Optional<ConfirmedKey> key = this.keys.sealedTo(sealed.key());
		if (key.isEmpty()) {
			return refused(id, new Outcome.NoKey());
		}
		Instant now = this.clock.instant();
		SealedPackage about = new SealedPackage(id, sealed.sha256(), sealed.length(),
				Objects.requireNonNull(seen.times().sealed()));
		return switch (Acknowledgement.read(file, about, key.get().key(), now)) {
			case AcknowledgementRefused why -> refused(id, new Outcome.Unproved(why.reason()));
			case Acknowledgement answer -> count(seen, answer, file);
		};
	}

	private Outcome count(Handoff seen, Acknowledgement answer, byte[] file) {
		String code = answer.code();
		boolean known = switch (answer.outcome()) {
			case ACCEPTED -> true;
			case DECLINED -> names(DeclineCode.values(), code);
			case COMPLETED -> names(OutcomeCode.values(), code);
		};
		if (!known) {
			return refused(seen.id(), new Outcome.UnknownCode());
		}
		boolean follows = (answer.outcome() == Acknowledgement.Outcome.COMPLETED)
				? seen.state() == HandoffState.ACCEPTED
				: seen.state() == HandoffState.SEALED || seen.state() == HandoffState.COLLECTED;
		if (!follows) {
			return refused(seen.id(), new Outcome.TooLate());
		}
		boolean takes = seen.state() == HandoffState.SEALED || answer.outcome() == Acknowledgement.Outcome.ACCEPTED;
		if (takes && !this.handoffs.isStanding(seen.id())) {
			return refused(seen.id(), new Outcome.Closed());
		}
		Handoff at = seen;
		if (seen.state() == HandoffState.SEALED) {
			// whoever signed about it has it, however it came to her
			if (!this.handoffs.collect(seen)) {
				return refused(seen.id(), new Outcome.TooLate());
			}
			at = this.handoffs.find(seen.id()).orElseThrow();
		}
		this.jdbc.sql("insert into handoffs.acknowledgement (id, outcome, signed_at, file) values (?, ?, ?, ?)")
			.params(seen.id(), answer.outcome().name(), answer.signedAt().atOffset(ZoneOffset.UTC), file)
			.update();
		HandoffState reached = step(at, answer);
		Detail detail = Detail.of("outcome", reached).and("signed", true);
		this.log.append(AuditAction.HANDOFF_ANSWERED, SubjectType.HANDOFF, seen.id(),
				(code != null) ? detail.and("code", code) : detail);
		return new Outcome.Counted(reached);
	}

	private HandoffState step(Handoff at, Acknowledgement answer) {
		return switch (answer.outcome()) {
			case ACCEPTED -> {
				this.handoffs.move(at, HandoffState.ACCEPTED);
				yield HandoffState.ACCEPTED;
			}
			case DECLINED -> {
				this.handoffs.decline(at, DeclineCode.valueOf(Objects.requireNonNull(answer.code())));
				yield HandoffState.DECLINED;
			}
			case COMPLETED -> {
				this.handoffs.complete(at, OutcomeCode.valueOf(Objects.requireNonNull(answer.code())));
				yield HandoffState.COMPLETED;
			}
		};
	}

	private static boolean names(Enum<?>[] codes, @Nullable String code) {
		return Arrays.stream(codes).anyMatch((known) -> known.name().equals(code));
	}

	private Outcome refused(UUID id, Outcome outcome) {
		this.plainLog.appendDenial(new AuditEvent(Ids.next(), AuditAction.ACKNOWLEDGEMENT_REFUSED,
				AuditEvent.Outcome.DENIED, SubjectType.HANDOFF, id, null, null, null));
		return outcome;
	}

}
