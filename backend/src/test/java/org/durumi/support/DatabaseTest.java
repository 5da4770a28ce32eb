package org.durumi.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

import org.durumi.DurumiApplication;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditLog;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.ledger.SigningKey;
import org.durumi.security.seal.RootKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A test of the real backend on the real database, with the demo's staff. One context
 * serves all; each test makes the cases it needs.
 */
@SpringBootTest(classes = DurumiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@ActiveProfiles("demo")
public abstract class DatabaseTest {

	private static final Map<DemoAccount, Actor> SESSIONS = new EnumMap<>(DemoAccount.class);

	private static final RootKey ROOT = RootKey.generate();

	private static final Path KEYS = keys();

	@Autowired
	private AuditLog auditLog;

	@Autowired
	private PlatformTransactionManager transactions;

	@Autowired
	protected JdbcClient jdbc;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("spring.datasource.url", TestDatabase::url);
		registry.add("spring.datasource.username", () -> "durumi_app");
		registry.add("spring.datasource.password", () -> TestDatabase.password("durumi_app"));
		registry.add("spring.flyway.url", TestDatabase::url);
		registry.add("spring.flyway.user", () -> "durumi_migrator");
		registry.add("spring.flyway.password", () -> TestDatabase.password("durumi_migrator"));
		registry.add("durumi.boot.secret-file", () -> KEYS.resolve("boot-secret").toString());
		registry.add("durumi.keys.root-keyset", ROOT::serialize);
		// looked up when somebody signs in, which these tests leave to the browser
		registry.add("durumi.oidc.issuer", () -> "http://localhost:1/realms/durumi");
		registry.add("durumi.oidc.client-id", () -> "durumi");
		registry.add("durumi.oidc.client-secret", () -> "unused");
		registry.add("durumi.audit.datasource.url", TestDatabase::url);
		registry.add("durumi.audit.datasource.username", () -> "durumi_sequencer");
		registry.add("durumi.audit.datasource.password", () -> TestDatabase.password("durumi_sequencer"));
		registry.add("durumi.audit.verifier.username", () -> "durumi_verifier");
		registry.add("durumi.audit.verifier.password", () -> TestDatabase.password("durumi_verifier"));
		registry.add("durumi.audit.signing-key-file", () -> KEYS.resolve("audit-signing.key").toString());
		registry.add("durumi.audit.signing-secret-file", () -> KEYS.resolve("boot-secret").toString());
	}

	/** Secret and signing key, made once a run. */
	private static Path keys() {
		try {
			Path folder = Files.createTempDirectory("durumi-test");
			Path secretFile = folder.resolve("boot-secret");
			Files.writeString(secretFile, "a secret for tests, and for tests only");
			try (BootSecret secret = BootSecret.read(secretFile)) {
				SigningKey.generate("durumi.test").toFile(folder.resolve("audit-signing.key"), new BootCipher(secret));
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Does the work as a demo account, signed in with a password. */
	protected <T> T as(DemoAccount account, Supplier<T> work) {
		return as(session(account), work);
	}

	/** As {@link #as(DemoAccount, Supplier)}, without a result. */
	protected void as(DemoAccount account, Runnable work) {
		as(account, () -> {
			work.run();
			return true;
		});
	}

	protected <T> T as(Actor actor, Supplier<T> work) {
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder.setContext(new SecurityContextImpl(new TestingAuthenticationToken(actor.id(), null,
				actor.roles().stream().map((role) -> new SimpleGrantedAuthority(role.authority())).toList())));
		try {
			return Actors.runAs(actor, work);
		}
		finally {
			SecurityContextHolder.setContext(before);
		}
	}

	/** Does the work in a transaction of its own. */
	protected <T> T inTransaction(Supplier<T> work) {
		return new TransactionTemplate(this.transactions).execute((status) -> work.get());
	}

	private Actor session(DemoAccount account) {
		return SESSIONS.computeIfAbsent(account, (key) -> {
			Actor actor = account.in(SessionRef.random(), 1);
			Actors.runAs(actor, () -> new TransactionTemplate(this.transactions)
				.executeWithoutResult((status) -> this.auditLog.openSession(actor)));
			return actor;
		});
	}

}
