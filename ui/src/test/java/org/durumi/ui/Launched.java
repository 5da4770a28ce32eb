package org.durumi.ui;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A command of the launcher, as a process of its own. */
public final class Launched implements AutoCloseable {

	private final Process process;

	private final List<String> lines = new ArrayList<>();

	private final Thread read;

	private Launched(Process process) {
		this.process = process;
		this.read = Thread.ofVirtual().start(this::read);
	}

	public static Launched of(String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		if (System.getProperty("os.name").equals("Linux")) {
			// what is started in the background has interrupts ignored, and so has all
			// that it starts
			command.addAll(List.of("/usr/bin/env", "--default-signal=INT"));
		}
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
				"-Ddurumi.application=" + System.getProperty("durumi.application"),
				"-Ddurumi.keycloak.archive=" + System.getProperty("durumi.keycloak.archive"), "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				"org.durumi.local.demo.DurumiCommand"));
		command.addAll(List.of(arguments));
		return new Launched(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	private void read() {
		this.process.inputReader().lines().forEach((line) -> {
			synchronized (this.lines) {
				this.lines.add(line);
				this.lines.notifyAll();
			}
		});
		synchronized (this.lines) {
			this.lines.notifyAll();
		}
	}

	/** Waits until it says something that begins so. */
	public Launched says(String beginning, Duration limit) throws InterruptedException {
		long end = System.nanoTime() + limit.toNanos();
		synchronized (this.lines) {
			while (this.lines.stream().noneMatch((line) -> line.startsWith(beginning))) {
				long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
				assertThat(left > 0 && this.process.isAlive()).as("says %s, and said %s", beginning, this.lines)
					.isTrue();
				this.lines.wait(left);
			}
		}
		return this;
	}

	/** Everything that it started, and what that started. */
	public List<ProcessHandle> children() {
		return this.process.descendants().toList();
	}

	public Launched signal(String name) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start().waitFor())
			.isZero();
		return this;
	}

	/** Waits until it has ended. */
	public int code() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
		this.read.join();
		return this.process.exitValue();
	}

	public String output() {
		synchronized (this.lines) {
			return String.join("\n", this.lines);
		}
	}

	@Override
	public void close() {
		// not the process itself: its output is read to the end
		this.process.toHandle().destroy();
		this.process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
	}

}
