package org.durumi.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Random secrets of a local installation, one a file, readable by their owner alone. For
 * demo and tests: a deployment keeps none of them on disk.
 */
public final class Secrets {

	private static final SecureRandom RANDOM = new SecureRandom();

	private final Path directory;

	/** Secrets in a directory that is made when missing. */
	public Secrets(Path directory) throws IOException {
		this.directory = Files.createDirectories(directory);
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
	}

	/** The named secret, made at its first use. */
	public String get(String name) throws IOException {
		Path file = file(name);
		if (!Files.exists(file)) {
			byte[] bytes = new byte[24];
			RANDOM.nextBytes(bytes);
			write(file, HexFormat.of().formatHex(bytes));
		}
		return Files.readString(file).strip();
	}

	/** Where the named secret lies. */
	public Path file(String name) {
		return this.directory.resolve(name);
	}

	/** Writes a file that only its owner reads, from its first byte on. */
	public static void write(Path file, String text) throws IOException {
		Path fresh = file.resolveSibling(file.getFileName() + ".new");
		Files.deleteIfExists(fresh);
		Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
		Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
	}

}
