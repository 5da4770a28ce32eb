package org.durumi.security.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The passphrase without which the server does not start. It is read once, from a file or
 * a descriptor such as {@code /dev/stdin}, and wiped when closed. What the runtime copied
 * meanwhile is beyond our reach.
 */
public final class BootSecret implements AutoCloseable {

	/** The shortest passphrase, in characters. */
	public static final int MIN_LENGTH = 16;

	private final byte[] bytes;

	private BootSecret(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Reads the secret; one line end behind it does not count.
	 * @throws BootSecretMissing if it cannot be read or is too short
	 */
	public static BootSecret read(Path source) {
		byte[] read;
		try {
			read = Files.readAllBytes(source);
		}
		catch (IOException ex) {
			throw new BootSecretMissing("The boot secret cannot be read from " + source + ".");
		}
		try {
			int end = read.length;
			if (end > 0 && read[end - 1] == '\n') {
				end--;
			}
			if (end > 0 && read[end - 1] == '\r') {
				end--;
			}
			CharBuffer characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(read, 0, end));
			int length = characters.length();
			Arrays.fill(characters.array(), '\0');
			if (length < MIN_LENGTH) {
				throw new BootSecretMissing(
						"The boot secret from " + source + " is shorter than " + MIN_LENGTH + " characters.");
			}
			return new BootSecret(Arrays.copyOf(read, end));
		}
		finally {
			Arrays.fill(read, (byte) 0);
		}
	}

	/** Whether both are the same passphrase. */
	public boolean isSameAs(BootSecret other) {
		return MessageDigest.isEqual(this.bytes, other.bytes);
	}

	byte[] bytes() {
		return this.bytes;
	}

	@Override
	public void close() {
		Arrays.fill(this.bytes, (byte) 0);
	}

	@Override
	public String toString() {
		return "[secret]";
	}

}
