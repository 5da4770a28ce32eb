package org.durumi.security.handoff;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.durumi.security.handoff.PartnerKeyReader.Refusal;
import org.durumi.security.handoff.PartnerKeyReader.SelfSignatures;
import org.durumi.security.handoff.PartnerKeyRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The subkeys of a partner's key: the newest that encrypts and is fit to, and those that
 * sign. One that is neither hers nor fit is left out, and is the reason if none is left.
 */
final class PartnerSubkeys {

	private static final int SIGNS = 0x02;

	private static final int ENCRYPTS = 0x0c;

	/** To certify, sign or authenticate. */
	private static final int OTHERWISE = 0x23;

	private final SelfSignatures own;

	private final Instant primaryExpires;

	private final Instant now;

	private final List<Subkey> bound = new ArrayList<>();

	private final List<Unusable> unusable = new ArrayList<>();

	PartnerSubkeys(SelfSignatures own, Instant primaryExpires, Instant now) {
		this.own = own;
		this.primaryExpires = primaryExpires;
		this.now = now;
	}

	/** A subkey that the key says is its own. */
	private record Subkey(KeyPacket key, PacketSignature binding, @Nullable PacketSignature revocation,
			Instant expires) {

		private boolean encrypts() {
			return (this.binding.keyFlags() & ENCRYPTS) != 0;
		}

	}

	/** Why a subkey that may have been meant for encryption is not used for it. */
	private record Unusable(Instant created, Refusal why) {

	}

	void read(Certificate.Part part) throws NotOpenPgp {
		int version = KeyPacket.version(part.packet().body());
		if (version != PacketSignature.VERSION) {
			this.unusable
				.add(new Unusable(Instant.MIN, new Refusal(Reason.UNREADABLE_VERSION, Integer.toString(version))));
			return;
		}
		KeyPacket key = KeyPacket.parse(part.packet().body());
		Optional<PacketSignature> found = this.own.newest(part, PacketSignature.SUBKEY_BINDING, key.hashed());
		if (found.isEmpty()) {
			refuse(key, this.own.isWeak() ? Reason.WEAK_SIGNATURE : Reason.NOT_SELF_SIGNED, key.fingerprint().hex());
			return;
		}
		PacketSignature binding = found.get();
		List<PacketSignature> revocations = part.signatures(PacketSignature.SUBKEY_REVOCATION);
		PacketSignature revocation = this.own.newest(part, PacketSignature.SUBKEY_REVOCATION, key.hashed())
			.orElse(null);
		Instant expires = binding.keyExpires(key.created())
			.filter((expiry) -> expiry.isBefore(this.primaryExpires))
			.orElse(this.primaryExpires);
		Subkey subkey = new Subkey(key, binding, revocation, expires);
		if (revocation == null && !revocations.isEmpty()) {
			// one that cannot be verified is believed, as it does no harm to
			refuse(key, Reason.REVOKED, key.fingerprint().hex());
		}
		else if (key.kind() == KeyPacket.Kind.UNFIT) {
			if (subkey.encrypts() || binding.keyFlags() == 0) {
				refuse(key, Reason.WEAK_ALGORITHM, key.algorithm());
			}
		}
		else {
			this.bound.add(subkey);
		}
	}

	private void refuse(KeyPacket key, Reason reason, String concerns) {
		this.unusable.add(new Unusable(key.created(), new Refusal(reason, concerns)));
	}

	/** What packages are sealed to. */
	KeyPacket encryption() throws Refusal {
		Optional<Subkey> usable = usable();
		if (usable.isPresent()) {
			return usable.get().key();
		}
		List<Unusable> reasons = new ArrayList<>(this.unusable);
		for (Subkey subkey : this.bound) {
			whyNot(subkey).ifPresent((why) -> reasons.add(new Unusable(subkey.key().created(), why)));
		}
		throw reasons.stream()
			.max(Comparator.comparing(Unusable::created))
			.map(Unusable::why)
			.orElseGet(() -> new Refusal(Reason.NO_ENCRYPTION_KEY, this.own.primary().fingerprint().hex()));
	}

	/** From when on nothing can be sealed to it. */
	Instant encryptionExpires() {
		return usable().orElseThrow().expires();
	}

	private Optional<Subkey> usable() {
		return this.bound.stream()
			.filter((subkey) -> subkey.encrypts() && whyNot(subkey).isEmpty())
			.max(Comparator.comparing((subkey) -> subkey.key().created()));
	}

	private Optional<Refusal> whyNot(Subkey subkey) {
		int flags = subkey.binding().keyFlags();
		String name = subkey.key().fingerprint().hex();
		if (flags != 0 && !subkey.encrypts()) {
			return Optional.empty();
		}
		if (flags == 0 || (flags & OTHERWISE) != 0 || subkey.key().kind() == KeyPacket.Kind.ED25519) {
			return Optional.of(new Refusal(Reason.WRONG_USAGE, name));
		}
		if (subkey.revocation() != null) {
			return Optional.of(new Refusal(Reason.REVOKED, name));
		}
		return subkey.expires().isAfter(this.now) ? Optional.empty()
				: Optional.of(new Refusal(Reason.EXPIRED, subkey.expires().toString()));
	}

	/** All that are bound, with whether they sign. */
	List<PartnerKey.SigningPart> signing() {
		return this.bound.stream()
			.map((subkey) -> new PartnerKey.SigningPart(subkey.key(), signs(subkey), subkey.revocation() != null,
					subkey.expires()))
			.toList();
	}

	/** A subkey that signs agrees to it, or anybody's could be claimed. */
	private boolean signs(Subkey subkey) {
		KeyPacket primary = this.own.primary();
		return (subkey.binding().keyFlags() & SIGNS) != 0 && subkey.binding()
			.embedded()
			.stream()
			.anyMatch((signature) -> signature.type() == PacketSignature.PRIMARY_BINDING
					&& subkey.key().verifies(signature, primary.hashed(), subkey.key().hashed()));
	}

	/** What the key says of those: also that one is revoked makes a later state. */
	List<PacketSignature> vouching() {
		return this.bound.stream()
			.flatMap((subkey) -> Stream.concat(Stream.of(subkey.binding()), Stream.ofNullable(subkey.revocation())))
			.toList();
	}

	byte[] kept() {
		ByteArrayOutputStream kept = new ByteArrayOutputStream();
		for (Subkey subkey : this.bound) {
			kept.writeBytes(new Packet(Packet.PUBLIC_SUBKEY, subkey.key().body()).bytes());
			PacketSignature revocation = subkey.revocation();
			if (revocation != null) {
				kept.writeBytes(new Packet(Packet.SIGNATURE, revocation.body()).bytes());
			}
			kept.writeBytes(new Packet(Packet.SIGNATURE, subkey.binding().body()).bytes());
		}
		return kept.toByteArray();
	}

}
