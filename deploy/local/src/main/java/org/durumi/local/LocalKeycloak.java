package org.durumi.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A real Keycloak as a child process on the loopback address, with one of the realms of
 * {@code deploy/keycloak}. Not for real people: no TLS.
 */
public final class LocalKeycloak implements AutoCloseable {

	/** The sign-in page's colours, beside the realm in {@code deploy/keycloak}. */
	private static final List<String> THEME = List.of("durumi/login/theme.properties",
			"durumi/login/resources/css/durumi.css", "durumi/login/resources/img/durumi.svg");

	private final ChildProcess process;

	private final int port;

	private LocalKeycloak(ChildProcess process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Which of the realms it serves. */
	public enum Realm {

		/** Invented people, no second factor. */
		DEMO("realm-demo.json"),
		/** As it is deployed: nobody in it yet. */
		PRODUCTION("realm.json");

		private final String file;

		Realm(String file) {
			this.file = file;
		}

	}

	/**
	 * The secrets of the realm's clients.
	 *
	 * @param signIn of the client that people sign in through
	 * @param accounts of the client that administers their accounts
	 */
	public record ClientSecrets(String signIn, String accounts) {

		@Override
		public String toString() {
			return "[secret]";
		}

	}

	/**
	 * Starts the server; it answers some seconds later, see {@link #await}.
	 * @param home a directory of its own, kept between starts
	 * @param managementPort answers health checks
	 * @param applicationUrl where Durumi is reached
	 * @param secrets what Durumi shows Keycloak
	 */
	public static LocalKeycloak start(Realm realm, Path home, int port, int managementPort, String applicationUrl,
			ClientSecrets secrets) {
		Path distribution = KeycloakDistribution.home();
		try {
			prepare(realm, home, distribution, applicationUrl, secrets);
			List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Xms64m", "-Xmx512m",
					"-XX:MaxMetaspaceSize=256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
					"-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
					"--add-opens=java.base/java.util=ALL-UNNAMED",
					"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
					"--add-opens=java.base/java.security=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
					"--enable-native-access=ALL-UNNAMED", "-Dkc.home.dir=" + home,
					"-Djboss.server.config.dir=" + home.resolve("conf"), "-cp",
					distribution.resolve("lib/quarkus-run.jar").toString(),
					"io.quarkus.bootstrap.runner.QuarkusEntryPoint", "start", "--optimized", "--import-realm",
					"--http-enabled=true", "--http-host=127.0.0.1", "--http-port=" + port,
					"--http-management-host=127.0.0.1", "--http-management-port=" + managementPort,
					"--hostname=http://localhost:" + port, "--cache=local"));
			Secrets own = new Secrets(home.resolve("secrets"));
			ChildProcess process = ChildProcess.start("Keycloak", command, Map.of("KC_BOOTSTRAP_ADMIN_USERNAME",
					"admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", own.get("bootstrap-admin")), home.resolve("keycloak.log"));
			return new LocalKeycloak(process, port);
		}
		catch (IOException ex) {
			throw new LocalServerFailure("Keycloak does not start: " + ex.getMessage(), ex);
		}
	}

	private static void prepare(Realm served, Path home, Path distribution, String applicationUrl,
			ClientSecrets secrets) throws IOException {
		for (String directory : List.of("conf", "providers", "themes", "data/import")) {
			Files.createDirectories(home.resolve(directory));
		}
		if (!Files.exists(home.resolve("lib"))) {
			Files.createSymbolicLink(home.resolve("lib"), distribution.resolve("lib"));
		}
		for (String file : THEME) {
			Path copy = home.resolve("themes").resolve(file);
			Files.createDirectories(copy.getParent());
			Files.write(copy, resource("/theme/" + file));
		}
		Path realm = home.resolve("data/import/durumi-realm.json");
		String wanted = new String(resource("/" + served.file), StandardCharsets.UTF_8)
			.replace("@APPLICATION@", applicationUrl)
			.replace("@CLIENT_SECRET@", secrets.signIn())
			.replace("@ACCOUNTS_SECRET@", secrets.accounts());
		if (!Files.exists(realm) || !Files.readString(realm).equals(wanted)) {
			// an import passes over a realm that exists
			KeycloakDistribution.delete(home.resolve("data/h2"));
			Secrets.write(realm, wanted);
		}
	}

	private static byte[] resource(String name) throws IOException {
		try (InputStream in = LocalKeycloak.class.getResourceAsStream(name)) {
			return Objects.requireNonNull(in, name).readAllBytes();
		}
	}

	/** The realm's address, as tokens name it. */
	public String issuer() {
		return url() + "/realms/durumi";
	}

	public String url() {
		return "http://localhost:" + this.port;
	}

	public ChildProcess process() {
		return this.process;
	}

	/**
	 * The password of Keycloak's own first administrator, {@code admin} of its master
	 * realm.
	 */
	public static String adminPassword(Path home) throws IOException {
		return new Secrets(home.resolve("secrets")).get("bootstrap-admin");
	}

	/**
	 * Waits until the realm answers.
	 * @throws LocalServerFailure if it does not within the limit
	 */
	public LocalKeycloak await(Duration limit) {
		HealthCheck.await(this.process, URI.create(issuer() + "/.well-known/openid-configuration"), limit, () -> {
		});
		return this;
	}

	@Override
	public void close() {
		this.process.close();
	}

}
