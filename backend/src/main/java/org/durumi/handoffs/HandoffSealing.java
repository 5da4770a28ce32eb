package org.durumi.handoffs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.Approvals;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.LogCopies;
import org.durumi.audit.SubjectType;
import org.durumi.handoffs.Handoff.WaitsFor;
import org.durumi.handoffs.HandoffCases.OfCase;
import org.durumi.partners.ConfirmedKey;
import org.durumi.partners.OurKey;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerKeys;
import org.durumi.partners.Partners;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.PackageSealer;
import org.durumi.security.handoff.SealedPackage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals what was agreed to, once the log proves that it was.
 * <p>
 * Guaranteed: one transaction seals it, spends the approval and tells the log, so that
 * whatever breaks off leaves it sealed or not, and sealed once. It reads the copy that
 * was agreed to and no case.
 */
@Component
class HandoffSealing {

	private static final Logger LOGGER = LoggerFactory.getLogger(HandoffSealing.class);

	private final Handoffs handoffs;

	private final HandoffCases cases;

	private final Parts parts;

	private final Approvals approvals;

	private final Partners partners;

	private final PartnerKeys partnerKeys;

	private final OurKey ourKey;

	private final LogCopies copies;

	private final PackageFiles files;

	private final AuditLog log;

	private final HandoffSettings settings;

	private final JdbcClient jdbc;

	private final Clock clock;

	HandoffSealing(Handoffs handoffs, HandoffCases cases, Parts parts, Approvals approvals, Partners partners,
			PartnerKeys partnerKeys, OurKey ourKey, LogCopies copies, PackageFiles files, AuditLog log,
			HandoffSettings settings, JdbcClient jdbc, Clock clock) {
		this.handoffs = handoffs;
		this.cases = cases;
		this.parts = parts;
		this.approvals = approvals;
		this.partners = partners;
		this.partnerKeys = partnerKeys;
		this.ourKey = ourKey;
		this.copies = copies;
		this.files = files;
		this.log = log;
		this.settings = settings;
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/** Those that were agreed to, the longest waiting first. */
	@Transactional(readOnly = true)
	List<UUID> agreed(int limit) {
		return this.jdbc.sql("""
				select id from handoffs.handoff
				where state = 'AWAITING_APPROVAL' and approved_at is not null and frozen_at is null
				order by waits_for is not null, approved_at limit ?""").param(limit).query(UUID.class).list();
	}

	/** Seals one, or notes what is missing. */
	@Transactional
	void seal(UUID id) {
		Optional<Handoff> locked = this.handoffs.lock(id)
			.filter((one) -> one.state() == HandoffState.AWAITING_APPROVAL && one.times().approved() != null
					&& !one.isFrozen());
		if (locked.isEmpty()) {
			return;
		}
		Handoff handoff = locked.get();
		OfCase of = this.cases.find(id).orElseThrow();
		Approval approval = Optional.ofNullable(of.approval()).flatMap(this.approvals::find).orElseThrow();
		Instant now = this.clock.instant();
		if (!approval.permitsAt(now)) {
			// lapsed; it is ended with all whose time is over
			return;
		}
		if (!this.handoffs.isConsented(id)) {
			waitFor(handoff, WaitsFor.CONSENT);
			return;
		}
		Optional<Partner> partner = this.partners.find(handoff.partner()).filter(Partner::enabled);
		Optional<ConfirmedKey> theirs = this.partnerKeys.usable(handoff.partner(), now);
		Optional<HandoffKey> ours = this.ourKey.signing();
		if (partner.isEmpty() || theirs.isEmpty() || ours.isEmpty()) {
			waitFor(handoff,
					partner.isEmpty() ? WaitsFor.PARTNER : theirs.isEmpty() ? WaitsFor.PARTNER_KEY : WaitsFor.OUR_KEY);
			return;
		}
		switch (this.copies.entry(Optional.ofNullable(of.approvedEvent()).orElseThrow())) {
			case LogCopies.Copy.Made proof -> seal(handoff, of, approval, theirs.get(), ours.get(), proof, now);
			case LogCopies.Copy.Broken broken -> waitFor(handoff, WaitsFor.CHECKPOINT);
			// a second away; the next round finds it
			case LogCopies.Copy.NotSigned soon -> {
			}
		}
	}

	private void seal(Handoff handoff, OfCase of, Approval approval, ConfirmedKey theirs, HandoffKey ours,
			LogCopies.Copy.Made proof, Instant now) {
		UUID id = handoff.id();
		// as long as this transaction is not committed, the event that follows is not
		// either: what is opened here goes nowhere without it
		Optional<List<HandedField>> fields = this.parts.openAgreed(id, of.agreed());
		if (fields.isEmpty()) {
			waitFor(handoff, WaitsFor.CONTENT);
			return;
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		SealedPackage sealed;
		try (PackageSealer sealer = PackageSealer.open(id, theirs.key(), ours, now, out)) {
			this.files.add(sealer, handoff, of.consent(), fields.get(), proof, now);
			sealed = sealer.finish();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("memory does not fail to be written", ex);
		}
		this.approvals.use(approval);
		this.handoffs.seal(sealed, out.toByteArray(), theirs.id(), this.settings);
		tell(AuditAction.HANDOFF_SEALED, id);
	}

	private void waitFor(Handoff handoff, WaitsFor reason) {
		if (handoff.waitsFor() != reason) {
			LOGGER.warn("event=handoff_waits handoff={} for={}", handoff.id(), reason);
			this.handoffs.waitFor(handoff.id(), reason);
			tell(AuditAction.HANDOFF_WAITS, handoff.id());
		}
	}

	private void tell(AuditAction action, UUID id) {
		this.log.append(AuditEvent.done(action, SubjectType.HANDOFF, id));
	}

}
