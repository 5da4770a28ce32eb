package org.durumi.security.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;

/**
 * The root keyset: it wraps the keys of cases and is itself kept only under the boot
 * secret. In a running server it lies in memory; whoever reads that memory holds every
 * case key.
 */
public final class RootKey {

	private static final byte[] LABEL = "durumi/case-key/v1".getBytes(StandardCharsets.US_ASCII);

	static {
		try {
			AeadConfig.register();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("the cipher is not available", ex);
		}
	}

	private final KeysetHandle keyset;

	private final Aead aead;

	private RootKey(KeysetHandle keyset) throws GeneralSecurityException {
		this.keyset = keyset;
		this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
	}

	public static RootKey generate() {
		try {
			return new RootKey(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot make a root keyset", ex);
		}
	}

	/**
	 * Reads a keyset that {@link #serialize} wrote.
	 * @throws IllegalArgumentException if it is none
	 */
	public static RootKey parse(String serialized) {
		try {
			return new RootKey(TinkProtoKeysetFormat.parseKeyset(Base64.getDecoder().decode(serialized),
					InsecureSecretKeyAccess.get()));
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new IllegalArgumentException("not a root keyset");
		}
	}

	/** The keyset itself, in clear: to be stored as {@code ENC(…)} only. */
	public String serialize() {
		return Base64.getEncoder().encodeToString(bytes(this.keyset));
	}

	/** Names the key that wraps now; no secret. */
	public String id() {
		return Integer.toUnsignedString(this.keyset.getPrimary().getId());
	}

	public CompartmentKey newCompartmentKey() {
		try {
			return new CompartmentKey(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot make a key", ex);
		}
	}

	/** Wraps a key for its case and compartment: it unwraps for no other. */
	public byte[] wrap(CompartmentKey key, UUID caseId, String compartment) {
		try {
			return this.aead.encrypt(bytes(key.keyset()), aad(caseId, compartment));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot wrap a key", ex);
		}
	}

	/**
	 * Unwraps a key.
	 * @throws CannotOpen if it was altered, or wrapped for another case, compartment or
	 * root
	 */
	public CompartmentKey unwrap(byte[] wrapped, UUID caseId, String compartment) {
		try {
			return new CompartmentKey(TinkProtoKeysetFormat
				.parseKeyset(this.aead.decrypt(wrapped, aad(caseId, compartment)), InsecureSecretKeyAccess.get()));
		}
		catch (GeneralSecurityException ex) {
			throw new CannotOpen();
		}
	}

	/**
	 * A keyed hash of its own for one use.
	 * @param use names it, such as {@code "search-term"}
	 */
	public KeyedHash keyedHash(String use) {
		return KeyedHash.derive(bytes(this.keyset), use);
	}

	private static byte[] bytes(KeysetHandle keyset) {
		try {
			return TinkProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("cannot write a keyset", ex);
		}
	}

	private static byte[] aad(UUID caseId, String compartment) {
		byte[] name = compartment.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(LABEL.length + 16 + name.length)
			.put(LABEL)
			.putLong(caseId.getMostSignificantBits())
			.putLong(caseId.getLeastSignificantBits())
			.put(name)
			.array();
	}

	@Override
	public String toString() {
		return "[key]";
	}

}
