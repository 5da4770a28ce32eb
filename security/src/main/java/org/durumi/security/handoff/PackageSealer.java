package org.durumi.security.handoff;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/**
 * Seals a package: a padded zip file, signed by our key, encrypted to the partner's, as
 * text. It is written as it comes, so that a package of any size takes the same memory.
 * <p>
 * Guaranteed: only the holder of the partner's key opens it; she sees that it is ours and
 * unaltered, and that it was meant for her; its length gives away its size class and a
 * few bytes of chance. Not guaranteed: secrecy once her key is taken, since OpenPGP keeps
 * no secret of the past; nor that gpg writes nothing of an altered package: it warns and
 * ends with a status above zero, so who opens one looks at that.
 * <p>
 * The form is that of RFC 4880: public-key encrypted session key, AES-256 with a
 * modification detection code (version 1), one-pass signature, literal data, signature.
 */
public final class PackageSealer implements AutoCloseable {

	/** What the file inside is called, for programs that take up the name. */
	private static final String INNER_NAME = "handoff.zip";

	/** Bytes of a part of what is as long as it comes to be; a power of two. */
	private static final int PART = 1 << 16;

	private static final int BINARY_DATA = 'b';

	private final UUID id;

	private final Instant now;

	private final SignatureMaker signatures;

	private final byte[] recipient;

	private final MessageDigest fileDigest = HashKind.SHA256.digest();

	private final MessageDigest signedDigest = SignatureMaker.digest();

	private final Counter file;

	private final OutputStream letters;

	private final OutputStream armor;

	private final PGPEncryptedDataGenerator encryption;

	private final OutputStream encrypted;

	private final BCPGOutputStream literal;

	private final PaddedZip zip;

	private PackageSealer(UUID id, PartnerKey to, HandoffKey from, Instant now, OutputStream out)
			throws IOException, PGPException {
		this.id = id;
		this.now = now;
		this.signatures = from.signatures(now);
		this.recipient = to.fingerprint().bytes();
		this.file = new Counter(new DigestOutputStream(out, this.fileDigest));
		// armor comes letter by letter, and is counted and hashed in larger pieces
		this.letters = new BufferedOutputStream(this.file, PART);
		this.armor = ArmoredOutputStream.builder().clearHeaders().build(this.letters);
		this.encryption = new PGPEncryptedDataGenerator(
				new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true));
		this.encryption.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(
				new PGPPublicKeyRing(to.bytes(), new BcKeyFingerprintCalculator())
					.getPublicKey(to.encryption().fingerprint().bytes())));
		this.encrypted = this.encryption.open(this.armor, new byte[PART]);
		this.encrypted
			.write(new Packet(Packet.ONE_PASS_SIGNATURE, this.signatures.onePass(PacketSignature.BINARY)).bytes());
		this.literal = new BCPGOutputStream(this.encrypted, Packet.LITERAL, new byte[PART]);
		this.literal.write(Bytes.joined(Bytes.number(BINARY_DATA, 1), Bytes.number(INNER_NAME.length(), 1),
				INNER_NAME.getBytes(StandardCharsets.US_ASCII), Bytes.number(now.getEpochSecond(), 4)));
		this.zip = new PaddedZip(new DigestOutputStream(this.literal, this.signedDigest), now);
	}

	/**
	 * Begins a package.
	 * @param out where the file goes; it is not closed
	 * @throws IllegalArgumentException if the partner's key has expired
	 * @throws IllegalStateException if our key is not valid at this time
	 */
	public static PackageSealer open(UUID id, PartnerKey to, HandoffKey from, Instant now, OutputStream out)
			throws IOException {
		if (!to.expires().isAfter(now)) {
			throw new IllegalArgumentException("the partner's key has expired");
		}
		try {
			return new PackageSealer(id, to, from, now, out);
		}
		catch (PGPException ex) {
			throw new IllegalStateException("cannot seal", ex);
		}
	}

	/**
	 * Adds a file.
	 * @throws IllegalArgumentException if its name is not a plain one
	 * @throws TooLargeToHandOver if the package gets larger than any is
	 */
	public void add(String name, InputStream content) throws IOException {
		this.zip.add(name, content);
	}

	/** Adds a file, as {@link #add(String, InputStream)}. */
	public void add(String name, byte[] content) throws IOException {
		add(name, new ByteArrayInputStream(content));
	}

	/**
	 * Ends the package. Before that nothing that was written opens without a complaint.
	 */
	public SealedPackage finish() throws IOException {
		this.zip.finish();
		this.literal.finish();
		byte[] signature = this.signatures.sign(PacketSignature.BINARY, this.signedDigest, Subpacket
			.bytes(Subpacket.INTENDED_RECIPIENT, Bytes.number(PacketSignature.VERSION, 1), this.recipient));
		this.encrypted.write(new Packet(Packet.SIGNATURE, signature).bytes());
		this.encryption.close();
		this.armor.close();
		this.letters.flush();
		return new SealedPackage(this.id, HexFormat.of().formatHex(this.fileDigest.digest()), this.file.count,
				this.now);
	}

	/** Gives up what is not finished; the file ends in the middle. */
	@Override
	public void close() {
		this.zip.release();
	}

	/** Counts, and keeps the stream behind it open. */
	private static final class Counter extends OutputStream {

		private final OutputStream out;

		private long count;

		Counter(OutputStream out) {
			this.out = out;
		}

		@Override
		public void write(int value) throws IOException {
			this.out.write(value);
			this.count++;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
			this.count += length;
		}

		@Override
		public void flush() throws IOException {
			this.out.flush();
		}

	}

}
