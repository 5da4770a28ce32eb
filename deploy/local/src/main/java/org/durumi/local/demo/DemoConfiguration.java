package org.durumi.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.durumi.local.LocalDatabase;
import org.durumi.local.LocalKeycloak;
import org.durumi.local.Secrets;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.seal.RootKey;

/**
 * Writes what the application starts with: its configuration, with {@code ENC(…)} values
 * under the demo's boot secret, and the keys it makes once.
 */
final class DemoConfiguration {

	static final String LOG_NAME = "durumi.demo";

	private final DataDirectory data;

	private final Secrets secrets;

	private final DemoHandoffKeys handoffKeys;

	DemoConfiguration(DataDirectory data) throws IOException {
		this.data = data;
		this.secrets = data.secrets();
		this.handoffKeys = new DemoHandoffKeys(data);
	}

	/** Whether this start makes the boot secret. */
	boolean isFirst() {
		return !Files.exists(this.secrets.file("boot-secret"));
	}

	DemoHandoffKeys handoffKeys() {
		return this.handoffKeys;
	}

	LocalKeycloak.ClientSecrets clientSecrets() throws IOException {
		return new LocalKeycloak.ClientSecrets(this.secrets.get("client-secret"), this.secrets.get("accounts-secret"));
	}

	/** Writes the configuration anew and makes the keys that are missing. */
	Path write(int port, int cases, String issuer, LocalDatabase database) throws IOException {
		this.secrets.get("boot-secret");
		this.secrets.get("audit-secret");
		Path keyset = this.data.resolve("keys/root-keyset.enc");
		Map<String, String> settings = new LinkedHashMap<>();
		try (BootSecret secret = BootSecret.read(this.secrets.file("boot-secret"))) {
			BootCipher cipher = new BootCipher(secret);
			if (!Files.exists(keyset)) {
				Secrets.write(keyset, enc(cipher, RootKey.generate().serialize()));
			}
			settings.put("server.port", Integer.toString(port));
			settings.put("server.address", "127.0.0.1");
			settings.put("spring.profiles.active", "demo");
			settings.put("spring.datasource.url", database.url());
			settings.put("spring.datasource.username", "durumi_app");
			settings.put("spring.datasource.password", enc(cipher, database.password("durumi_app")));
			settings.put("spring.flyway.url", database.url());
			settings.put("spring.flyway.user", "durumi_migrator");
			settings.put("spring.flyway.password", enc(cipher, database.password("durumi_migrator")));
			settings.put("durumi.boot.secret-file", this.secrets.file("boot-secret").toString());
			settings.put("durumi.keys.root-keyset", Files.readString(keyset));
			settings.put("durumi.oidc.issuer", issuer);
			settings.put("durumi.oidc.client-id", "durumi");
			settings.put("durumi.oidc.client-secret", enc(cipher, clientSecrets().signIn()));
			settings.put("durumi.accounts.client-secret", enc(cipher, clientSecrets().accounts()));
			settings.put("durumi.accounts.second-factor", "false");
			settings.put("durumi.sample-data.cases", Integer.toString(cases));
			settings.put("durumi.audit.origin", LOG_NAME);
			settings.put("durumi.audit.datasource.url", database.url());
			settings.put("durumi.audit.datasource.username", "durumi_sequencer");
			settings.put("durumi.audit.datasource.password", enc(cipher, database.password("durumi_sequencer")));
			settings.put("durumi.audit.verifier.username", "durumi_verifier");
			settings.put("durumi.audit.verifier.password", enc(cipher, database.password("durumi_verifier")));
			settings.put("durumi.audit.signing-key-file", signingKey().toString());
			settings.put("durumi.audit.last-signed-file", this.data.resolve("keys/audit.last").toString());
			settings.put("durumi.audit.signing-secret-file", this.secrets.file("audit-secret").toString());
			this.handoffKeys.makePartner();
			settings.put("durumi.handoff.key-file", this.handoffKeys.ours(cipher).toString());
			settings.put("durumi.sample-data.partner-key-file", this.handoffKeys.partner().toString());
		}
		Path file = this.data.resolve("config/durumi.properties");
		Secrets.write(file,
				settings.entrySet()
					.stream()
					.map((setting) -> setting.getKey() + "=" + setting.getValue().replace("\\", "\\\\") + "\n")
					.collect(Collectors.joining()));
		return file;
	}

	/** The log signs with a key of its own under a secret of its own. */
	private Path signingKey() throws IOException {
		Path file = this.data.resolve("keys/audit-signing.key");
		if (!Files.exists(file)) {
			try (BootSecret secret = BootSecret.read(this.secrets.file("audit-secret"))) {
				SigningKey key = SigningKey.generate(LOG_NAME);
				key.toFile(file, new BootCipher(secret));
				Files.writeString(this.data.resolve("keys/audit.pub"), key.verifier() + "\n");
			}
		}
		return file;
	}

	private static String enc(BootCipher cipher, String value) {
		return "ENC(" + cipher.encrypt(value) + ")";
	}

}
