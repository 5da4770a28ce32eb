package org.durumi.security.handoff;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;

import org.durumi.security.boot.BootCipher;

/**
 * What the server signs packages with: a subkey of the organisation's key. The server
 * never holds the primary key, so whoever takes the server signs packages until the
 * subkey is revoked or expires, and neither prolongs it nor makes another.
 */
public final class HandoffKey {

	private final byte[] certificate;

	private final KeyPacket primary;

	private final KeyPacket signer;

	private final Instant expires;

	private final PrivateKey key;

	HandoffKey(byte[] certificate, KeyPacket primary, KeyPacket signer, Instant expires, PrivateKey key) {
		this.certificate = certificate;
		this.primary = primary;
		this.signer = signer;
		this.expires = expires;
		this.key = key;
	}

	/** Writes the key, sealed, to a new file only its owner reads. */
	public void toFile(Path file, BootCipher cipher) throws IOException {
		KeyFile.write(file, cipher, KeyFile.Kind.SIGNING, this.certificate, this.key);
	}

	/**
	 * Reads a key that {@link #toFile} wrote.
	 * @throws org.durumi.security.boot.WrongBootSecret if it does not open with the
	 * secret
	 * @throws IOException if the file is not there or holds something else
	 */
	public static HandoffKey fromFile(Path file, BootCipher cipher) throws IOException {
		KeyFile read = KeyFile.read(file, cipher, KeyFile.Kind.SIGNING);
		Certificate.Part part = read.certificate()
			.subkeys()
			.stream()
			.filter((subkey) -> Arrays.equals(subkey.packet().body(), read.signer().body()))
			.findFirst()
			.orElseThrow(() -> new IOException(file + " holds no subkey"));
		Instant expires = part.signatures(PacketSignature.SUBKEY_BINDING)
			.stream()
			.flatMap((binding) -> binding.keyExpires(read.signer().created()).stream())
			.findFirst()
			.orElseThrow(() -> new IOException(file + " holds a subkey without an expiry"));
		return new HandoffKey(read.bytes(), read.primary(), read.signer(), expires, read.key());
	}

	/** What partners compare by voice; it stays when the subkey changes. */
	public Fingerprint fingerprint() {
		return this.primary.fingerprint();
	}

	/** The subkey's own, for telling one rotation from the other. */
	public Fingerprint signingFingerprint() {
		return this.signer.fingerprint();
	}

	/** From when on nothing is signed with it. */
	public Instant expires() {
		return this.expires;
	}

	/** The public key as text, for publishing: primary, name, and all subkeys so far. */
	public String publicKey() {
		return Armor.of(Armor.PUBLIC_KEY, this.certificate);
	}

	SignatureMaker signatures(Instant now) {
		if (now.isBefore(this.signer.created()) || !this.expires.isAfter(now)) {
			throw new IllegalStateException("the handoff key is not valid at this time");
		}
		return new SignatureMaker(this.signer, this.key, now);
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
