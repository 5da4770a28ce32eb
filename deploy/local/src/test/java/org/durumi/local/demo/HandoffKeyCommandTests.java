package org.durumi.local.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.HandoffPrimary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ./durumi handoff-key} as it is typed. */
class HandoffKeyCommandTests {

	@TempDir
	private Path directory;

	private Path keys;

	private Path secret;

	private Path serverSecret;

	private String said = "";

	/** One for all files: each salt costs a derivation, once. */
	private @Nullable BootCipher serverCipher;

	@BeforeEach
	void writeTheSecrets() throws IOException {
		this.keys = this.directory.resolve("keys");
		this.secret = Files.writeString(this.directory.resolve("secret"), "an offline secret of the tests");
		this.serverSecret = Files.writeString(this.directory.resolve("server-secret"),
				"a server's secret of the tests");
	}

	@Test
	void makesAKeyAndRotatesIt() throws IOException {
		assertThat(run("new", "--name", "Example Rescue", "--days", "90")).isZero();
		HandoffKey first = serverKeys().getFirst();
		assertThat(this.said).contains(first.fingerprint().grouped(), first.signingFingerprint().grouped());
		assertThat(this.keys.resolve("public.asc")).hasContent(first.publicKey());
		assertThat(this.keys.resolve("revocation.asc")).content().startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----");

		assertThat(run("rotate", "--revoke", first.signingFingerprint().grouped())).isZero();

		assertThat(serverKeys()).extracting(HandoffKey::fingerprint)
			.containsExactly(first.fingerprint(), first.fingerprint());
		String published = Files.readString(this.keys.resolve("public.asc"));
		assertThat(published).isNotEqualTo(first.publicKey())
			.isEqualTo(HandoffPrimary.fromFile(this.keys.resolve("primary"), cipher(this.secret)).publicKey());
	}

	@Test
	void neverReplacesAKey() throws IOException {
		Files.createDirectory(this.keys);

		assertThat(run("new", "--name", "Example Rescue")).isEqualTo(2);
		assertThat(this.said).contains("a key is never replaced");
		assertThat(this.keys).isEmptyDirectory();
	}

	@Test
	void wantsTwoPassphrases() throws IOException {
		Files.copy(this.secret, this.serverSecret, StandardCopyOption.REPLACE_EXISTING);
		assertThat(run("new", "--name", "Example Rescue")).isEqualTo(2);
		assertThat(this.said).contains("must not be that of the primary key");

		Files.writeString(this.serverSecret, "short");
		assertThat(run("new", "--name", "Example Rescue")).isEqualTo(2);
		assertThat(this.said).contains("shorter than 16 characters").doesNotContain("at org.durumi");
		assertThat(this.keys).doesNotExist();
	}

	@Test
	void saysWhatIsWrongAndMakesNothing() {
		assertThat(run("new", "--name", "Rescue <mail@example.org>")).isEqualTo(2);
		assertThat(this.said).contains("A name is plain text");
		assertThat(run("new", "--name", "Rescue", "--days", "366")).isEqualTo(2);
		assertThat(this.said).contains("1 to 365 days");
		assertThat(run("rotate")).isEqualTo(2);
		assertThat(this.keys).doesNotExist();
	}

	private int run(String command, String... more) {
		List<String> arguments = new ArrayList<>(List.of("handoff-key", command, this.keys.toString(), "--secret",
				this.secret.toString(), "--server-secret", this.serverSecret.toString()));
		arguments.addAll(List.of(more));
		StringWriter out = new StringWriter();
		CommandLine line = DurumiCommand.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
		int status = line.execute(arguments.toArray(String[]::new));
		this.said = out.toString();
		return status;
	}

	private List<HandoffKey> serverKeys() throws IOException {
		BootCipher cipher = (this.serverCipher != null) ? this.serverCipher : cipher(this.serverSecret);
		this.serverCipher = cipher;
		List<HandoffKey> keys = new ArrayList<>();
		try (Stream<Path> files = Files.list(this.keys)) {
			for (Path file : files.filter((each) -> each.getFileName().toString().startsWith("server-")).toList()) {
				keys.add(HandoffKey.fromFile(file, cipher));
			}
		}
		return keys;
	}

	private static BootCipher cipher(Path secret) {
		return new BootCipher(BootSecret.read(secret));
	}

}
