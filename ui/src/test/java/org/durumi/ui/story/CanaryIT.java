package org.durumi.ui.story;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people type is nowhere in clear: not in the database's files, its write-ahead log
 * or its messages, not in what the application or Keycloak print, not among temporary
 * files.
 */
class CanaryIT extends BrowserTest {

	private static final Path OUTPUT = Path.of("target", "canary", "output.log");

	private static final Path LEFT = Path.of(System.getProperty("java.io.tmpdir"),
			"durumi-canary-" + UUID.randomUUID());

	private final Instant begin = Instant.now();

	private final PrintStream out = System.out;

	private final PrintStream err = System.err;

	@BeforeAll
	void keepWhatIsPrinted() throws IOException {
		Files.createDirectories(OUTPUT.getParent());
		Files.deleteIfExists(OUTPUT);
		OutputStream file = Files.newOutputStream(OUTPUT);
		System.setOut(new PrintStream(new Both(this.out, file), true, StandardCharsets.UTF_8));
		System.setErr(new PrintStream(new Both(this.err, file), true, StandardCharsets.UTF_8));
	}

	@AfterAll
	void printAsBefore() {
		System.setOut(this.out);
		System.setErr(this.err);
	}

	@Test
	void nothingThatIsTypedLiesInClearInAnyFileOrLog() throws Exception {
		Canaries canaries = new Canaries();
		CanaryTyping typing = new CanaryTyping(canaries, new Hand(signedIn("caseworker-yanji")));
		typing.register();
		typing.records();
		typing.notes();
		typing.conflict(new Hand(signedIn("caseworker-yanji")));
		typing.moves();
		typing.supervise(new Hand(signedIn("supervisor-yanji")));
		typing.farewell();
		assertThat(canaries.typed()).hasSizeGreaterThanOrEqualTo(50);

		String marker = "marker " + UUID.randomUUID();
		leaveInClear(marker);
		Needles needles = new Needles().add("MARKER", marker);
		canaries.typed().forEach(needles::add);
		ByteScanner scanner = new ByteScanner(needles.all());
		List<ByteScanner.Hit> hits = scan(scanner);

		clearUp();
		assertThat(hits).filteredOn((hit) -> !isMarker(hit)).isEmpty();
		assertThat(hits).filteredOn(CanaryIT::isMarker)
			.extracting((hit) -> hit.file().toString())
			.as("where the marker was left in clear")
			.anyMatch((file) -> file.contains("/cluster/base/"))
			.anyMatch((file) -> file.contains("/pg_wal/"))
			.anyMatch((file) -> file.endsWith("postgres.log"))
			.anyMatch((file) -> file.endsWith("output.log"))
			.anyMatch((file) -> file.contains("durumi-canary"));
		assertThat(scanner.read()).isGreaterThan(50_000_000);
	}

	/** So that the scan proves that it would find what it looks for. */
	private static void leaveInClear(String marker) throws SQLException, IOException {
		LoggerFactory.getLogger(CanaryIT.class).info("event=left marker={}", marker);
		Files.writeString(LEFT, marker);
		try (Connection connection = database().connect("postgres");
				Statement statement = connection.createStatement()) {
			statement.execute("create table public.canary_control (left_in_clear text)");
			statement.execute("insert into public.canary_control values ('%s')".formatted(marker));
			statement.execute("do $$ begin raise log '%s'; end $$".formatted(marker));
			statement.execute("checkpoint");
		}
	}

	private static void clearUp() throws SQLException, IOException {
		Files.deleteIfExists(LEFT);
		try (Connection connection = database().connect("postgres");
				Statement statement = connection.createStatement()) {
			statement.execute("drop table public.canary_control");
		}
	}

	private List<ByteScanner.Hit> scan(ByteScanner scanner) throws IOException {
		List<Path> files = new ArrayList<>(List.of(OUTPUT));
		Files.walkFileTree(servers(), new Regular(files, Instant.MIN));
		Files.walkFileTree(Path.of(System.getProperty("java.io.tmpdir")), new Regular(files, this.begin));
		List<ByteScanner.Hit> hits = new ArrayList<>();
		for (Path file : files) {
			try {
				hits.addAll(scanner.scan(file));
			}
			catch (AccessDeniedException others) {
				// a temporary file of somebody else's process
			}
		}
		return hits;
	}

	private static boolean isMarker(ByteScanner.Hit hit) {
		return hit.name().startsWith("MARKER");
	}

	/** Collects regular files that were written since, and passes over what has gone. */
	private static final class Regular extends SimpleFileVisitor<Path> {

		private final List<Path> files;

		private final Instant since;

		private Regular(List<Path> files, Instant since) {
			this.files = files;
			this.since = since;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
			boolean ofAnotherRun = directory.getFileName().toString().startsWith("durumi-")
					&& !directory.startsWith(servers());
			return ofAnotherRun ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
			if (attributes.isRegularFile() && !this.files.contains(file)
					&& attributes.lastModifiedTime().toInstant().isAfter(this.since)) {
				this.files.add(file);
			}
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFileFailed(Path file, IOException gone) {
			return FileVisitResult.CONTINUE;
		}

	}

	/** Writes to the console as before, and to a file. */
	private static final class Both extends OutputStream {

		private final PrintStream console;

		private final OutputStream file;

		private Both(PrintStream console, OutputStream file) {
			this.console = console;
			this.file = file;
		}

		@Override
		public void write(int one) throws IOException {
			this.console.write(one);
			this.file.write(one);
		}

		@Override
		public void write(byte[] bytes, int from, int length) throws IOException {
			this.console.write(bytes, from, length);
			this.file.write(bytes, from, length);
		}

		@Override
		public void flush() throws IOException {
			this.console.flush();
			this.file.flush();
		}

	}

}
