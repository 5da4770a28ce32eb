package org.durumi.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.cases.CaseRegistration;
import org.durumi.cases.Registration;
import org.durumi.cases.RegistrationOutcome;
import org.durumi.cases.Stage;
import org.durumi.keys.Detail;
import org.durumi.keys.Records;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.people.DuplicateMatch;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.DuplicateSearchResult;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Survivors whom partners hand to us and nobody has decided about. Whoever may open a
 * case opens what was told and decides; a supervisor sees that somebody waits.
 * <p>
 * Guaranteed, by the database as well: each is decided once, and from then on what was
 * told is nowhere but in the case that she was taken into. Not guaranteed: that she is in
 * no case whose identity the actor may not open; those are not searched.
 */
@Service
public class HoldingArea {

	private static final String OURS = "hasRole('CASEWORKER')";

	/** Whose time is over so soon is told of. */
	private static final Duration DUE = Duration.ofDays(3);

	private final Referrals referrals;

	private final CaseRegistration registration;

	private final DuplicateSearch duplicates;

	private final CaseAccess access;

	private final Vault vault;

	private final Records records;

	private final SealedLog sealedLog;

	private final AuditLog log;

	private final Clock clock;

	HoldingArea(Referrals referrals, CaseRegistration registration, DuplicateSearch duplicates, CaseAccess access,
			Vault vault, Records records, SealedLog sealedLog, AuditLog log, Clock clock) {
		this.referrals = referrals;
		this.registration = registration;
		this.duplicates = duplicates;
		this.access = access;
		this.vault = vault;
		this.records = records;
		this.sealedLog = sealedLog;
		this.log = log;
		this.clock = clock;
	}

	/** How taking her in ended. */
	public sealed interface Accepted {

		/** She is in a case. */
		record Done(CaseId caseId) implements Accepted {
		}

		/** Nothing was written: no such case can be opened. */
		record Refused(Set<RegistrationOutcome.Reason> reasons) implements Accepted {

			public Refused {
				reasons = Set.copyOf(reasons);
			}

		}

		/** Nothing was written: the case is not worked on by us now. */
		record NotOpen() implements Accepted {
		}

		/** Somebody else decided, the partner took it back, or its time is over. */
		record TooLate() implements Accepted {
		}

	}

	/** How saying no ended. */
	public enum Declined {

		DONE,
		/** Somebody else decided, the partner took it back, or its time is over. */
		TOO_LATE

	}

	/**
	 * Who waits, the most urgent first; an audited event.
	 * @param partner of whom alone; absent for all
	 */
	@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
	@Transactional
	public List<Referral> waiting(@Nullable UUID partner, int offset, int limit) {
		this.sealedLog.append(AuditAction.REFERRAL_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("list", "waiting"));
		return this.referrals.waiting(partner, offset, limit);
	}

	/** How many wait. */
	@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int countWaiting() {
		return this.referrals.countWaiting();
	}

	/** How many wait that are decided within three days or never. */
	@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int countDue() {
		return this.referrals.countDue(DUE);
	}

	/** Partners of whom somebody waits. */
	@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
	@Transactional(readOnly = true)
	@NotAudited("Which partners there are is in their directory; listing who waits is the event.")
	public Set<UUID> partners() {
		return this.referrals.partners();
	}

	/** Partners that are closed and of whom somebody waits; theirs stand last. */
	@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
	@Transactional(readOnly = true)
	@NotAudited("Which partners are closed is in their directory.")
	public Set<UUID> closedPartners() {
		return this.referrals.closedPartners();
	}

	/** Where one is. */
	@PreAuthorize(OURS)
	@Transactional
	@NotAudited("Its course and its times, and nothing of hers; listing and opening are the events.")
	public Referral find(UUID id) {
		return this.referrals.find(id).orElseThrow(() -> refused(id));
	}

	/** Whether one still waits for us. */
	@PreAuthorize(OURS)
	@Transactional(readOnly = true)
	@NotAudited("Whether it is decided; opening it is the event.")
	public boolean isWaiting(UUID id) {
		return this.referrals.find(id).filter((seen) -> seen.isWaiting(this.clock.instant())).isPresent();
	}

