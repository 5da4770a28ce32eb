package org.durumi.security.handoff;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.durumi.security.handoff.AcknowledgementRefused.Reason;

/**
 * Checks an acknowledgement: first its form, then what it says, then whose key it names
 * and when it was signed, and last the signature, so that no reason but the last is taken
 * for proved.
 */
final class AcknowledgementReader {

	private final SealedPackage sealed;

	private final PartnerKey key;

	private final Instant now;

	AcknowledgementReader(SealedPackage sealed, PartnerKey key, Instant now) {
		this.sealed = sealed;
		this.key = key;
		this.now = now;
	}

	AcknowledgementReading read(byte[] file) {
		if (file.length > Acknowledgement.LARGEST) {
			return refused(Reason.TOO_LARGE);
		}
		CleartextSigned signed;
		try {
			signed = CleartextSigned.parse(file);
		}
		catch (NotOpenPgp ex) {
			return refused(Reason.MALFORMED);
		}
		Optional<AcknowledgementText> text = AcknowledgementText.parse(signed.lines());
		if (text.isEmpty()) {
			return refused(Reason.NOT_AN_ACKNOWLEDGEMENT);
		}
		return text.get().isOf(this.sealed) ? read(signed, text.get()) : refused(Reason.ANOTHER_PACKAGE);
	}

	private AcknowledgementReading read(CleartextSigned signed, AcknowledgementText text) {
		PacketSignature signature = signed.signature();
		List<Subpacket> issuers = signature.of(Subpacket.ISSUER_FINGERPRINT);
		Optional<Instant> created = signature.created();
		if (signature.type() != PacketSignature.TEXT || signature.isDemanding() || signature.isOver(this.now)
				|| created.isEmpty() || issuers.size() != 1) {
			return refused(Reason.SIGNATURE_FORM);
		}
		if (signature.hash().filter((hash) -> hash.name().equals(signed.hash())).isEmpty()) {
			return refused(signature.hash().isEmpty() ? Reason.WEAK_HASH : Reason.SIGNATURE_FORM);
		}
		Optional<PartnerKey.SigningPart> signer = signer(issuers.getFirst().body());
		if (signer.isEmpty()) {
			return refused(Reason.ANOTHER_KEY);
		}
		KeyPacket packet = signer.get().key();
		if (!isUnsignedPartIdle(signature, packet)) {
			return refused(Reason.SIGNATURE_FORM);
		}
		Optional<Reason> untimely = unfit(signer.get(), created.get()).or(() -> untimely(created.get(), text.at()));
		if (untimely.isPresent()) {
			return refused(untimely.get());
		}
		if (!packet.verifies(signature, signed.signed())) {
			return refused(Reason.BAD_SIGNATURE);
		}
		return new Acknowledgement(this.sealed.id(), text.outcome(), text.code(), text.at(), created.get(),
				packet.fingerprint());
	}

	private Optional<PartnerKey.SigningPart> signer(byte[] issuer) {
		if (issuer.length != 21 || issuer[0] != PacketSignature.VERSION) {
			return Optional.empty();
		}
		return this.key.part(Fingerprint.of(Arrays.copyOfRange(issuer, 1, issuer.length)));
	}

	/**
	 * Whether what is not signed only repeats, in the older form, who signs, and is spelt
	 * as gpg spells it.
	 */
	private static boolean isUnsignedPartIdle(PacketSignature signature, KeyPacket signer) {
		byte[] issuer = Subpacket.bytes(Subpacket.ISSUER, signer.fingerprint().keyId());
		return Stream.of(new byte[0], issuer)
			.anyMatch((unhashed) -> Arrays.equals(signature.body(), Bytes.joined(signature.hashedPart(),
					Bytes.number(unhashed.length, 2), unhashed, signature.digestStart(), signature.material())));
	}

	private Optional<Reason> unfit(PartnerKey.SigningPart signer, Instant created) {
		if (!signer.signs()) {
			return Optional.of(Reason.KEY_CANNOT_SIGN);
		}
		if (signer.revoked()) {
			return Optional.of(Reason.KEY_REVOKED);
		}
		boolean valid = !created.isBefore(signer.key().created()) && signer.expires().isAfter(created)
				&& signer.expires().isAfter(this.now);
		return valid ? Optional.empty() : Optional.of(Reason.KEY_NOT_VALID);
	}

	/** Signed after the package was sealed, and dated between the two. */
	private Optional<Reason> untimely(Instant created, Instant dated) {
		Instant earliest = this.sealed.sealedAt().truncatedTo(ChronoUnit.SECONDS).minus(PartnerKey.SKEW);
		Instant latest = this.now.plus(PartnerKey.SKEW);
		if (created.isBefore(earliest) || dated.isBefore(earliest)) {
			return Optional.of(Reason.BEFORE_THE_PACKAGE);
		}
		if (created.isAfter(latest) || dated.isAfter(latest)) {
			return Optional.of(Reason.IN_THE_FUTURE);
		}
		return created.isBefore(this.now.minus(Acknowledgement.LONGEST_UNDERWAY)) ? Optional.of(Reason.OUT_OF_DATE)
				: Optional.empty();
	}

	private static AcknowledgementRefused refused(Reason reason) {
		return new AcknowledgementRefused(reason);
	}

}
