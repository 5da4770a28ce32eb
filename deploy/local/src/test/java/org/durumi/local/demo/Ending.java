package org.durumi.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** How a program ended, and what it said. */
record Ending(int code, String out, String err) {

	/** Runs a program to its end, in this environment and nothing else. */
	static Ending of(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
		Path out = Files.createTempFile("program", ".out");
		Path err = Files.createTempFile("program", ".err");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile())
				.redirectError(err.toFile());
			builder.environment().clear();
			builder.environment().putAll(environment);
			Process process = builder.start();
			if (!process.waitFor(40, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new AssertionError("does not end: " + Files.readString(out) + Files.readString(err));
			}
			return new Ending(process.exitValue(), Files.readString(out), Files.readString(err));
		}
		finally {
			Files.delete(out);
			Files.delete(err);
		}
	}

	/** Starts the demo as the launcher does; what stands before is put before it. */
	static Ending ofDemo(List<String> before, Path application, String... arguments)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(before);
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
				"-Ddurumi.application=" + application, "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				DurumiCommand.class.getName(), "demo"));
		command.addAll(List.of(arguments));
		return of(command, System.getenv());
	}

	/** It failed with one sentence, and shows nothing of its inside. */
	void isRefusal(String sentence) {
		assertThat(code()).as(() -> out() + err()).isNotZero();
		assertThat(err().lines().toList()).as("what it complains of").singleElement().asString().startsWith(sentence);
		assertThat(out()).doesNotContain("Exception", "\tat ");
	}

}
