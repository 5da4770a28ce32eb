package org.durumi.local.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.durumi.local.LocalDatabase;
import org.durumi.local.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What stands in the way of a demo: each is one sentence, and nothing is left running.
 */
class DemoRefusalTests {

	private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

	@TempDir
	private Path directory = Path.of("");

	private int port = Ports.free();

	@AfterEach
	void nothingIsLeftRunning() {
		assertThat(ProcessHandle.allProcesses()
			.flatMap((process) -> process.info().commandLine().stream())
			.filter((command) -> command.contains(this.directory.toString()))).isEmpty();
	}

	@Test
	void aTakenPort() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = other.getLocalPort();
			demo(data())
				.isRefusal("Port " + this.port + " is taken: stop what uses it, or choose another with --port.");
		}
	}

	@Test
	void aPortThatIsNone() throws Exception {
		this.port = 70_000;
		demo(data()).isRefusal("A port is a number from 1 to 65535.");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 501 })
	void aNumberOfCasesThatIsNone(int cases) throws Exception {
		demo(data(), "--cases", Integer.toString(cases)).isRefusal("The number of cases is from 0 to 500.");
	}

	@Test
	void aFullDisk() throws Exception {
		assumeThat(isRoot()).as("only root mounts a disk small enough to be full").isTrue();
		Files.createDirectory(data());
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", data().toString()))
			.as("root may mount a disk here")
			.isZero();
		try {
			demo(data()).isRefusal("There is too little room on the disk of " + data() + ": ");
		}
		finally {
			assertThat(run("umount", data().toString())).isZero();
		}
	}

	@Test
	void aFileInPlaceOfTheDataDirectory() throws Exception {
		Files.writeString(data(), "a file");
		demo(data()).isRefusal(data() + " is a file: name a directory with --data.");
	}

	@Test
	void aDirectoryOfSomethingElse() throws Exception {
		Files.createDirectory(data());
		Files.writeString(data().resolve("letters"), "to be kept");
		demo(data(), "--reset").isRefusal(data() + " holds something else than a demo of Durumi");
		assertThat(data().resolve("letters")).hasContent("to be kept");
	}

	@Test
	void aFileInPlaceOfTheDatabase() throws Exception {
		ours();
		Files.writeString(data().resolve("database"), "a file");
		demo(data()).isRefusal(data() + " cannot be used: " + data().resolve("database") + " is no directory.");
	}

	@Test
	void aDatabaseWithoutMeaning() throws Exception {
		ours();
		Path home = data().resolve("database");
		LocalDatabase.open(home, 0).close();
		Files.writeString(home.resolve("cluster/PG_VERSION"), "\u0000\u0007 no version \u0000");
		demo(data()).isRefusal("The database in " + home + " does not start; see postgres.log there.");
	}

	@Test
	void aDatabaseWhosePasswordsAreLost() throws Exception {
		ours();
		Path home = data().resolve("database");
		LocalDatabase.open(home, 0).close();
		Files.writeString(home.resolve("passwords/postgres"), "another");
		demo(data()).isRefusal("The database in " + home + " does not start; see postgres.log there.");
	}

	@Test
	void aDirectoryThatCannotBeRead() throws Exception {
		assumeThat(!isRoot() || Files.isExecutable(SETPRIV)).as("root reads everything, unless setpriv takes that away")
			.isTrue();
		ours();
		Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("---------"));
		try {
			Ending
				.ofDemo(isRoot() ? List.of(SETPRIV.toString(), "--inh-caps", "-all", "--bounding-set",
						"-dac_override,-dac_read_search") : List.of(), application(), "--port",
						Integer.toString(this.port), "--data", data().toString())
				.isRefusal(data() + " cannot be used: no permission for " + data());
		}
		finally {
			Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
		}
	}

	@Test
	void aMachineWithoutAJdk() throws Exception {
		Ending ending = Ending.of(List.of("/bin/bash", launcher().toString(), "demo"), Map.of("PATH", "/nonexistent",
				"HOME", "/nonexistent", "JAVA_HOME", "/nonexistent", "DURUMI_JDKS", this.directory.toString()));
		ending.isRefusal("Durumi needs a JDK of version 25 or later, and none was found: install one");
		assertThat(ending.out()).isEmpty();
	}

	@Test
	void aJdkIsFoundThoughNeitherPathNorJavaHomeNamesIt() throws Exception {
		Files.createSymbolicLink(this.directory.resolve("some-jdk"), Path.of(System.getProperty("java.home")));
		Ending ending = Ending.of(List.of("/bin/bash", launcher().toString(), "help"),
				Map.of("PATH", "/usr/bin:/bin", "DURUMI_JDKS", this.directory.toString(),
						// makes every java say first what it picked up
						"JAVA_TOOL_OPTIONS", "-Ddurumi.said=first"));
		assertThat(ending.code()).as(ending::err).isZero();
		assertThat(ending.out()).contains("durumi demo");
	}

	private Ending demo(Path data, String... more) throws IOException, InterruptedException {
		String[] arguments = { "--port", Integer.toString(this.port), "--data", data.toString() };
		String[] all = Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
		return Ending.ofDemo(List.of(), application(), all);
	}

	private Path data() {
		return this.directory.resolve("data");
	}

	/** A data directory that carries the demo's marker. */
	private void ours() throws IOException {
		Files.createDirectories(data());
		Files.writeString(data().resolve("durumi-demo"), "The data of a Durumi demo. Invented people only.\n");
	}

	/** A file in the application's place: none of these demos comes so far. */
	private Path application() throws IOException {
		Path jar = this.directory.resolve("application.jar");
		return Files.exists(jar) ? jar : Files.createFile(jar);
	}

	private static Path launcher() {
		return Path.of("..", "..", "durumi").toAbsolutePath().normalize();
	}

	private static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

	private static int run(String... command) throws IOException, InterruptedException {
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
	}

}
