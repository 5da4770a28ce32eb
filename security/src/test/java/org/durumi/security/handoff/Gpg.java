package org.durumi.security.handoff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The machine's own gpg, as a partner has it, with a keyring that ends with the test. It
 * is no matter of taste: that packages open with stock GnuPG is a promise, so without one
 * the tests fail.
 */
final class Gpg implements AutoCloseable {

	private static final String PROGRAM = Optional.ofNullable(System.getenv("DURUMI_GPG"))
		.filter((name) -> !name.isEmpty())
		.orElse("gpg");

	private final Path home;

	private Gpg(Path home) {
		this.home = home;
	}

	/** A gpg with an empty keyring. */
	static Gpg start() throws IOException, InterruptedException {
		// a path of its own, since an agent's socket has a hundred characters at most
		Path shortest = Path.of("/tmp");
		Path home = Files.isDirectory(shortest) ? Files.createTempDirectory(shortest, "gpg")
				: Files.createTempDirectory("gpg");
		Gpg gpg = new Gpg(home);
		gpg.run("--version").succeeds();
		return gpg;
	}

	/** How gpg ended, and what it said. */
	record Result(int status, byte[] output, String errors) {

		byte[] succeeds() {
			assertThat(this.status).as(this.errors).isZero();
			return this.output;
		}

	}

	/** Makes a key by gpg's own words for it, and answers with its fingerprint. */
	String makeKey(String... parameters) throws IOException, InterruptedException {
		List<String> lines = new ArrayList<>(List.of(parameters));
		lines.addFirst("%no-protection");
		lines.add("%commit");
		Result made = run(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), "--status-fd", "1", "--gen-key");
		String created = text(made.succeeds());
		return created.substring(created.indexOf("KEY_CREATED ") + 14).strip().split("\\s")[0];
	}

	/** Makes a key as the guide tells partners to, with what differs. */
	String makePartner(String name, String expiry) throws IOException, InterruptedException {
		return makeKey("Key-Type: EDDSA", "Key-Curve: ed25519", "Key-Usage: sign", "Subkey-Type: ECDH",
				"Subkey-Curve: cv25519", "Subkey-Usage: encrypt", "Name-Real: " + name, "Expire-Date: " + expiry);
	}

	byte[] export(String... keys) throws IOException, InterruptedException {
		List<String> arguments = new ArrayList<>(List.of("--armor", "--export"));
		arguments.addAll(List.of(keys));
		return run(arguments.toArray(String[]::new)).succeeds();
	}

	void importKey(String armored) throws IOException, InterruptedException {
		run(armored.getBytes(StandardCharsets.UTF_8), "--import").succeeds();
	}

	Result run(String... arguments) throws IOException, InterruptedException {
		return run(new byte[0], arguments);
	}

	Result run(byte[] input, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(PROGRAM, "--homedir", this.home.toString(), "--batch",
				"--no-tty", "--yes", "--pinentry-mode", "loopback", "--passphrase", ""));
		command.addAll(List.of(arguments));
		return execute(command, input);
	}

	/** Answers gpg's questions in a dialogue. */
	Result converse(String answers, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(PROGRAM, "--homedir", this.home.toString(), "--no-tty",
				"--pinentry-mode", "loopback", "--passphrase", "", "--command-fd", "0"));
		command.addAll(List.of(arguments));
		return execute(command, answers.getBytes(StandardCharsets.UTF_8));
	}

	private Result execute(List<String> command, byte[] input) throws IOException, InterruptedException {
		Path in = Files.write(this.home.resolve("in"), input);
		Path out = this.home.resolve("out");
		Path err = this.home.resolve("err");
		Process process;
		try {
			process = new ProcessBuilder(command).redirectInput(in.toFile())
				.redirectOutput(out.toFile())
				.redirectError(err.toFile())
				.start();
		}
		catch (IOException ex) {
			throw new AssertionError("GnuPG is missing, and packages must open with it: install gnupg (./durumi test "
					+ "does so for root on Debian), or name the program in DURUMI_GPG.", ex);
		}
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("gpg came to an end").isTrue();
		return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
	}

	Path home() {
		return this.home;
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException, InterruptedException {
		execute(List.of("gpgconf", "--homedir", this.home.toString(), "--kill", "all"), new byte[0]);
		try (Stream<Path> files = Files.walk(this.home)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (NoSuchFileException ex) {
			// an agent took its socket away itself
		}
	}

}
