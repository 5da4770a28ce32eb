package org.durumi.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A child that ends with its parent. On Linux the kernel sees to it even after a hard
 * kill of the parent.
 */
public final class ChildProcess implements AutoCloseable {

	private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

	/**
	 * The kernel ends a child with the thread that started it; this one lives as long as
	 * we do.
	 */
	private static final ExecutorService STARTER = Executors.newFixedThreadPool(1,
			Thread.ofPlatform().daemon().name("children").factory());

	private final String name;

	private final Process process;

	private ChildProcess(String name, Process process) {
		this.name = name;
		this.process = process;
	}

	/**
	 * Starts a child whose output goes to a file.
	 * @throws LocalServerFailure if it cannot be started
	 */
	public static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
		List<String> whole = new ArrayList<>();
		if (Files.isExecutable(SETPRIV)) {
			whole.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "TERM"));
		}
		whole.addAll(command);
		ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		try {
			return new ChildProcess(name, STARTER.submit(builder::start).get());
		}
		catch (ExecutionException ex) {
			throw new LocalServerFailure(name + " cannot be started; see " + log + ".", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new LocalServerFailure(name + " was not started.", ex);
		}
	}

	/** The Java that runs us. */
	public static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	public String name() {
		return this.name;
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	public ProcessHandle handle() {
		return this.process.toHandle();
	}

	/** Waits until the child ends. */
	public void waitFor() throws InterruptedException {
		this.process.waitFor();
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
