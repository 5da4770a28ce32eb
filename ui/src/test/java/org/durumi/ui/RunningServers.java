package org.durumi.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.durumi.local.LocalDatabase;
import org.durumi.local.LocalKeycloak;
import org.durumi.local.Ports;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.handoff.HandoffPrimary;
import org.durumi.security.handoff.PartnerKeyPair;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.seal.RootKey;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * PostgreSQL and Keycloak for browser tests, and what Durumi must know of them. The tests
 * of one run share one instance; whoever stops a server brings an instance of her own.
 */
public final class RunningServers {

	private static final LocalKeycloak.ClientSecrets SECRETS = new LocalKeycloak.ClientSecrets(
			"a client secret for tests", "an accounts secret for tests");

	private final LocalKeycloak.Realm realm;

	private final Path directory;

	private final int port = Ports.free();

	private final RootKey root = RootKey.generate();

	private final Instant begun = Clock.systemUTC().instant().minusSeconds(60);

	private final PartnerKeyPair clinic = PartnerKeyPair.generate("Clinic of the Two Rivers", this.begun);

	private final LocalDatabase database;

	private final int keycloakPort = Ports.free();

	private LocalKeycloak keycloak;

	/** Starts both, with the demo's people; Keycloak answers some seconds later. */
	public RunningServers() {
		this(LocalKeycloak.Realm.DEMO);
	}

	/** Starts both, with one of the realms. */
	public RunningServers(LocalKeycloak.Realm realm) {
		this.realm = realm;
		try {
			this.directory = Files.createTempDirectory("durumi-browser-tests");
			Files.writeString(secret(), "a secret for tests, and for tests only");
			try (BootSecret secret = BootSecret.read(secret())) {
				SigningKey key = SigningKey.generate("durumi.test");
				BootCipher cipher = new BootCipher(secret);
				key.toFile(signingKey(), cipher);
				HandoffPrimary.generate("Rescue of the tests", this.begun)
					.issue(this.begun, Duration.ofDays(300))
					.key()
					.toFile(handoffKey(), cipher);
				Files.writeString(partnerKey(), this.clinic.publicKey(this.begun, expires()));
				Files.createDirectory(this.directory.resolve("keys"));
				Files.writeString(this.directory.resolve("keys/audit.pub"), key.verifier() + "\n");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		// Keycloak is the slower one
		this.keycloak = startKeycloak();
		this.database = LocalDatabase.open(this.directory.resolve("database"), 0);
		leaveLogin();
		Runtime.getRuntime().addShutdownHook(new Thread(this::close));
	}

	/** As a demo does, for {@code verify-audit}. */
	private void leaveLogin() {
		try {
			Files.writeString(this.directory.resolve("demo.json"), """
					{"database": {"url": "%s", "user": "postgres", "password": "%s"}}
					""".formatted(this.database.url(), this.database.superuserPassword()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Starts Keycloak again where it was, and waits until it answers. */
	public void restartKeycloak() {
		this.keycloak = startKeycloak();
		awaitKeycloak();
	}

	private LocalKeycloak startKeycloak() {
		return LocalKeycloak.start(this.realm, this.directory.resolve("keycloak"), this.keycloakPort, Ports.free(),
				url(), SECRETS);
	}

	/** What the realm's clients show Keycloak. */
	public static LocalKeycloak.ClientSecrets secrets() {
		return SECRETS;
	}

	/** Keycloak's own administrator, who may do anything there. */
	public Keycloak keycloakAdministrator() {
		try {
			return KeycloakBuilder.builder()
				.serverUrl(this.keycloak.url())
				.realm("master")
				.clientId("admin-cli")
				.username("admin")
				.password(LocalKeycloak.adminPassword(this.directory.resolve("keycloak")))
				.build();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Durumi's address, without a slash at the end. */
	public String url() {
		return "http://localhost:" + this.port;
	}

	Path directory() {
		return this.directory;
	}

	public LocalDatabase database() {
		return this.database;
	}

	public LocalKeycloak keycloak() {
		return this.keycloak;
	}

	public void awaitKeycloak() {
		this.keycloak.await(Duration.ofMinutes(2));
	}

	/** Tells a test's application of both. */
	public void describe(DynamicPropertyRegistry registry) {
		registry.add("server.port", () -> this.port);
		registry.add("spring.datasource.url", this.database::url);
		login(registry, "spring.datasource.", "username", "durumi_app");
		registry.add("spring.flyway.url", this.database::url);
		login(registry, "spring.flyway.", "user", "durumi_migrator");
		registry.add("durumi.boot.secret-file", () -> secret().toString());
		registry.add("durumi.keys.root-keyset", this.root::serialize);
		registry.add("durumi.audit.datasource.url", this.database::url);
		login(registry, "durumi.audit.datasource.", "username", "durumi_sequencer");
		login(registry, "durumi.audit.verifier.", "username", "durumi_verifier");
		registry.add("durumi.audit.signing-key-file", () -> signingKey().toString());
		registry.add("durumi.audit.signing-secret-file", () -> secret().toString());
		registry.add("durumi.handoff.key-file", () -> handoffKey().toString());
		registry.add("durumi.sample-data.partner-key-file", () -> partnerKey().toString());
		registry.add("durumi.oidc.issuer", this.keycloak::issuer);
		registry.add("durumi.oidc.client-secret", SECRETS::signIn);
		registry.add("durumi.accounts.client-secret", SECRETS::accounts);
		registry.add("durumi.review.every", () -> "1s");
		registry.add("durumi.accounts.second-factor", () -> this.realm == LocalKeycloak.Realm.PRODUCTION);
	}

	private void login(DynamicPropertyRegistry registry, String prefix, String userProperty, String role) {
		registry.add(prefix + userProperty, () -> role);
		registry.add(prefix + "password", () -> this.database.password(role));
	}

	private Path secret() {
		return this.directory.resolve("boot-secret");
	}

	/** The clinic's private key, as gpg imports it; two people have compared it. */
	public String partnerPrivateKey() {
		return this.clinic.privateKey(this.begun, expires());
	}

	private Instant expires() {
		return this.begun.plus(Duration.ofDays(300));
	}

	private Path handoffKey() {
		return this.directory.resolve("handoff.key");
	}

	private Path partnerKey() {
		return this.directory.resolve("partner-clinic.asc");
	}

	private Path signingKey() {
		return this.directory.resolve("audit-signing.key");
	}

	private void close() {
		this.keycloak.close();
		this.database.close();
	}

}
