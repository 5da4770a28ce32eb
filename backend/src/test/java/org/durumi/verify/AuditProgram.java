package org.durumi.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A command of the log, run as the launcher runs it: how it ended, and what it said. */
record AuditProgram(int code, String out, String err) {

	static AuditProgram run(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
						"-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-cp",
						System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
						"org.durumi.local.demo.DurumiCommand"));
		command.addAll(List.of(arguments));
		Path out = Files.createTempFile("audit", ".out");
		Path err = Files.createTempFile("audit", ".err");
		try {
			Process process = new ProcessBuilder(command).redirectOutput(out.toFile())
				.redirectError(err.toFile())
				.start();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
			return new AuditProgram(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
					Files.readString(err, StandardCharsets.UTF_8));
		}
		finally {
			Files.delete(out);
			Files.delete(err);
		}
	}

	void is(int code, String sentence) {
		assertThat(code()).as(() -> out() + err()).isEqualTo(code);
		String said = (code == 2) ? err() : out();
		// other lines come from the tests' logger, which the launcher leaves out
		assertThat(said.lines().toList()).anySatisfy((line) -> assertThat(line).startsWith(sentence));
		assertThat(out() + err()).doesNotContain("Exception", "\tat ");
	}

}
