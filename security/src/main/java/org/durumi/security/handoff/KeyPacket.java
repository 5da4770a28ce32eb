package org.durumi.security.handoff;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.KeyAgreement;

/**
 * The public part of a key or subkey (RFC 4880 section 5.5.2, version 4; RFC 6637, and
 * the Ed25519 and Curve25519 that GnuPG has beside it).
 */
final class KeyPacket {

	static final int RSA = 1;

	static final int EDDSA = 22;

	/** The object identifier of Ed25519 as GnuPG writes it. */
	static final byte[] ED25519 = HexFormat.of().parseHex("2b06010401da470f01");

	private static final int LEAST_RSA = 3072;

	/** More costs whoever checks a signature too much. */
	private static final int MOST_RSA = 8192;

	private static final BigInteger RSA_EXPONENT = BigInteger.valueOf(65537);

	/** Bits of a point that says it is one, and of the point. */
	private static final int POINT_BITS = 263;

	private static final int VERSION = 4;

	/** What a key is fit for by its algorithm. */
	enum Kind {

		/** Signs. */
		ED25519,
		/** Encrypts. */
		X25519,
		/** Signs or encrypts. */
		RSA,
		/** Weak, or unknown to GnuPG or to us. */
		UNFIT

	}

	private final byte[] body;

	private final Fingerprint fingerprint;

	private final Instant created;

	private final Kind kind;

	private final String algorithm;

	/** Raw point, or modulus. */
	private final byte[] material;

	private KeyPacket(byte[] body, Instant created, Kind kind, String algorithm, byte[] material) {
		this.body = body;
		this.created = created;
		this.kind = kind;
		this.algorithm = algorithm;
		this.material = material;
		this.fingerprint = Fingerprint.of(HashKind.digest("SHA-1").digest(hashed()));
	}

	/** The version of a key, readable or not. */
	static int version(byte[] body) throws NotOpenPgp {
		return new Octets(body).one();
	}

	/** Reads a key of version 4; one of an algorithm that is refused is unfit. */
	static KeyPacket parse(byte[] body) throws NotOpenPgp {
		Octets octets = new Octets(body);
		if (octets.one() != VERSION) {
			throw new NotOpenPgp();
		}
		Instant created = Instant.ofEpochSecond(octets.four());
		int algorithm = octets.one();
		return switch (algorithm) {
			case RSA -> rsa(body, created, octets);
			case 18, 19, EDDSA -> curve(body, created, algorithm, octets);
			default -> unfit(body, created, switch (algorithm) {
				case 2, 3 -> "RSA of one use";
				case 16, 20 -> "ElGamal";
				case 17 -> "DSA";
				case 25, 26, 27, 28 -> "RFC 9580 algorithm " + algorithm;
				default -> "algorithm " + algorithm;
			});
		};
	}

	private static KeyPacket rsa(byte[] body, Instant created, Octets octets) throws NotOpenPgp {
		byte[] modulus = octets.number(2 * MOST_RSA);
		BigInteger n = new BigInteger(1, modulus);
		BigInteger exponent = new BigInteger(1, octets.number(2 * MOST_RSA));
		octets.end();
		boolean usual = exponent.equals(RSA_EXPONENT) && n.testBit(0);
		String name = "RSA " + n.bitLength();
		return (usual && n.bitLength() >= LEAST_RSA && n.bitLength() <= MOST_RSA)
				? new KeyPacket(body, created, Kind.RSA, name, modulus)
				: unfit(body, created, usual ? name : name + " of unusual form");
	}

	private static KeyPacket curve(byte[] body, Instant created, int algorithm, Octets octets) throws NotOpenPgp {
		String oid = HexFormat.of().formatHex(octets.take(octets.one()));
		boolean signs = algorithm == EDDSA && oid.equals(HexFormat.of().formatHex(ED25519));
		if (!signs && !(algorithm == 18 && oid.equals("2b060104019755010501"))) {
			return unfit(body, created, switch (oid) {
				case "2a8648ce3d030107" -> "NIST P-256";
				case "2b81040022" -> "NIST P-384";
				case "2b81040023" -> "NIST P-521";
				case "2b8104000a" -> "secp256k1";
				case "2b2403030208010107" -> "brainpoolP256r1";
				case "2b240303020801010b" -> "brainpoolP384r1";
				case "2b240303020801010d" -> "brainpoolP512r1";
				case "2b6571" -> "Ed448";
				case "2b656f" -> "X448";
				default -> "an unknown curve";
			});
		}
		byte[] point = octets.number(POINT_BITS);
		if (point.length != 33 || point[0] != 0x40) {
			throw new NotOpenPgp();
		}
		byte[] raw = Arrays.copyOfRange(point, 1, point.length);
		if (!signs) {
			derivation(octets);
			agreeable(raw);
		}
		octets.end();
		return new KeyPacket(body, created, signs ? Kind.ED25519 : Kind.X25519, signs ? "Ed25519" : "Curve25519", raw);
	}

