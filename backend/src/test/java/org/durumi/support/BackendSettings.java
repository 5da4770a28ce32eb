package org.durumi.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.handoff.HandoffPrimary;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.seal.RootKey;

/**
 * What the backend must be told to run on a database, with the keys of this run: contexts
 * that share a database share them.
 */
public final class BackendSettings {

	private static final String ROOT_KEYSET = RootKey.generate().serialize();

	private static final Path KEYS = keys();

	private BackendSettings() {
	}

	/**
	 * The properties by name.
	 * @param url of Durumi's database
	 * @param password of each role that logs in
	 */
	public static Map<String, String> of(String url, UnaryOperator<String> password) {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("spring.datasource.url", url);
		settings.put("spring.datasource.username", "durumi_app");
		settings.put("spring.datasource.password", password.apply("durumi_app"));
		settings.put("spring.flyway.url", url);
		settings.put("spring.flyway.user", "durumi_migrator");
		settings.put("spring.flyway.password", password.apply("durumi_migrator"));
		settings.put("durumi.boot.secret-file", KEYS.resolve("boot-secret").toString());
		settings.put("durumi.keys.root-keyset", ROOT_KEYSET);
		// looked up when somebody signs in, which needs a browser
		settings.put("durumi.oidc.issuer", "http://localhost:1/realms/durumi");
		settings.put("durumi.oidc.client-id", "durumi");
		settings.put("durumi.oidc.client-secret", "unused");
		settings.put("durumi.accounts.client-secret", "unused");
		settings.put("durumi.audit.datasource.url", url);
		settings.put("durumi.audit.datasource.username", "durumi_sequencer");
		settings.put("durumi.audit.datasource.password", password.apply("durumi_sequencer"));
		settings.put("durumi.audit.verifier.username", "durumi_verifier");
		settings.put("durumi.audit.verifier.password", password.apply("durumi_verifier"));
		settings.put("durumi.review.every", "500ms");
		settings.put("durumi.handoffs.every", "200ms");
		settings.put("durumi.inbound.every", "500ms");
		settings.put("durumi.audit.signing-key-file", KEYS.resolve("audit-signing.key").toString());
		settings.put("durumi.handoff.key-file", KEYS.resolve("handoff.key").toString());
		settings.put("durumi.audit.signing-secret-file", KEYS.resolve("boot-secret").toString());
		return settings;
	}

	/** Secret and signing keys. */
	private static Path keys() {
		try {
			Path folder = Files.createTempDirectory("durumi-test");
			Path secretFile = folder.resolve("boot-secret");
			Files.writeString(secretFile, "a secret for tests, and for tests only");
			try (BootSecret secret = BootSecret.read(secretFile)) {
				BootCipher cipher = new BootCipher(secret);
				SigningKey.generate("durumi.test").toFile(folder.resolve("audit-signing.key"), cipher);
				Instant now = Clock.systemUTC().instant().minusSeconds(60);
				HandoffPrimary.generate("Rescue of the tests", now)
					.issue(now, Duration.ofDays(300))
					.key()
					.toFile(folder.resolve("handoff.key"), cipher);
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
