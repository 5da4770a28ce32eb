package org.durumi.partners;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Ids;
import org.durumi.security.handoff.Fingerprint;
import org.durumi.security.handoff.PartnerKey;
import org.durumi.security.handoff.PartnerKey.Revocation;
import org.durumi.security.handoff.PartnerKeyRefused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done to partners' keys: one person brings a key in, two others compare its
 * fingerprint, and it counts; later states of the same key count at once, since only its
 * holder makes them; one person revokes it.
 * <p>
 * Guaranteed, by the database too: no key counts by fewer than three people's acts; no
 * state of a key is changed or removed. Not guaranteed: that the two telephoned the
 * partner, and not whoever sent the key.
 */
@Service
public class KeyCustody {

	private final JdbcClient jdbc;

	private final KeyRows rows;

	private final Partners partners;

	private final AuditLog log;

	private final SealedLog sealed;

	private final Clock clock;

	KeyCustody(JdbcClient jdbc, KeyRows rows, Partners partners, AuditLog log, SealedLog sealed, Clock clock) {
		this.jdbc = jdbc;
		this.rows = rows;
		this.partners = partners;
		this.log = log;
		this.sealed = sealed;
		this.clock = clock;
	}

	/**
	 * Brings in a key for a partner, or a later state of one, or the owner's revocation
	 * of one, which takes no fresh factor.
	 * @param file as the partner sent it
	 */
	@Transactional
	@PreAuthorize("hasAnyRole('ADMIN', 'SUPERVISOR')")
	public KeyUpload upload(UUID partner, byte[] file) {
		if (this.partners.find(partner).isEmpty()) {
			return new KeyUpload.UnknownPartner();
		}
		this.rows.lock(partner);
		List<KeyRow> all = this.rows.of(partner);
		Optional<KeyRow> revoked = all.stream()
			.filter((row) -> !row.revoked() && isRevokedBy(row, all, file))
			.findFirst();
		if (revoked.isPresent()) {
			revoke(revoked.get(), RevocationReason.SIGNED_BY_OWNER);
			return new KeyUpload.Revoked(revoked.get().id());
		}
		if (!Actors.require().isFresh()) {
			return new KeyUpload.NeedsFreshFactor();
		}
		return switch (PartnerKey.read(file, this.clock.instant())) {
			case PartnerKeyRefused unfit -> {
				refuse(partner, unfit.reason(), unfit.concerns());
				yield new KeyUpload.Unfit(unfit);
			}
			case PartnerKey key -> take(partner, key, all);
		};
	}

	private KeyUpload take(UUID partner, PartnerKey key, List<KeyRow> all) {
		Optional<KeyUpload.Reason> reason = reasonAgainst(partner, key, all);
		if (reason.isPresent()) {
			// not which key: whoever compares it is not to find its fingerprint in the
			// log
			refuse(partner, reason.get(), "");
			return new KeyUpload.Refused(reason.get());
		}
		Optional<KeyRow> before = KeyRow.newestOf(all, key.fingerprint());
		UUID id = Ids.next();
		this.jdbc.sql("""
				insert into partners.partner_key
					(id, partner_id, fingerprint, algorithm, expires_at, certificate, uploaded_by)
				values (?, ?, ?, ?, ?, ?, ?)""")
			.params(id, partner, key.fingerprint().hex(), key.algorithm(), key.expires().atOffset(ZoneOffset.UTC),
					key.bytes(), Actors.require().id())
			.update();
		this.sealed.append(AuditAction.PARTNER_KEY_UPLOADED, SubjectType.PARTNER_KEY, id,
				Detail.of("later", before.isPresent()));
		return new KeyUpload.Taken(id, before.filter((row) -> row.vouchedSince() != null).isPresent());
	}

	private Optional<KeyUpload.Reason> reasonAgainst(UUID partner, PartnerKey key, List<KeyRow> all) {
		if (this.rows.isOfAnother(partner, key.fingerprint())) {
			return Optional.of(KeyUpload.Reason.OF_ANOTHER_PARTNER);
		}
		Optional<KeyRow> before = KeyRow.newestOf(all, key.fingerprint());
		if (before.filter(KeyRow::revoked).isPresent()) {
			return Optional.of(KeyUpload.Reason.REVOKED_BEFORE);
		}
		if (revives(key, all)) {
			return Optional.of(KeyUpload.Reason.OLDER);
		}
		return before.flatMap((row) -> row.key(row.uploadedAt())).flatMap((known) -> switch (key.succeeds(known)) {
			case SAME -> Optional.of(KeyUpload.Reason.SAME);
			case OLDER -> Optional.of(KeyUpload.Reason.OLDER);
			case RENEWED, ROTATED, ANOTHER_KEY -> Optional.empty();
		});
	}