	/** How the key of a session is wrapped (RFC 6637 section 9): by SHA-2 and AES. */
	private static void derivation(Octets octets) throws NotOpenPgp {
		if (octets.two() != 0x0301 || HashKind.of(octets.one()).isEmpty()) {
			throw new NotOpenPgp();
		}
		int cipher = octets.one();
		if (cipher < 7 || cipher > 9) {
			throw new NotOpenPgp();
		}
	}

	/** Refuses the few points with which no secret can be agreed. */
	private static void agreeable(byte[] point) throws NotOpenPgp {
		try {
			KeyAgreement agreement = KeyAgreement.getInstance("X25519");
			agreement.init(KeyPairGenerator.getInstance("X25519").generateKeyPair().getPrivate());
			agreement.doPhase(publicKey("X25519", "302a300506032b656e032100", point), true);
			agreement.generateSecret();
		}
		catch (GeneralSecurityException ex) {
			throw new NotOpenPgp();
		}
	}

	private static KeyPacket unfit(byte[] body, Instant created, String algorithm) {
		return new KeyPacket(body, created, Kind.UNFIT, algorithm, new byte[0]);
	}

	/** A key of ours, of Ed25519. */
	static KeyPacket ed25519(PublicKey key, Instant now) {
		Instant created = now.truncatedTo(ChronoUnit.SECONDS);
		byte[] encoded = key.getEncoded();
		byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
		byte[] body = Bytes.joined(Bytes.number(VERSION, 1), Bytes.number(created.getEpochSecond(), 4),
				Bytes.number(EDDSA, 1), Bytes.number(ED25519.length, 1), ED25519, Bytes.number(POINT_BITS, 2),
				Bytes.number(0x40, 1), point);
		return new KeyPacket(body, created, Kind.ED25519, "Ed25519", point);
	}

	Fingerprint fingerprint() {
		return this.fingerprint;
	}

	/** In whole seconds. */
	Instant created() {
		return this.created;
	}

	Kind kind() {
		return this.kind;
	}

	/** The algorithm's name and size, for people. */
	String algorithm() {
		return this.algorithm;
	}

	byte[] body() {
		return this.body;
	}

	/** What of the key goes into its fingerprint and into signatures over it. */
	byte[] hashed() {
		return Bytes.joined(Bytes.number(0x99, 1), Bytes.number(this.body.length, 2), this.body);
	}

	/**
	 * Whether this key made the signature over the data. A signature on a weak hash, or
	 * spelt in more than one way, is none.
	 */
	boolean verifies(PacketSignature signature, byte[]... data) {
		return signature.hash().map((hash) -> verifies(signature, hash, data)).orElse(false);
	}

	private boolean verifies(PacketSignature signature, HashKind hash, byte[][] data) {
		byte[] signed = Bytes.joined(Bytes.joined(data), signature.trailer());
		byte[] digest = hash.digest().digest(signed);
		if (!MessageDigest.isEqual(Arrays.copyOf(digest, 2), signature.digestStart())) {
			return false;
		}
		try {
			return switch (this.kind) {
				case ED25519 -> signature.keyAlgorithm() == EDDSA && ed25519(digest, new Octets(signature.material()));
				case RSA -> signature.keyAlgorithm() == RSA
						&& rsa(hash.name() + "withRSA", signed, new Octets(signature.material()));
				case X25519, UNFIT -> false;
			};
		}
		catch (GeneralSecurityException | NotOpenPgp ex) {
			return false;
		}
	}

	private boolean ed25519(byte[] digest, Octets material) throws GeneralSecurityException, NotOpenPgp {
		byte[] bytes = Bytes.joined(Bytes.leftPadded(material.number(256), 32),
				Bytes.leftPadded(material.number(256), 32));
		material.end();
		Signature signature = Signature.getInstance("Ed25519");
		signature.initVerify(publicKey("Ed25519", "302a300506032b6570032100", this.material));
		signature.update(digest);
		return signature.verify(bytes);
	}

	private boolean rsa(String algorithm, byte[] signed, Octets material) throws GeneralSecurityException, NotOpenPgp {
		byte[] bytes = Bytes.leftPadded(material.number(8 * this.material.length), this.material.length);
		material.end();
		Signature signature = Signature.getInstance(algorithm);
		signature.initVerify(KeyFactory.getInstance("RSA")
			.generatePublic(new RSAPublicKeySpec(new BigInteger(1, this.material), RSA_EXPONENT)));
		signature.update(signed);
		return signature.verify(bytes);
	}

	/** The numbers of this key's signature over a digest; for a key of ours. */
	static byte[] sign(PrivateKey key, byte[] digest) {
		try {
			Signature signature = Signature.getInstance("Ed25519");
			signature.initSign(key);
			signature.update(digest);
			byte[] signed = signature.sign();
			return Bytes.joined(Bytes.integer(Arrays.copyOf(signed, 32)),
					Bytes.integer(Arrays.copyOfRange(signed, 32, 64)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot sign", ex);
		}
	}

	private static PublicKey publicKey(String algorithm, String prefix, byte[] raw) throws GeneralSecurityException {
		return KeyFactory.getInstance(algorithm)
			.generatePublic(new X509EncodedKeySpec(Bytes.joined(HexFormat.of().parseHex(prefix), raw)));
	}

	@Override
	public String toString() {
		return this.fingerprint.toString();
	}

}
