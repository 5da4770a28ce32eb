package org.durumi.partners;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.security.handoff.Fingerprint;
import org.durumi.security.handoff.PartnerKey;
import org.durumi.security.handoff.PartnerKeyReading;
import org.jspecify.annotations.Nullable;

/**
 * A state of a partner's key, as it lies in the database.
 *
 * @param vouchedSince since when two people vouch for its fingerprint, if they do
 * @param confirmedBy who vouches for its fingerprint
 */
record KeyRow(UUID id, UUID partner, Fingerprint fingerprint, String algorithm, Instant expires, byte[] certificate,
		UUID uploadedBy, Instant uploadedAt, @Nullable Instant vouchedSince, boolean revoked, Set<UUID> confirmedBy) {

	/** Which of several states of keys of one partner came last. */
	private static final Comparator<KeyRow> NEWEST = Comparator.comparing(KeyRow::uploadedAt).thenComparing(KeyRow::id);

	/**
	 * The one that counts among all of a partner: the newest state of the key that was
	 * vouched for last, also if it has been revoked since or has expired: what it
	 * replaced does not come back by itself.
	 */
	static Optional<KeyRow> current(List<KeyRow> all) {
		return all.stream()
			.filter((row) -> row.vouchedSince() != null)
			.max(Comparator.comparing(KeyRow::since).thenComparing(NEWEST));
	}

	/** The newest state of each key is the one that is compared, revoked and followed. */
	static Optional<KeyRow> newestOf(List<KeyRow> all, Fingerprint fingerprint) {
		return all.stream().filter((row) -> row.fingerprint().equals(fingerprint)).max(NEWEST);
	}

	KeyState state(List<KeyRow> all, Instant now) {
		if (this.revoked) {
			return KeyState.REVOKED;
		}
		boolean newest = newestOf(all, this.fingerprint).filter((row) -> row.id().equals(this.id)).isPresent();
		boolean replaced = this.vouchedSince != null
				&& current(all).filter((row) -> row.id().equals(this.id)).isEmpty();
		if (!newest || replaced) {
			return KeyState.REPLACED;
		}
		if (!this.expires.isAfter(now)) {
			return KeyState.EXPIRED;
		}
		return (this.vouchedSince != null) ? KeyState.USABLE : KeyState.PENDING;
	}

	/** The key in it; absent if it has expired by then. */
	Optional<PartnerKey> key(Instant at) {
		PartnerKeyReading reading = PartnerKey.read(this.certificate, at);
		return (reading instanceof PartnerKey key && key.fingerprint().equals(this.fingerprint)) ? Optional.of(key)
				: Optional.empty();
	}

	private Instant since() {
		return (this.vouchedSince != null) ? this.vouchedSince : Instant.MIN;
	}

	@Override
	public String toString() {
		return this.id.toString();
	}

}
