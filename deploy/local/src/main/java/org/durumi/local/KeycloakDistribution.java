package org.durumi.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's own distribution, unpacked and built once for each version. Several servers
 * run from it at a time, each with a directory of its own.
 */
final class KeycloakDistribution {

	private KeycloakDistribution() {
	}

	/** The built distribution; the first time this takes about half a minute. */
	static Path home() {
		Path cache = Caches.directory();
		Path home = cache.resolve("keycloak-" + version());
		try {
			Files.createDirectories(cache);
			try (FileChannel channel = FileChannel.open(cache.resolve("keycloak.lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
				Objects.requireNonNull(lock);
				if (!Files.exists(home)) {
					Path fresh = cache.resolve("keycloak-fresh");
					delete(fresh);
					unpack(archive(), fresh);
					build(fresh);
					Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
				}
			}
			return home;
		}
		catch (IOException ex) {
			throw new LocalServerFailure("Keycloak cannot be unpacked into " + cache + ": " + ex.getMessage(), ex);
		}
	}

	private static String version() {
		try (InputStream in = KeycloakDistribution.class.getResourceAsStream("/keycloak.properties")) {
			Properties properties = new Properties();
			properties.load(Objects.requireNonNull(in));
			return properties.getProperty("version");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Maven has put it where the build or the launcher says. */
	private static Path archive() {
		String path = System.getProperty("durumi.keycloak.archive");
		if (path == null || !Files.isRegularFile(Path.of(path))) {
			throw new LocalServerFailure("Keycloak's archive is missing; start through ./durumi, which fetches it.");
		}
		return Path.of(path);
	}

	private static void unpack(Path archive, Path target) throws IOException {
		try (TarArchiveInputStream tar = new TarArchiveInputStream(
				new GZIPInputStream(Files.newInputStream(archive), 1 << 16))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				Path name = Path.of(entry.getName());
				if (name.getNameCount() < 2) {
					continue;
				}
				Path file = target.resolve(name.subpath(1, name.getNameCount())).normalize();
				if (!file.startsWith(target)) {
					throw new IOException("an entry leaves the archive");
				}
				if (entry.isDirectory()) {
					Files.createDirectories(file);
				}
				else {
					Files.createDirectories(Objects.requireNonNull(file.getParent()));
					Files.copy(tar, file);
				}
			}
		}
	}

	private static void build(Path home) throws IOException {
		Process build = new ProcessBuilder(List.of("bash", home.resolve("bin/kc.sh").toString(), "build",
				"--db=dev-file", "--health-enabled=true"))
			.redirectErrorStream(true)
			.redirectOutput(home.resolve("build.log").toFile())
			.directory(home.toFile())
			.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
			.start();
		try {
			if (!build.waitFor(5, TimeUnit.MINUTES) || build.exitValue() != 0) {
				build.destroyForcibly();
				throw new IOException("its build failed, see build.log");
			}
		}
		catch (InterruptedException ex) {
			build.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IOException("interrupted");
		}
	}

	/** Deletes a directory with all that is in it, following no link. */
	static void delete(Path directory) throws IOException {
		if (!Files.exists(directory)) {
			return;
		}
		Files.walkFileTree(directory, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
				Files.delete(visited);
				return FileVisitResult.CONTINUE;
			}
		});
	}

}
