package org.durumi.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.durumi.local.LocalServerFailure;

/**
 * Remembers the children of a demo, so that the next start can end what a hard kill left
 * behind. A process is known by its id <em>and</em> its start: an id alone may by now be
 * somebody else's.
 */
final class Leftovers {

	/** Linux counts starts from the boot, whose own time moves when the clock is set. */
	private static final long SLACK_MILLIS = 10_000;

	private final Path file;

	Leftovers(Path file) {
		this.file = file;
	}

	/** Remembers a child. */
	void remember(ProcessHandle child) {
		child.info().startInstant().ifPresent((start) -> {
			try {
				Files.writeString(this.file, child.pid() + " " + start.toEpochMilli() + "\n", StandardOpenOption.CREATE,
						StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new LocalServerFailure("The children of the demo cannot be noted in " + this.file + ".", ex);
			}
		});
	}

	/**
	 * Ends what still runs, and forgets it.
	 * @return how many were ended
	 */
	int clear() {
		try {
			int ended = 0;
			if (Files.exists(this.file)) {
				for (String line : Files.readAllLines(this.file)) {
					ended += end(line) ? 1 : 0;
				}
			}
			Files.deleteIfExists(this.file);
			return ended;
		}
		catch (IOException ex) {
			throw new LocalServerFailure("What an earlier demo left behind cannot be read from " + this.file + ".", ex);
		}
	}

	private static boolean end(String line) {
		String[] parts = line.split(" ");
		if (parts.length != 2 || !parts[0].matches("\\d{1,10}") || !parts[1].matches("\\d{1,15}")) {
			return false;
		}
		Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[0]))
			.filter(ProcessHandle::isAlive)
			.filter((found) -> found.info()
				.startInstant()
				.map(Instant::toEpochMilli)
				.filter((start) -> Math.abs(start - Long.parseLong(parts[1])) < SLACK_MILLIS)
				.isPresent());
		process.ifPresent(Leftovers::end);
		return process.isPresent();
	}

	private static void end(ProcessHandle process) {
		CompletableFuture<ProcessHandle> exit = process.onExit();
		process.destroy();
		try {
			exit.get(15, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
