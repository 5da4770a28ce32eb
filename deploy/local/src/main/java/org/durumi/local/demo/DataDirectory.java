package org.durumi.local.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.durumi.local.LocalServerFailure;
import org.durumi.local.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Where a demo keeps all it has. A directory is ours when it carries our marker; nothing
 * else is ever deleted.
 */
final class DataDirectory implements AutoCloseable {

	private static final String MARKER = "durumi-demo";

	private static final long ROOM = 1L << 30;

	private final Path path;

	private final FileChannel channel;

	private DataDirectory(Path path, FileChannel channel) {
		this.path = path;
		this.channel = channel;
	}

	/** {@code $XDG_DATA_HOME/durumi/demo}, else {@code ~/.local/share/durumi/demo}. */
	static Path usual() {
		String xdg = System.getenv("XDG_DATA_HOME");
		Path base = (xdg != null && !xdg.isBlank()) ? Path.of(xdg)
				: Path.of(System.getProperty("user.home"), ".local", "share");
		return base.resolve("durumi").resolve("demo");
	}

	/**
	 * Opens the directory for one demo at a time, making it where it is missing.
	 * @param reset empties it first
	 * @throws LocalServerFailure if it cannot be used, with a sentence
	 */
	static DataDirectory open(Path wanted, boolean reset) {
		Path path = wanted.toAbsolutePath().normalize();
		try {
			if (Files.exists(path) && !Files.isDirectory(path)) {
				throw new LocalServerFailure(path + " is a file: name a directory with --data.");
			}
			boolean ours = Files.exists(path.resolve(MARKER));
			if (Files.exists(path) && !ours && !isEmpty(path)) {
				throw new LocalServerFailure(path
						+ " holds something else than a demo of Durumi: name an empty or new directory with --data.");
			}
			Files.createDirectories(path);
			Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
			requireRoom(path);
			DataDirectory directory = new DataDirectory(path, lock(path));
			if (reset) {
				directory.empty();
			}
			Files.writeString(path.resolve(MARKER), "The data of a Durumi demo. Invented people only.\n");
			for (String name : new String[] { "config", "keys", "logs", "database", "keycloak" }) {
				Files.createDirectories(path.resolve(name));
			}
			return directory;
		}
		catch (IOException ex) {
			throw new LocalServerFailure(path + " cannot be used: " + reason(ex) + ".", ex);
		}
	}

	/** Why a file cannot be used, in words. */
	static String reason(IOException failure) {
		return switch (failure) {
			case AccessDeniedException denied -> "no permission for " + denied.getFile();
			case FileAlreadyExistsException there -> there.getFile() + " is no directory";
			case NotDirectoryException file -> file.getFile() + " is no directory";
			case NoSuchFileException missing -> missing.getFile() + " is missing";
			default -> String.valueOf(failure.getMessage());
		};
	}

	private static void requireRoom(Path path) throws IOException {
		long room = Files.getFileStore(path).getUsableSpace();
		if (room < ROOM) {
			throw new LocalServerFailure("There is too little room on the disk of %s: %d MiB free, 1024 MiB needed."
				.formatted(path, room >> 20));
		}
	}

	private static FileChannel lock(Path path) throws IOException {
		FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		FileLock lock;
		try {
			lock = channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			lock = null;
		}
		if (lock == null) {
			channel.close();
			throw new LocalServerFailure(
					"Another demo runs on " + path + ": stop it, or name another directory with --data.");
		}
		return channel;
	}

	private static boolean isEmpty(Path path) throws IOException {
		try (Stream<Path> entries = Files.list(path)) {
			return entries.findAny().isEmpty();
		}
	}

	Path resolve(String name) {
		return this.path.resolve(name);
	}

	Path path() {
		return this.path;
	}

	Secrets secrets() throws IOException {
		return new Secrets(this.path.resolve("secrets"));
	}

	/** Deletes all but the lock that is held, and follows no link. */
	private void empty() throws IOException {
		Files.walkFileTree(this.path, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				if (!file.equals(DataDirectory.this.path.resolve("lock"))) {
					Files.delete(file);
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
					throws IOException {
				if (!directory.equals(DataDirectory.this.path)) {
					Files.delete(directory);
				}
				return FileVisitResult.CONTINUE;
			}
		});
	}

	@Override
	public void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			throw new LocalServerFailure("The lock of " + this.path + " is not released.", ex);
		}
	}

}