	private void refuse(UUID partner, Enum<?> reason, String concerns) {
		this.sealed.append(AuditAction.PARTNER_KEY_REFUSED, SubjectType.ORGANISATION, partner,
				Detail.of("fault", reason.name()).and("concerns", concerns));
	}

	/**
	 * Says that a key is the partner's: she was telephoned, and this is what she read
	 * aloud. It is typed without the key's own fingerprint in sight, all of it: whoever
	 * makes a key can make a part of its fingerprint what she likes, and a button that
	 * says "is the same" is pressed by whoever is in a hurry.
	 * @param heard the fingerprint as it was heard
	 */
	@Transactional
	@PreAuthorize("hasAnyRole('CASEWORKER', 'COORDINATOR', 'SUPERVISOR', 'ADMIN')")
	public KeyComparison confirm(UUID key, String heard) {
		Optional<KeyRow> found = locked(key);
		if (found.isEmpty()) {
			return KeyComparison.NOT_PENDING;
		}
		KeyRow row = found.get();
		List<KeyRow> all = this.rows.of(row.partner());
		UUID person = Actors.require().id();
		if (row.state(all, this.clock.instant()) != KeyState.PENDING) {
			return KeyComparison.NOT_PENDING;
		}
		if (row.confirmedBy().contains(person) || PartnerKeys.broughtIn(row, all, person)) {
			return KeyComparison.NOT_YOURS;
		}
		if (!Actors.require().isFresh()) {
			return KeyComparison.NEEDS_FRESH_FACTOR;
		}
		Optional<Fingerprint> typed = fingerprint(heard);
		if (typed.isEmpty()) {
			return KeyComparison.UNREADABLE;
		}
		if (!typed.get().equals(row.fingerprint())) {
			this.log.append(new AuditEvent(Ids.next(), AuditAction.PARTNER_KEY_DIFFERED, AuditEvent.Outcome.DENIED,
					SubjectType.PARTNER_KEY, row.id(), null, null, null));
			return KeyComparison.DIFFERENT;
		}
		this.jdbc.sql("insert into partners.key_confirmation (id, confirmed_by) values (?, ?)")
			.params(row.id(), person)
			.update();
		this.log.append(AuditEvent.done(AuditAction.PARTNER_KEY_CONFIRMED, SubjectType.PARTNER_KEY, row.id()));
		return row.confirmedBy().isEmpty() ? KeyComparison.FIRST : KeyComparison.SECOND;
	}

	/**
	 * Revokes a key in all its states. It takes no fresh factor, is never taken back, and
	 * once more changes nothing.
	 * @return whether it was revoked now
	 */
	@Transactional
	@PreAuthorize("hasAnyRole('ADMIN', 'SUPERVISOR')")
	public boolean revoke(UUID key, RevocationReason why) {
		Optional<KeyRow> found = locked(key).filter((row) -> !row.revoked());
		found.ifPresent((row) -> revoke(row, why));
		return found.isPresent();
	}

	private void revoke(KeyRow row, RevocationReason why) {
		this.jdbc.sql("insert into partners.key_revocation (id, revoked_by, why) values (?, ?, ?)")
			.params(row.id(), Actors.require().id(), why.name())
			.update();
		this.sealed.append(AuditAction.PARTNER_KEY_REVOKED, SubjectType.PARTNER_KEY, row.id(), Detail.of("why", why));
	}

	/** Read anew once nobody else does anything to the partner's keys. */
	private Optional<KeyRow> locked(UUID key) {
		this.rows.find(key).ifPresent((row) -> this.rows.lock(row.partner()));
		return this.rows.find(key);
	}

	private boolean isRevokedBy(KeyRow row, List<KeyRow> all, byte[] file) {
		boolean newest = KeyRow.newestOf(all, row.fingerprint()).filter(row::equals).isPresent();
		return row.key(row.uploadedAt())
			.filter((key) -> key.revokedBy(file) == Revocation.REVOKED
					|| (newest && key.isWithdrawnBy(file, this.clock.instant())))
			.isPresent();
	}

	/** Of any state: one may have left out a part that the one before it revoked. */
	private static boolean revives(PartnerKey key, List<KeyRow> all) {
		return all.stream()
			.filter((row) -> row.fingerprint().equals(key.fingerprint()))
			.flatMap((row) -> row.key(row.uploadedAt()).stream())
			.anyMatch(key::revives);
	}

	private static Optional<Fingerprint> fingerprint(String heard) {
		try {
			return Optional.of(Fingerprint.parse(heard));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
