package org.durumi.security.handoff;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A package as it was sealed, without its bytes.
 *
 * @param id of the package, which its acknowledgement names
 * @param sha256 of the file as it was written, in small hexadecimal digits, as
 * {@code sha256sum} prints it
 * @param length of the file in bytes
 * @param sealedAt when it was begun
 */
public record SealedPackage(UUID id, String sha256, long length, Instant sealedAt) {

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	public SealedPackage {
		if (!SHA256.matcher(sha256).matches()) {
			throw new IllegalArgumentException("no SHA-256");
		}
	}

}
