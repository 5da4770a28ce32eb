package org.durumi.security.handoff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

import org.durumi.security.boot.BootCipher;

/**
 * A private key of ours with the certificate it belongs to, sealed in a file that only
 * its owner reads.
 *
 * @param kind which of our keys it is
 * @param signer the public part of this private key
 */
record KeyFile(Kind kind, Certificate certificate, byte[] bytes, KeyPacket signer, PrivateKey key) {

	/** Which of our keys. */
	enum Kind {

		PRIMARY, SIGNING

	}

	static KeyPair newPair() {
		try {
			return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot make a key", ex);
		}
	}

	/** Writes the key to a file that is not there yet. */
	static void write(Path file, BootCipher cipher, Kind kind, byte[] certificate, PrivateKey key) throws IOException {
		Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Base64.Encoder base64 = Base64.getEncoder();
		Files.writeString(file, "ENC(" + cipher.encrypt(String.join("\n", kind.name(),
				base64.encodeToString(certificate), base64.encodeToString(key.getEncoded()))) + ")\n");
	}

	/**
	 * Reads what was written.
	 * @throws org.durumi.security.boot.WrongBootSecret if it does not open with the
	 * secret
	 * @throws IOException if the file is not there or holds something else
	 */
	static KeyFile read(Path file, BootCipher cipher, Kind kind) throws IOException {
		String sealed = Files.readString(file, StandardCharsets.UTF_8).strip();
		if (!sealed.startsWith("ENC(") || !sealed.endsWith(")")) {
			throw new IOException(file + " holds no sealed key");
		}
		String[] lines = cipher.decrypt(sealed.substring(4, sealed.length() - 1)).split("\n");
		if (lines.length != 3 || !lines[0].equals(kind.name())) {
			throw new IOException(file + " holds no such handoff key");
		}
		try {
			byte[] bytes = Base64.getDecoder().decode(lines[1]);
			Certificate certificate = Certificate.of(Packet.all(bytes));
			PrivateKey key = KeyFactory.getInstance("Ed25519")
				.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines[2])));
			return new KeyFile(kind, certificate, bytes, signer(certificate, key), key);
		}
		catch (GeneralSecurityException | IllegalArgumentException | NotOpenPgp ex) {
			throw new IOException(file + " holds no handoff key", ex);
		}
	}

	/** The part of the certificate that the private key signs for. */
	private static KeyPacket signer(Certificate certificate, PrivateKey key) throws NotOpenPgp, IOException {
		byte[] probe = { 1 };
		for (Certificate.Part part : certificate.parts().toList()) {
			if (List.of(Packet.PUBLIC_KEY, Packet.PUBLIC_SUBKEY).contains(part.packet().tag())) {
				KeyPacket candidate = KeyPacket.parse(part.packet().body());
				byte[] signed = new SignatureMaker(candidate, key, candidate.created()).sign(PacketSignature.BINARY,
						probe);
				if (candidate.verifies(PacketSignature.parse(signed), probe)) {
					return candidate;
				}
			}
		}
		throw new IOException("the private key is not of the certificate");
	}

	KeyPacket primary() {
		try {
			return KeyPacket.parse(this.certificate.primary().packet().body());
		}
		catch (NotOpenPgp ex) {
			throw new IllegalStateException("a certificate of ours that cannot be read", ex);
		}
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
