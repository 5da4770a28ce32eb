package org.durumi.local.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;

import org.durumi.local.LocalServerFailure;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.boot.BootSecretMissing;
import org.durumi.security.boot.WrongBootSecret;
import org.durumi.security.handoff.Fingerprint;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.HandoffPrimary;
import org.durumi.security.handoff.HandoffPrimary.Issued;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes and rotates the key that packages to partners are signed with, on a machine that
 * is not the server. Its directory holds the primary key, which never leaves it; what the
 * server gets; what is published; and what revokes the key. It ends with 0, or with 2 and
 * nothing changed.
 */
@Command(name = "handoff-key", description = "Makes and rotates the key that packages to partners are signed with.")
final class HandoffKeyCommand {

	private static final String PRIMARY = "primary";

	private static final String PUBLIC = "public.asc";

	private static final String REVOCATION = "revocation.asc";

	private final Clock clock = Clock.systemUTC();

	@Spec
	private @Nullable CommandSpec spec;

	@Command(name = "new", description = "makes a key")
	int make(@Parameters(paramLabel = "DIR", description = "a directory that is not there yet") Path directory,
			@Option(names = "--name", required = true, paramLabel = "NAME",
					description = "the organisation, as partners will read it") String name,
			@Option(names = "--secret", required = true, paramLabel = "FILE",
					description = "holds the passphrase of the primary key") Path secret,
			@Option(names = "--server-secret", required = true, paramLabel = "FILE",
					description = "holds the passphrase under which the server keeps its part") Path serverSecret,
			@Option(names = "--days", defaultValue = "365", paramLabel = "N",
					description = "how long the server's part is valid, at most 365") int days)
			throws IOException {
		if (Files.exists(directory)) {
			throw new LocalServerFailure(directory + " is there already: a key is never replaced. Rotate it, or choose "
					+ "another directory.");
		}
		Instant now = this.clock.instant();
		Ciphers ciphers = ciphers(secret, serverSecret);
		Issued issued = issue(generate(name, now), days, now);
		Files.createDirectory(directory,
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		issued.primary().toFile(directory.resolve(PRIMARY), ciphers.primary());
		Files.writeString(directory.resolve(REVOCATION), issued.primary().revocation(now));
		publish(directory, issued, ciphers.server());
		say("%s revokes the key: print it and keep it where neither the key nor its directory is.", REVOCATION);
		return 0;
	}

	@Command(name = "rotate", description = "gives the server another part of the same key")
	int rotate(@Parameters(paramLabel = "DIR", description = "where the key is") Path directory,
			@Option(names = "--secret", required = true, paramLabel = "FILE",
					description = "holds the passphrase of the primary key") Path secret,
			@Option(names = "--server-secret", required = true, paramLabel = "FILE",
					description = "holds the passphrase under which the server keeps its part") Path serverSecret,
			@Option(names = "--days", defaultValue = "365", paramLabel = "N",
					description = "how long the server's part is valid, at most 365") int days,
			@Option(names = "--revoke", paramLabel = "FINGERPRINT",
					description = "of a part of the server's that somebody else may have") @Nullable String lost)
			throws IOException {
		Instant now = this.clock.instant();
		Ciphers ciphers = ciphers(secret, serverSecret);
		HandoffPrimary primary = read(directory, ciphers.primary());
		Issued issued = issue((lost != null) ? revoke(primary, lost, now) : primary, days, now);
		Path next = directory.resolve(PRIMARY + ".next");
		Files.deleteIfExists(next);
		issued.primary().toFile(next, ciphers.primary());
		Files.move(next, directory.resolve(PRIMARY), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
		publish(directory, issued, ciphers.server());
		say("Partners need no new fingerprint. They import %s again, or their gpg does not know the new part.", PUBLIC);
		return 0;
	}

	private void publish(Path directory, Issued issued, BootCipher serverCipher) throws IOException {
		HandoffKey key = issued.key();
		Path server = directory.resolve("server-" + key.signingFingerprint().hex().substring(32));
		key.toFile(server, serverCipher);
		Files.writeString(directory.resolve(PUBLIC), key.publicKey());
		say("The key's fingerprint, to be read out to partners:%n  %s", key.fingerprint().grouped());
		say("%s is for the server alone, under its own passphrase; it signs until %s. Its fingerprint is%n  %s",
				server.getFileName(), key.expires().atOffset(ZoneOffset.UTC).toLocalDate(),
				key.signingFingerprint().grouped());
		say("%s is for publishing. %s stays here: keep the directory offline, with its passphrase elsewhere.", PUBLIC,
				PRIMARY);
	}

	private static HandoffPrimary generate(String name, Instant now) {
		try {
			return HandoffPrimary.generate(name, now);
		}
		catch (IllegalArgumentException ex) {
			throw new LocalServerFailure("A name is plain text of at most 100 characters, without address or brackets.",
					ex);
		}
	}

	private static Issued issue(HandoffPrimary primary, int days, Instant now) {
		try {
			return primary.issue(now, Duration.ofDays(days));
		}
		catch (IllegalArgumentException ex) {
			throw new LocalServerFailure("The server's part is valid for 1 to 365 days.", ex);
		}
	}

	private static HandoffPrimary revoke(HandoffPrimary primary, String lost, Instant now) {
		try {
			return primary.revoke(Fingerprint.parse(lost), now);
		}
		catch (IllegalArgumentException ex) {
			throw new LocalServerFailure("The key has no part of the server's with that fingerprint.", ex);
		}
	}

	private static HandoffPrimary read(Path directory, BootCipher cipher) throws IOException {
		try {
			return HandoffPrimary.fromFile(directory.resolve(PRIMARY), cipher);
		}
		catch (WrongBootSecret ex) {
			throw new LocalServerFailure("The primary key does not open with this passphrase.", ex);
		}
	}

	/** One passphrase for both would give the primary key to whoever takes the server. */
	private static Ciphers ciphers(Path secret, Path serverSecret) {
		try (BootSecret read = secret(secret); BootSecret serverRead = secret(serverSecret)) {
			if (read.isSameAs(serverRead)) {
				throw new LocalServerFailure("The server's passphrase must not be that of the primary key.");
			}
			return new Ciphers(new BootCipher(read), new BootCipher(serverRead));
		}
	}

	private static BootSecret secret(Path file) {
		try {
			return BootSecret.read(file);
		}
		catch (BootSecretMissing ex) {
			throw new LocalServerFailure("A passphrase in " + file + " is missing, or shorter than "
					+ BootSecret.MIN_LENGTH + " characters.", ex);
		}
	}

	/** What seals the primary key, and what seals the server's part. */
	private record Ciphers(BootCipher primary, BootCipher server) {

	}

	private void say(String sentence, Object... values) {
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		out.println(String.format(Locale.ROOT, sentence, values));
		out.flush();
	}

}
