package org.durumi.security.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Signs what a witness has seen. It lies beside the checkpoints, not sealed: whoever
 * holds the drive can cosign in its name. It protects what is on the drive against
 * whoever has the log’s key and not the drive.
 */
final class WitnessKey {

	private static final int LARGEST = 1_000;

	private final PublicKeyText verifier;

	private final PrivateKey key;

	private WitnessKey(PublicKeyText verifier, PrivateKey key) {
		this.verifier = verifier;
		this.key = key;
	}

	/** A new key of a witness of this log. */
	static WitnessKey generate(String log) {
		return generateNamed((point) -> log + "/witness-" + HexFormat.of().formatHex(point, 0, 4));
	}

	/**
	 * A new key.
	 * @param naming what it is called by its public half
	 */
	static WitnessKey generateNamed(Function<byte[], String> naming) {
		KeyPair pair = Ed25519.generate();
		byte[] point = Ed25519.raw(pair.getPublic());
		return new WitnessKey(new PublicKeyText(naming.apply(point), PublicKeyText.COSIGNATURE, point),
				pair.getPrivate());
	}

	/** Writes the key to a file that only its owner reads, where the drive can say so. */
	void toFile(Path file) throws IOException {
		boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
		FileAttribute<?>[] own = posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
		Files.createFile(file, own);
		Files.writeString(file, text());
	}

	/** The whole key as text. */
	String text() {
		return this.verifier + "\n" + Text64.of(this.key.getEncoded()) + "\n";
	}

	/**
	 * Reads a key that {@link #toFile} wrote.
	 * @throws Malformed if the file holds something else
	 */
	static WitnessKey fromFile(Path file) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			return parse(Lines.whole(input, LARGEST));
		}
	}

	/**
	 * Reads a key from its text.
	 * @throws Malformed if it is none
	 */
	static WitnessKey parse(String text) {
		String[] lines = text.split("\n");
		if (lines.length != 2) {
			throw new Malformed("The witness’s key file holds no key.");
		}
		try {
			PublicKeyText verifier = PublicKeyText.parse(lines[0], PublicKeyText.COSIGNATURE);
			byte[] encoded = Base64.getDecoder().decode(lines[1]);
			return new WitnessKey(verifier,
					KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
		}
		catch (Malformed ex) {
			throw ex;
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new Malformed("The witness’s key file holds no key.", ex);
		}
	}

	CosignerKey verifier() {
		return new CosignerKey(this.verifier);
	}

	/** The public half, as it is. */
	byte[] point() {
		return this.verifier.key();
	}

	/** The note with this key's cosignature. */
	SignedNote cosign(SignedNote note, Instant at) {
		long seconds = at.getEpochSecond();
		byte[] signed = Ed25519.sign(this.key, CosignerKey.message(seconds, note.text()));
		byte[] cosignature = ByteBuffer.allocate(Long.BYTES + signed.length).putLong(seconds).put(signed).array();
		return note.with(new SignedNote.Line(this.verifier.name(), this.verifier.id(), cosignature));
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
