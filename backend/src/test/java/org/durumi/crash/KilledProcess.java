package org.durumi.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a load in a process of its own and kills it. */
final class KilledProcess {

	/** What the shell and Java call the end by {@code SIGKILL}. */
	private static final int KILLED = 128 + 9;

	private final Class<?> load;

	private final Pattern line;

	private final Path settings;

	private final Path log;

	/**
	 * Takes what to run.
	 * @param line that acknowledges something
	 */
	KilledProcess(Class<?> load, Pattern line, Path settings, Path log) {
		this.load = load;
		this.line = line;
		this.settings = settings;
		this.log = log;
	}

	/**
	 * Starts the process and kills it some moments after so many acknowledgements.
	 * @return all it has acknowledged
	 */
	List<MatchResult> killAfter(int lines, Duration moment, long seed) throws IOException, InterruptedException {
		Process process = start(seed);
		try (BufferedReader said = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			List<MatchResult> acknowledged = new ArrayList<>();
			String next = said.readLine();
			while (next != null) {
				Matcher matcher = this.line.matcher(next);
				if (matcher.matches()) {
					acknowledged.add(matcher.toMatchResult());
					if (acknowledged.size() == lines) {
						LockSupport.parkNanos(moment.toNanos());
						// the process itself would close the pipe with what is still in
						// it
						process.toHandle().destroyForcibly();
					}
				}
				next = said.readLine();
			}
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("has ended").isTrue();
			assertThat(process.exitValue()).as(() -> "killed, and nothing else; it said: " + said()).isEqualTo(KILLED);
			return acknowledged;
		}
		finally {
			process.destroyForcibly();
		}
	}

	private Process start(long seed) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				this.load.getName(), Long.toString(seed), "--spring.config.additional-location=file:" + this.settings)
			.redirectError(ProcessBuilder.Redirect.to(this.log.toFile()))
			.start();
	}

	private String said() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
		}
		catch (IOException ex) {
			return "nothing that can be read";
		}
	}

}
