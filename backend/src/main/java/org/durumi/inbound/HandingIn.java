package org.durumi.inbound;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Ids;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member or a machine of a partner does who hands a survivor to us.
 * <p>
 * Guaranteed, by the database as well: she sees of her own organisation's alone where
 * each one is, and its reference; what she told she does not read again, nor whether it
 * went into a case that we had; that she tried another's is an audited event; a partner
 * that is closed hands in nothing and sees nothing.
 */
@Service
public class HandingIn {

	private final Referrals referrals;

	private final InboundSettings settings;

	private final AuditLog log;

	private final SealedLog sealedLog;

	private final Clock clock;

	HandingIn(Referrals referrals, InboundSettings settings, AuditLog log, SealedLog sealedLog, Clock clock) {
		this.referrals = referrals;
		this.settings = settings;
		this.log = log;
		this.sealedLog = sealedLog;
		this.clock = clock;
	}

	/** How handing in ended. */
	public sealed interface Outcome {

		/** It waits for us. */
		record Received(UUID id) implements Outcome {
		}

		/** Nothing was written. */
		record Refused(Set<ReferralFault> faults) implements Outcome {

			public Refused {
				faults = Set.copyOf(faults);
			}

		}

		/** Nothing was written: as many of this partner wait as may. */
		record TooManyWaiting(int most) implements Outcome {
		}

		/** Nothing was written: we take nothing from this partner at present. */
		record Closed() implements Outcome {
		}

	}

	/** How taking one back ended. */
	public enum Withdrawn {

		DONE,
		/** It was decided meanwhile. */
		TOO_LATE

	}

	/** Hands her in, into the holding area. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Outcome submit(ReferralDraft draft) {
		if (!this.referrals.maySend()) {
			this.log.appendDenial(AuditEvent.denied(SubjectType.ORGANISATION, Actors.require().organisation(), null));
			return new Outcome.Closed();
		}
		// in Seoul it is tomorrow before it is in Greenwich
		Set<ReferralFault> faults = draft.faults(LocalDate.ofInstant(this.clock.instant(), ZoneOffset.ofHours(14)));
		if (!faults.isEmpty()) {
			return new Outcome.Refused(faults);
		}
		int most = this.settings.mostWaiting();
		if (this.referrals.lockAndCountWaiting() >= most) {
			return new Outcome.TooManyWaiting(most);
		}
		UUID id = Ids.next();
		this.referrals.add(id, draft, this.settings.decideWithin());
		this.log.append(AuditEvent.done(AuditAction.REFERRAL_RECEIVED, SubjectType.REFERRAL, id));
		return new Outcome.Received(id);
	}

	/** What her organisation handed in, the newest first; an audited event. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public List<Handed> page(int offset, int limit) {
		this.sealedLog.append(AuditAction.REFERRAL_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("list", "handed"));
		return this.referrals.handed(offset, limit);
	}

	/** Where one of hers is; an audited event. Another's is refused, which is one too. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Handed line(UUID id) {
		Handed handed = this.referrals.findHanded(id).orElseThrow(() -> refused(id));
		this.sealedLog.append(AuditAction.REFERRAL_LIST_READ, SubjectType.REFERRAL, id, Detail.of("list", "handed"));
		return handed;
	}

	/** Takes one back as long as nobody has decided; what it told is destroyed. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Withdrawn withdraw(UUID id) {
		Referral seen = this.referrals.lock(id).orElseThrow(() -> refused(id));
		if (seen.state() != ReferralState.RECEIVED || !this.referrals.move(id, ReferralState.WITHDRAWN, null)) {
			return Withdrawn.TOO_LATE;
		}
		this.log.append(AuditEvent.done(AuditAction.REFERRAL_WITHDRAWN, SubjectType.REFERRAL, id));
		return Withdrawn.DONE;
	}

	private ReferralRefused refused(UUID id) {
		this.log.appendDenial(AuditEvent.denied(SubjectType.REFERRAL, id, null));
		return new ReferralRefused();
	}

}
