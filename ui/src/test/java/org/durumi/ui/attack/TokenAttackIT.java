package org.durumi.ui.attack;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.RunningServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens, codes and addresses that nobody was given: nobody is signed in by them, nothing
 * is signed out, nothing fails, and where a person is known it is in the log.
 */
class TokenAttackIT extends BrowserTest {

	private static final String ADMIN = "0d000000-0000-4000-8000-000000000109";

	private static final String ANONYMOUS = "00000000-0000-8000-8000-000000000001";

	private static final String CALLBACK = "/login/oauth2/code/keycloak";

	private static final String BACK_CHANNEL = "/logout/connect/back-channel/keycloak";

	private static final RSAKey ANOTHER_KEY = key();

	private final HttpClient http = HttpClient.newHttpClient();

	private record Forgery(String name, UnaryOperator<String> of) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<Forgery> idTokens() {
		return Stream.of(new Forgery("no algorithm", (token) -> unsigned(claims(token))),
				new Forgery("another key under Keycloak's name", (token) -> signed(token, same(), true)),
				new Forgery("a key that Keycloak does not have", (token) -> signed(token, same(), false)),
				new Forgery("the client's secret as key",
						(token) -> sharedSecret(token, RunningServers.secrets().signIn())),
				new Forgery("a higher level, signature left",
						(token) -> tampered(token, (claims) -> claims.claim("acr", "aal2"))),
				new Forgery("a later sign-in, signature left",
						(token) -> tampered(token,
								(claims) -> claims.claim("auth_time", Instant.now().getEpochSecond() + 600))),
				new Forgery("somebody else, signature left",
						(token) -> tampered(token, (claims) -> claims.subject(ADMIN))),
				new Forgery("more roles, signature left",
						(token) -> tampered(token, (claims) -> claims.claim("roles", List.of("admin", "caseworker")))),
				new Forgery("another issuer",
						(token) -> signed(token, (claims) -> claims.issuer(keycloak().url() + "/realms/elsewhere"),
								true)),
				new Forgery("another audience",
						(token) -> signed(token, (claims) -> claims.audience("elsewhere"), true)),
				new Forgery("expired",
						(token) -> signed(token,
								(claims) -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))), true)),
				new Forgery("no signature", (token) -> token.substring(0, token.lastIndexOf('.') + 1)),
				new Forgery("half", (token) -> token.substring(0, token.length() / 2)),
				new Forgery("nothing", (token) -> ""), new Forgery("not a token", (token) -> "x.y.z"));
	}

	@ParameterizedTest
	@MethodSource("idTokens")
	void anIdTokenThatKeycloakDidNotGiveSignsNobodyIn(Forgery forgery) throws Exception {
		long before = signIns();
		int refusals = Integer.parseInt(refusals(ANONYMOUS));
		Page page = newPage();
		page.navigate(url() + "/");
		try (Interceptor between = between(forgery.of())) {
			fillIn(page, "analyst");
			page.waitForURL(url() + "/sign-in-failed");
			assertThat(between.forged()).isOne();
		}

		isSignedOut(page);
		assertThat(signIns()).isEqualTo(before);
		assertThat(refusals(ANONYMOUS)).isEqualTo(Integer.toString(refusals + 1));
	}

	@Test
	void aTrueTokenThroughTheSameHandsSignsIn() throws Exception {
		Page page = newPage();
		page.navigate(url() + "/");
		try (Interceptor between = between(UnaryOperator.identity())) {
			fillIn(page, "analyst");
			page.waitForURL(url() + "/statistics");
			assertThat(between.forged()).isOne();
		}
	}

	@Test
	void aTrueTokenOfAnotherSignInSignsNobodyIn() throws Exception {
		List<String> stolen = new ArrayList<>();
		Page victim = newPage();
		victim.navigate(url() + "/");
		try (Interceptor between = between((token) -> {
			stolen.add(token);
			return token;
		})) {
			fillIn(victim, "admin");
			victim.waitForURL(url() + "/staff");
		}
		Page thief = newPage();
		thief.navigate(url() + "/");
		try (Interceptor between = between((token) -> stolen.getFirst())) {
			fillIn(thief, "analyst");
			thief.waitForURL(url() + "/sign-in-failed");
		}
		isSignedOut(thief);
	}

	@Test
	void whoseRolesDisagreeAndWhomDurumiDoesNotKnowIsRefusedAndItIsInTheLog() throws Exception {
		try (Keycloak keycloak = keycloakAdministrator()) {
			RealmResource realm = keycloak.realm("durumi");
			String shelter = realm.users().searchByUsername("partner-shelter", true).getFirst().getId();
			RoleRepresentation partner = realm.roles().get("partner").toRepresentation();
			RoleRepresentation admin = realm.roles().get("admin").toRepresentation();
			realm.users().get(shelter).roles().realmLevel().remove(List.of(partner));
			isRefused("partner-shelter", shelter);
			realm.users().get(shelter).roles().realmLevel().add(List.of(partner, admin));
			isRefused("partner-shelter", shelter);
			realm.users().get(shelter).roles().realmLevel().remove(List.of(admin));

			UserRepresentation stranger = new UserRepresentation();
			stranger.setUsername("stranger");
			stranger.setEnabled(true);
			CredentialRepresentation password = new CredentialRepresentation();
			password.setType(CredentialRepresentation.PASSWORD);
			password.setValue(PASSWORD);
			stranger.setCredentials(List.of(password));
			realm.users().create(stranger).close();
			String unknown = realm.users().searchByUsername("stranger", true).getFirst().getId();
			realm.users().get(unknown).roles().realmLevel().add(List.of(admin));
			isRefused("stranger", unknown);
			realm.users().delete(unknown).close();
		}
	}

	@Test
	void aCodeAndAStateAreGoodOnceAndInTheirOwnSession() {
		List<String> callbacks = new ArrayList<>();
		Page page = newPage();
		page.onRequest((request) -> {
			if (request.url().startsWith(url() + CALLBACK)) {
				callbacks.add(request.url());
			}
		});
		signInThroughThePage(page, "caseworker-yanji");
		String used = callbacks.getFirst();

		page.navigate(used);
		assertThat(page).hasURL(url() + "/sign-in-failed");
		page.navigate(url() + "/my-day");
		assertThat(page.locator(".person-name")).hasText("윤하늘");
		Page thief = newPage();
		thief.navigate(used);
		assertThat(thief).hasURL(url() + "/sign-in-failed");
		isSignedOut(thief);

		thief.navigate(url() + "/oauth2/authorization/keycloak");
		String state = used.replaceAll(".*[?&]state=([^&]+).*", "$1");
		for (String attempt : List.of("", "?code=x", "?state=" + state, "?code=x&state=" + state, "?code=x&state=x",
				"?error=access_denied&state=" + state, "?code=&state=", "?code=x&code=y&state=" + state + "&state=z")) {
			thief.navigate(url() + CALLBACK + attempt);
			assertThat(thief).hasURL(url() + "/sign-in-failed");
			isSignedOut(thief);
		}
	}

	static Stream<Forgery> logoutTokens() {
		return Stream.of(new Forgery("no algorithm", (sid) -> unsigned(logout(sid, same()))),
				new Forgery("another key", (sid) -> signed(logout(sid, same()), true)),
				new Forgery("an unknown key", (sid) -> signed(logout(sid, same()),
						false)),
				new Forgery(
						"the client's secret as key", (
								sid) -> sharedSecret(signed(logout(sid, same()), true),
										RunningServers.secrets().signIn())),
				new Forgery("expired",
						(sid) -> signed(logout(sid,
								(claims) -> claims.issueTime(Date.from(Instant.EPOCH))
									.expirationTime(Date.from(Instant.EPOCH))),
								true)),
				new Forgery(
						"another client's", (sid) -> signed(logout(sid, (claims) -> claims.audience("elsewhere")),
								true)),
				new Forgery(
						"another issuer's", (
								sid) -> signed(logout(sid, (claims) -> claims.issuer("https://elsewhere.example")),
										true)),
				new Forgery(
						"an ID token's look", (sid) -> signed(logout(sid, (claims) -> claims.claim("nonce", "n")),
								true)),
				new Forgery("without the event",
						(sid) -> signed(logout(sid, (claims) -> claims.claim("events", null)), true)),
				new Forgery("nobody's",
						(sid) -> signed(logout(sid, (claims) -> claims.subject(null).claim("sid", null)), true)),
				new Forgery("not a token", (sid) -> "x.y.z"), new Forgery("nothing", (sid) -> ""));
	}

	@ParameterizedTest
	@MethodSource("logoutTokens")
	void aLogoutTokenThatKeycloakDidNotGiveEndsNothing(Forgery forgery) throws Exception {
		Page page = browserOf("analyst");

		HttpResponse<String> answer = this.http.send(HttpRequest.newBuilder(URI.create(url() + BACK_CHANNEL))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers
				.ofString("logout_token=" + URLEncoder.encode(forgery.of().apply("any"), StandardCharsets.UTF_8)))
			.build(), HttpResponse.BodyHandlers.ofString());

		assertThat(answer.statusCode()).isBetween(400, 499);
		assertThat(answer.body()).doesNotContain("analyst", "0d000000");
		page.navigate(url() + "/welcome");
		assertThat(page.locator("vaadin-app-layout")).isVisible();
	}

	@Test
	void noAddressStepsAnybodyUp() throws Exception {
		Page page = signedIn("admin");
		int attempts = 0;
		for (String address : bypasses()) {
			APIResponse answer = page.request()
				.get(url() + "/oauth2/authorization/keycloak" + address, RequestOptions.create().setMaxRedirects(20));
			assertThat(answer.status()).as(address).isLessThan(500);
			attempts++;
		}
		for (Map.Entry<String, String> change : changes().entrySet()) {
			APIResponse first = page.request()
				.get(url() + "/oauth2/authorization/keycloak?step=aal2", RequestOptions.create().setMaxRedirects(0));
			String toKeycloak = first.headers().get("location") + change.getValue();
			APIResponse answer = page.request().get(toKeycloak, RequestOptions.create().setMaxRedirects(20));
			assertThat(answer.status()).as(change.getKey()).isLessThan(500);
			attempts++;
		}
		for (UnaryOperator<String> forgery : List.<UnaryOperator<String>>of(
				(token) -> tampered(token, (claims) -> claims.claim("acr", "aal2")),
				(token) -> signed(token, (claims) -> claims.claim("acr", "aal2"), true),
				(token) -> signed(token, (claims) -> claims.claim("acr", "aal2"), false),
				(token) -> unsigned(with(claims(token), (claims) -> claims.claim("acr", "aal2"))))) {
			try (Interceptor between = between(forgery)) {
				APIResponse answer = page.request().get(url() + "/oauth2/authorization/keycloak");
				assertThat(answer.status()).isLessThan(500);
				assertThat(between.forged()).isOne();
			}
			attempts++;
		}

		assertThat(attempts).isGreaterThanOrEqualTo(50);
		assertThat(ask("select count(*) from audit.event where action = 'STEPPED_UP' and acr > 1 and session_ref ="
				+ " (select session_ref from audit.event where action = 'SIGNED_IN' and actor_id = ?::uuid"
				+ " order by event_id desc limit 1)", ADMIN))
			.isEqualTo("0");
		page.navigate(url() + "/staff");
		assertThat(page.locator(".step-up-card")).isVisible();
		assertThat(page.getByText("Invite somebody")).hasCount(0);
	}

	private static Interceptor between(UnaryOperator<String> forge) throws IOException {
		return new Interceptor(URI.create(keycloak().issuer() + "/protocol/openid-connect/certs"), forge);
	}

	/** What somebody might put into the address, hoping for a level. */
	private static List<String> bypasses() {
		List<String> addresses = new ArrayList<>();
		for (String name : List.of("acr", "acr_values", "claims", "amr", "level", "loa", "max_age", "auth_time",
				"prompt", "id_token_hint", "request", "request_uri", "login_hint")) {
			for (String value : List.of("aal2", "2", "none",
					"%7B%22id_token%22:%7B%22acr%22:%7B%22values%22:%5B%22aal2%22%5D%7D%7D%7D")) {
				addresses.add("?" + name + "=" + value);
			}
		}
		addresses
			.addAll(List.of("?step=aal1&acr=aal2", "?step=AAL2", "?step=aal2%00", "?step=2", "?step=aal1&step=aal2",
					"?step=aal2&prompt=none", "?step=aal2&step=aal1", "?step=aal2&acr_values=aal1"));
		return addresses;
	}

	/** What she might append to the address that leads to Keycloak. */
	private static Map<String, String> changes() {
		Map<String, String> changes = new LinkedHashMap<>();
		for (String change : List.of("&prompt=none", "&acr_values=aal1", "&acr_values=aal2", "&max_age=99999",
				"&claims=%7B%7D", "&kc_action=skip", "&skip=1")) {
			changes.put(change, change);
		}
		return changes;
	}

	private void isRefused(String username, String subject) throws SQLException {
		String before = refusals(subject);
		Page page = newPage();
		page.navigate(url() + "/");
		fillIn(page, username);
		page.waitForURL(url() + "/sign-in-refused");
		isSignedOut(page);
		page.context().close();
		assertThat(Integer.parseInt(refusals(subject))).isEqualTo(Integer.parseInt(before) + 1);
	}

	private static String refusals(String subject) throws SQLException {
		return ask(
				"select count(*) from audit.event where action in ('SIGN_IN_REFUSED', 'TOKEN_REFUSED') and outcome = 1"
						+ " and subject_id = ?::uuid",
				subject);
	}

	/** Durumi's own cookie opens nothing. */
	private static void isSignedOut(Page page) {
		APIResponse answer = page.request().get(url() + "/welcome", RequestOptions.create().setMaxRedirects(0));
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.headers().get("location")).contains("/oauth2/authorization/keycloak");
	}

	private static long signIns() throws SQLException {
		return Long.parseLong(ask("select count(*) from audit.event where action in ('SIGNED_IN', 'STEPPED_UP')"));
	}

	private static String ask(String sql, String... parameters) throws SQLException {
		try (Connection superuser = database().connect("postgres");
				PreparedStatement statement = superuser.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet rows = statement.executeQuery()) {
				rows.next();
				return rows.getString(1);
			}
		}
	}

	// the attacker's workshop

	private static RSAKey key() {
		try {
			return new RSAKeyGenerator(2048).keyID("another").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Consumer<JWTClaimsSet.Builder> same() {
		return (claims) -> {
		};
	}

	private static JWTClaimsSet claims(String token) {
		try {
			return SignedJWT.parse(token).getJWTClaimsSet();
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JWTClaimsSet with(JWTClaimsSet claims, Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder(claims);
		change.accept(builder);
		return builder.build();
	}

	private static JWTClaimsSet logout(String sid, Consumer<JWTClaimsSet.Builder> change) {
		Map<String, Object> events = new HashMap<>();
		events.put("http://schemas.openid.net/event/backchannel-logout", Map.of());
		return with(new JWTClaimsSet.Builder().issuer(keycloak().issuer())
			.audience("durumi")
			.subject("0d000000-0000-4000-8000-000000000108")
			.claim("sid", sid)
			.claim("events", events)
			.jwtID(UUID.randomUUID().toString())
			.issueTime(new Date())
			.expirationTime(Date.from(Instant.now().plusSeconds(60)))
			.build(), change);
	}

	private static String unsigned(JWTClaimsSet claims) {
		return new PlainJWT(claims).serialize();
	}

	private static String tampered(String token, Consumer<JWTClaimsSet.Builder> change) {
		String[] parts = token.split("\\.");
		return parts[0] + "." + with(claims(token), change).toPayload().toBase64URL() + "." + parts[2];
	}

	private static String signed(String token, Consumer<JWTClaimsSet.Builder> change, boolean underItsName) {
		try {
			String name = underItsName ? SignedJWT.parse(token).getHeader().getKeyID() : "another";
			return signed(with(claims(token), change), JWSAlgorithm.RS256, name, new RSASSASigner(ANOTHER_KEY));
		}
		catch (ParseException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Signs a logout token, under the name of Keycloak's key if so wished. */
	private static String signed(JWTClaimsSet claims, boolean underItsName) {
		try {
			return signed(claims, JWSAlgorithm.RS256, underItsName ? keycloaksKey() : "another",
					new RSASSASigner(ANOTHER_KEY));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sharedSecret(String token, String secret) {
		try {
			byte[] bytes = (secret + "0".repeat(32)).getBytes(StandardCharsets.UTF_8);
			return signed(claims(token), JWSAlgorithm.HS256, SignedJWT.parse(token).getHeader().getKeyID(),
					new MACSigner(bytes));
		}
		catch (ParseException | JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String name, JWSSigner signer)
			throws JOSEException {
		SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(name).type(JOSEObjectType.JWT).build(),
				claims);
		jwt.sign(signer);
		return jwt.serialize();
	}

	private static String keycloaksKey() {
		try (Keycloak keycloak = keycloakAdministrator()) {
			return Objects.requireNonNull(keycloak.realm("durumi").keys().getKeyMetadata().getActive().get("RS256"));
		}
	}

}