	/**
	 * Opens what was told; an audited event.
	 * @return empty if there is nothing to read any more
	 */
	@PreAuthorize(OURS)
	@Transactional
	public Optional<ReferralDraft> open(UUID id) {
		Referral seen = this.referrals.find(id).orElseThrow(() -> refused(id));
		if (!seen.isWaiting(this.clock.instant())) {
			return Optional.empty();
		}
		this.log.append(AuditEvent.done(AuditAction.REFERRAL_OPENED, SubjectType.REFERRAL, id));
		return this.referrals.open(id);
	}

	/**
	 * Looks for her among the cases whose identity the actor may open, as before any new
	 * case; an audited event.
	 */
	@PreAuthorize(OURS)
	@Transactional
	public DuplicateSearchResult candidates(ReferralDraft told) {
		return this.duplicates.search(told.identity(), told.safeContact());
	}

	/** Where cases are that may be hers: one that is closed takes nobody in. */
	@PreAuthorize(OURS)
	@Transactional(readOnly = true)
	@NotAudited("Where the actor's own cases are; the search that found them is the event.")
	public Map<CaseId, Stage> stages(List<DuplicateMatch> matches) {
		return this.referrals.stages(matches.stream().map(DuplicateMatch::caseId).collect(Collectors.toSet()));
	}

	/**
	 * Takes her into a new case of the actor's: all of it or nothing.
	 * @param registration what is known of her, as the caseworker has looked it through
	 */
	@PreAuthorize(OURS)
	@Transactional
	public Accepted acceptIntoNew(UUID id, Registration registration) {
		Optional<ReferralDraft> told = take(id);
		if (told.isEmpty()) {
			return new Accepted.TooLate();
		}
		return switch (this.registration.register(registration)) {
			case RegistrationOutcome.Registered made -> accept(id, made.caseId(), told.get(), "new");
			case RegistrationOutcome.Refused refused -> new Accepted.Refused(refused.reasons());
		};
	}

	/**
	 * Takes her into a case that the actor works on, if it is open and ours. Who she is
	 * stays as it stands there; what the partner told is kept beside it.
	 */
	@PreAuthorize(OURS)
	@Transactional
	public Accepted acceptIntoExisting(UUID id, CaseId caseId) {
		Optional<ReferralDraft> told = take(id);
		if (told.isEmpty()) {
			return new Accepted.TooLate();
		}
		this.access.requireAlone(caseId, CaseAct.WORK);
		if (!this.referrals.isTaking(caseId)) {
			return new Accepted.NotOpen();
		}
		return accept(id, caseId, told.get(), "existing");
	}

	/** Says no; what was told is destroyed. */
	@PreAuthorize(OURS)
	@Transactional
	public Declined decline(UUID id, NotTaken code) {
		Referral seen = this.referrals.lock(id).orElseThrow(() -> refused(id));
		if (!seen.isWaiting(this.clock.instant()) || !this.referrals.move(id, ReferralState.DECLINED, code)) {
			return Declined.TOO_LATE;
		}
		this.sealedLog.append(AuditAction.REFERRAL_DECLINED, SubjectType.REFERRAL, id, Detail.of("code", code));
		return Declined.DONE;
	}

	/** Whoever is second waits here, and finds that there is nothing left. */
	private Optional<ReferralDraft> take(UUID id) {
		Referral seen = this.referrals.lock(id).orElseThrow(() -> refused(id));
		return seen.isWaiting(this.clock.instant()) ? this.referrals.open(id) : Optional.empty();
	}

	private Accepted accept(UUID id, CaseId caseId, ReferralDraft told, String into) {
		Referral seen = this.referrals.find(id).orElseThrow();
		// the database lets in no record of this kind that no acceptance goes with
		this.referrals.nameCase(id, caseId);
		this.records.add(ReceivedRecord.KIND, caseId, ReceivedRecord.of(seen, told));
		if (!this.referrals.move(id, ReferralState.ACCEPTED, null)) {
			throw new IllegalStateException("a referral that was locked waits");
		}
		this.sealedLog.append(this.vault.keysOf(caseId), Compartment.IDENTITY, AuditAction.REFERRAL_ACCEPTED,
				SubjectType.REFERRAL, id, Detail.of("into", into));
		return new Accepted.Done(caseId);
	}

	private ReferralRefused refused(UUID id) {
		this.log.appendDenial(AuditEvent.denied(SubjectType.REFERRAL, id, null));
		return new ReferralRefused();
	}

}
