package org.durumi.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.durumi.actor.Actor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.support.DatabaseTest;
import org.durumi.support.DemoAccount;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Who comes in with what Keycloak says, also while an administrator is at work. */
class StaffSignInTests extends DatabaseTest {

	private static final ClientRegistration CLIENT = ClientRegistration.withRegistrationId("keycloak")
		.clientId("durumi")
		.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
		.redirectUri("https://durumi.example/")
		.authorizationUri("https://id.example/auth")
		.tokenUri("https://id.example/token")
		.build();

	@Autowired
	private StaffSignIn signIn;

	@Autowired
	private AuditLog log;

	@Test
	void whoIsKnownAlikeComesIn() {
		Actor person = hire(DemoAccount.CASEWORKER_YANJI);

		assertThat(comeIn(person, Instant.now()).actor().id()).isEqualTo(person.id());
		assertThat(living(person)).isOne();
	}

	@Test
	void whatSheShowedBeforeAResetLetsNobodyInAndWhatSheShowsAfterDoes() {
		for (String column : new String[] { "password_reset_at", "factor_reset_at" }) {
			Actor person = hire(DemoAccount.CASEWORKER_YANJI);
			Instant before = Instant.now().minus(Duration.ofMinutes(10));
			administer(person, column + " = now()", () -> {
			});

			assertThat(refused(person, before)).as(column).isEqualTo(RefusedSignIns.AGAIN);
			assertThat(living(person)).as(column).isZero();
			assertThat(comeIn(person, Instant.now().plusSeconds(1)).actor().id()).as(column).isEqualTo(person.id());
		}
	}

	@Test
	void aFactorThatBeginsToRestWhileSheSignsInOpensNoMoreThanHerPassword() {
		Actor person = hire(DemoAccount.CASEWORKER_YANJI);
		CompletableFuture<?>[] attempt = new CompletableFuture<?>[1];

		administer(person, "factor_reset_at = now()", () -> {
			attempt[0] = CompletableFuture.runAsync(() -> comeIn(person, Instant.now().plusSeconds(30), "aal2"));
			Awaitility.await().until(this::isWaited);
		});

		assertThatThrownBy(attempt[0]::join).hasCauseInstanceOf(OAuth2AuthenticationException.class);
		assertThat(comeIn(person, Instant.now().plusSeconds(1), "aal2").actor().acr()).isOne();
	}

	@Test
	void nobodyBackdatesAReset() {
		Actor person = hire(DemoAccount.CASEWORKER_YANJI);
		for (String column : new String[] { "password_reset_at", "factor_reset_at" }) {
			for (String when : new String[] { "null", "'2000-01-01'", "'2099-01-01'" }) {
				administer(person, column + " = " + when, () -> {
				});
				assertThat(as(DemoAccount.ADMIN,
						() -> inTransaction(() -> this.jdbc
							.sql("select " + column + " between now() - interval '1 minute' and now() from access.staff"
									+ " where subject = ?")
							.param(person.id())
							.query(Boolean.class)
							.single())))
					.as("%s = %s", column, when)
					.isTrue();
			}
		}
	}

	@Test
	void whoIsShutOutOrChangedWhileSheSignsInIsOut() {
		for (String change : new String[] { "active = false", "password_reset_at = now()" }) {
			Actor person = hire(DemoAccount.CASEWORKER_YANJI);
			Instant before = Instant.now().minusSeconds(5);
			CompletableFuture<?>[] attempt = new CompletableFuture<?>[1];

			administer(person, change, () -> {
				attempt[0] = CompletableFuture.runAsync(() -> comeIn(person, before));
				Awaitility.await().until(this::isWaited);
				assertThat(attempt[0]).isNotDone();
			});

			assertThatThrownBy(attempt[0]::join).as(change).hasCauseInstanceOf(OAuth2AuthenticationException.class);
			assertThat(living(person)).as(change).isZero();
		}
	}

	@Test
	void whoIsShutOutAfterSheSignedInIsOut() {
		Actor person = hire(DemoAccount.CASEWORKER_YANJI);
		comeIn(person, Instant.now());
		administer(person, "active = false", () -> {
		});

		assertThat(living(person)).isZero();
		assertThat(refused(person, Instant.now())).isEqualTo(RefusedSignIns.NOT_KNOWN);
	}

	/** As the administrator, in a transaction that ends after the work. */
	private void administer(Actor person, String change, Runnable meanwhile) {
		as(DemoAccount.ADMIN, () -> inTransaction(() -> {
			this.log.append(AuditEvent.done(AuditAction.STAFF_DISABLED, SubjectType.STAFF, person.id()));
			assertThat(this.jdbc.sql("update access.staff set " + change + " where subject = ?")
				.param(person.id())
				.update()).isOne();
			meanwhile.run();
			return true;
		}));
	}

	/** Whether somebody waits for the row of a person. */
	private boolean isWaited() {
		return this.jdbc.sql("""
				select exists (select from pg_locks where not granted and locktype = 'transactionid'
					and database is null)""").query(Boolean.class).single();
	}

	private String refused(Actor person, Instant authenticated) {
		return catchThrowableOfType(OAuth2AuthenticationException.class, () -> comeIn(person, authenticated)).getError()
			.getErrorCode();
	}

	private SignedInStaff comeIn(Actor person, Instant authenticated) {
		return comeIn(person, authenticated, "aal1");
	}

	private SignedInStaff comeIn(Actor person, Instant authenticated, String acr) {
		Instant now = Instant.now();
		OidcIdToken token = new OidcIdToken("token", now, now.plusSeconds(60),
				Map.of("sub", person.id().toString(), "iss", "https://id.example/realms/durumi", "sid",
						UUID.randomUUID().toString(), "roles", List.of("caseworker"), "auth_time", authenticated, "acr",
						acr));
		OAuth2AccessToken access = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "access", now,
				now.plusSeconds(60));
		return (SignedInStaff) this.signIn.loadUser(new OidcUserRequest(CLIENT, access, token));
	}

	private int living(Actor person) {
		return as(person,
				() -> inTransaction(() -> this.jdbc
					.sql("select count(*) from access.web_session where subject = ? and ended_at is null")
					.param(person.id())
					.query(Integer.class)
					.single()));
	}

}
