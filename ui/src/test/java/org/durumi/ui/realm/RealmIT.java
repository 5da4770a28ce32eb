package org.durumi.ui.realm;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import jakarta.ws.rs.WebApplicationException;
import org.durumi.ui.Chromium;
import org.durumi.ui.RunningServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the production realm refuses and asks for, on a running Keycloak: by what it does
 * where that shows, else by what its administrator reads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealmIT {

	private static final String VERIFIER = "a-verifier-of-forty-three-letters-or-longer-0123456789";

	private static final String PAR = "/protocol/openid-connect/ext/par/request";

	private static final String TOKEN = "/protocol/openid-connect/token";

	private final RunningServers servers = ProductionRealm.servers();

	private final String callback = this.servers.url() + "/login/oauth2/code/keycloak";

	private final HttpClient http = HttpClient.newHttpClient();

	private final Keycloak administrator = this.servers.keycloakAdministrator();

	private final RealmResource realm = this.administrator.realm("durumi");

	private final RealmRepresentation settings = this.realm.toRepresentation();

	private final Chromium chromium = Chromium.start();

	@AfterAll
	void close() {
		this.chromium.close();
		this.administrator.close();
	}

	@Test
	void anAuthorizationRequestThatWasNotPushedIsRefused() throws Exception {
		HttpResponse<String> answer = get(address(wanted()));

		assertThat(answer.statusCode()).isEqualTo(302);
		assertThat(answer.headers().firstValue("Location").orElseThrow())
			.startsWith(this.callback + "?error=invalid_request")
			.doesNotContain("code=");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			code_challenge        |                      | Missing parameter: code_challenge
			code_challenge_method |                      | Missing parameter: code_challenge_method
			code_challenge_method | plain                | not matching the configured one
			redirect_uri          | https://example.org/ | redirect_uri
			redirect_uri          | CALLBACK/            | redirect_uri
			redirect_uri          | CALLBACK/../..       | redirect_uri
			redirect_uri          | CALLBACK?a=b         | redirect_uri
			redirect_uri          | CALLBACK%2f          | redirect_uri
			response_type         | token                | Implicit flow is disabled
			response_type         | id_token             | Implicit flow is disabled
			response_type         | code id_token        | Implicit flow is disabled
			""")
	void aPushedRequestIsRefusedWhenOneThingIsWrong(String parameter, @Nullable String value, String why)
			throws Exception {
		Map<String, String> form = wanted();
		form.remove(parameter);
		if (value != null) {
			form.put(parameter, value.replace("CALLBACK", this.callback));
		}

		HttpResponse<String> answer = post(PAR, "durumi", RunningServers.secrets().signIn(), form);

		assertThat(answer.statusCode()).isIn(400, 401);
		assertThat(answer.body()).contains(why).doesNotContain("urn:ietf:params:oauth:request_uri");
	}

	@Test
	void aRequestIsPushedByWhoeverKnowsTheClientsSecretAndForAMinute() throws Exception {
		assertThat(post(PAR, "durumi", "not-the-secret", wanted()).statusCode()).isEqualTo(401);
		assertThat(post(PAR, "durumi", "", wanted()).statusCode()).isBetween(400, 401);
		assertThat(post(PAR, "durumi", RunningServers.secrets().signIn(), wanted()).body())
			.contains("\"expires_in\":60");
	}

	@ParameterizedTest
	@ValueSource(strings = { "password", "urn:ietf:params:oauth:grant-type:device_code", "client_credentials",
			"urn:openid:params:grant-type:ciba", "urn:ietf:params:oauth:grant-type:token-exchange",
			"urn:ietf:params:oauth:grant-type:jwt-bearer" })
	void theClientOfSignInHasNoOtherGrant(String grant) throws Exception {
		String username = newcomer();

		HttpResponse<String> answer = post(TOKEN, "durumi", RunningServers.secrets().signIn(),
				Map.of("grant_type", grant, "username", username, "password", ProductionRealm.PASSWORD, "device_code",
						"x", "auth_req_id", "x", "assertion", "x", "subject_token", "x", "subject_token_type",
						"urn:ietf:params:oauth:token-type:access_token"));

		assertThat(answer.statusCode()).isBetween(400, 403);
		assertThat(answer.body()).contains("error").doesNotContain("access_token\":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "admin-cli", "account", "account-console", "security-admin-console", "broker",
			"durumi-accounts" })
	void noOtherClientTakesAPassword(String client) throws Exception {
		String username = newcomer();
		String secret = "durumi-accounts".equals(client) ? RunningServers.secrets().accounts() : "";

		HttpResponse<String> answer = post(TOKEN, client, secret, Map.of("client_id", client, "grant_type", "password",
				"username", username, "password", ProductionRealm.PASSWORD));

		assertThat(answer.statusCode()).isBetween(400, 403);
		assertThat(answer.body()).contains("error").doesNotContain("access_token\":");
	}

	@Test
	void noDeviceIsPaired() throws Exception {
		HttpResponse<String> answer = post("/protocol/openid-connect/auth/device", "durumi",
				RunningServers.secrets().signIn(), Map.of("scope", "openid"));

		assertThat(answer.statusCode()).isBetween(400, 403);
		assertThat(answer.body()).doesNotContain("device_code\":");
	}

	@Test
	void aCodeIsTakenOnceAndOnlyWithItsVerifier() throws Exception {
		HttpResponse<String> stolen = exchange(code(), "another-verifier-of-forty-three-letters-or-longer-01234");
		assertThat(stolen.statusCode()).isEqualTo(400);
		String code = code();
		HttpResponse<String> first = exchange(code, VERIFIER);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.body()).contains("id_token").doesNotContain("refresh_token");
		HttpResponse<String> again = exchange(code, VERIFIER);
		assertThat(again.statusCode()).isEqualTo(400);
		assertThat(again.body()).contains("invalid_grant");
		assertThat(this.settings.getAccessCodeLifespan()).isEqualTo(60);
	}

	@Test
	void nobodyRegistersAndNobodyResetsAPasswordByMail() throws Exception {
		Page page = page();
		page.navigate(address(Map.of("request_uri", reference())));
		assertThat(page.content()).contains("kc-login")
			.doesNotContain("reset-credentials", "login-actions/registration", "rememberMe");
		page.context().close();
		for (String way : List.of("registration", "reset-credentials")) {
			HttpResponse<String> answer = get(
					this.servers.keycloak().issuer() + "/login-actions/" + way + "?client_id=durumi&tab_id=x");
			assertThat(answer.statusCode()).as(way).isBetween(400, 403);
			assertThat(answer.body()).as(way).doesNotContain("name=\"username\"");
		}
		assertThat(this.settings.isRegistrationAllowed()).isFalse();
		assertThat(this.settings.isResetPasswordAllowed()).isFalse();
		assertThat(this.settings.isRememberMe()).isFalse();
		assertThat(this.settings.isLoginWithEmailAllowed()).isFalse();
		assertThat(this.settings.isVerifyEmail()).isFalse();
		assertThat(this.settings.isEditUsernameAllowed()).isFalse();
		assertThat(List.of(this.settings.getDirectGrantFlow(), this.settings.getResetCredentialsFlow()))
			.containsOnly("durumi nothing");
		assertThat(executions("durumi nothing")).containsExactly("0 REQUIRED deny-access-authenticator");
	}

	@ParameterizedTest
	@ValueSource(strings = { "openid-connect", "default" })
	void noClientRegistersItself(String provider) throws Exception {
		HttpResponse<String> answer = this.http.send(HttpRequest
			.newBuilder(URI.create(this.servers.keycloak().issuer() + "/clients-registrations/" + provider))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers
				.ofString("{\"redirect_uris\":[\"https://example.org/\"],\"client_id\":\"x\",\"clientId\":\"x\"}"))
			.build(), HttpResponse.BodyHandlers.ofString());

		assertThat(answer.statusCode()).isBetween(400, 403);
		assertThat(this.realm.clients().findAll()).extracting(ClientRepresentation::getClientId)
			// Keycloak's own, which it makes when it first needs it
			.filteredOn((client) -> !client.equals("_system"))
			.containsExactlyInAnyOrder("durumi", "durumi-accounts", "account", "account-console", "admin-cli", "broker",
					"realm-management", "security-admin-console");
	}

	@ParameterizedTest
	@CsvSource({ "fourteen-chars, 400", "long.username.of-hers, 400", "fifteen-letters, 204", "only small letters, 204",
			"가나다라마바사아자차카타파하거, 204" })
	void aPasswordIsLongAndNothingElseIsAskedOfIt(String password, int status) {
		String id = user("long.username.of-hers");
		CredentialRepresentation credential = new CredentialRepresentation();
		credential.setType(CredentialRepresentation.PASSWORD);
		credential.setValue(password);

		int answer = 204;
		try {
			this.realm.users().get(id).resetPassword(credential);
		}
		catch (WebApplicationException refused) {
			answer = refused.getResponse().getStatus();
		}

		assertThat(answer).isEqualTo(status);
	}

	@Test
	void whoGuessesFiveTimesWaitsAndIsNotLockedOutForGood() throws Exception {
		PhoneApp app = ProductionRealm.somebody(this.administrator, "guessed.at");
		String id = this.realm.users().searchByUsername("guessed.at", true).getFirst().getId();
		Page page = page();
		page.navigate(address(Map.of("request_uri", reference())));
		for (int guess = 1; guess <= 5; guess++) {
			type(page, "guessed.at", "not-her-password-" + guess);
			assertThat(page.locator("#input-error, [aria-invalid=true]").first()).isVisible();
		}
		type(page, "guessed.at", ProductionRealm.PASSWORD);
		assertThat(page.locator("#otp")).hasCount(0);
		assertThat(page.locator("[aria-invalid=true]").first()).isVisible();
		assertThat(this.realm.attackDetection().bruteForceUserStatus(id)).containsEntry("disabled", true);
		assertThat(this.realm.users().get(id).toRepresentation().isEnabled()).isTrue();

		this.realm.attackDetection().clearBruteForceForUser(id); // as her waiting does
		type(page, "guessed.at", ProductionRealm.PASSWORD);
		page.fill("#otp", app.next());
		assertThat(page.locator("#otp")).isVisible();
		page.context().close();

		assertThat(this.settings.isBruteForceProtected()).isTrue();
		assertThat(this.settings.isPermanentLockout()).isFalse();
		assertThat(this.settings.getFailureFactor()).isEqualTo(5);
		assertThat(this.settings.getWaitIncrementSeconds()).isEqualTo(60);
		assertThat(this.settings.getMinimumQuickLoginWaitSeconds()).isEqualTo(60);
		assertThat(this.settings.getMaxFailureWaitSeconds()).isEqualTo(900);
	}

	@Test
	void guessedCodesCountAsGuessedPasswordsDo() throws Exception {
		PhoneApp app = ProductionRealm.somebody(this.administrator, "codes.guessed");
		String id = this.realm.users().searchByUsername("codes.guessed", true).getFirst().getId();
		Page page = page();
		page.navigate(address(Map.of("request_uri", reference())));
		type(page, "codes.guessed", ProductionRealm.PASSWORD);
		for (int guess = 1; guess <= 5; guess++) {
			page.fill("#otp", app.wrong());
			page.click("#kc-login");
			page.waitForLoadState();
		}
		assertThat(this.realm.attackDetection().bruteForceUserStatus(id)).containsEntry("disabled", true);
		page.context().close();
	}

	@Test
	void sessionsEndAndAddressesAreEncrypted() {
		assertThat(this.settings.getSsoSessionIdleTimeout()).isEqualTo(900);
		assertThat(this.settings.getSsoSessionMaxLifespan()).isEqualTo(28_800);
		assertThat(this.settings.getOfflineSessionIdleTimeout()).isEqualTo(900);
		assertThat(this.settings.getOfflineSessionMaxLifespanEnabled()).isTrue();
		assertThat(this.settings.getAccessTokenLifespan()).isEqualTo(300);
		assertThat(this.settings.getRevokeRefreshToken()).isTrue();
		assertThat(this.settings.getSslRequired()).isEqualTo("external");
		assertThat(this.settings.getBrowserSecurityHeaders()).containsEntry("xFrameOptions", "DENY")
			.containsEntry("contentSecurityPolicy", "frame-src 'self'; frame-ancestors 'none'; object-src 'none';");
	}

	@Test
	void everySignInTakesASecondFactorAndAFreshOneIsNeverRemembered() {
		assertThat(this.settings.getBrowserFlow()).isEqualTo("durumi browser");
		assertThat(executions("durumi browser")).containsExactly("0 ALTERNATIVE auth-cookie",
				"0 ALTERNATIVE durumi forms", "1 CONDITIONAL durumi aal1",
				"2 REQUIRED conditional-level-of-authentication {loa-condition-level=1, loa-max-age=28800}",
				"2 REQUIRED auth-username-password-form", "2 REQUIRED durumi second factor",
				"3 CONDITIONAL durumi security key",
				"4 REQUIRED conditional-user-role {condUserRole=security-key, negate=false}",
				"4 REQUIRED webauthn-authenticator", "3 CONDITIONAL durumi other factor",
				"4 REQUIRED conditional-user-role {condUserRole=security-key, negate=true}",
				"4 REQUIRED durumi any factor", "5 CONDITIONAL durumi factor she has",
				"6 REQUIRED conditional-user-configured", "6 ALTERNATIVE auth-otp-form",
				"6 ALTERNATIVE webauthn-authenticator", "6 ALTERNATIVE auth-recovery-authn-code-form",
				"5 CONDITIONAL durumi factor to set up",
				"6 REQUIRED conditional-sub-flow-executed {check_result=not-executed, flow_to_check=durumi factor she has}",
				"6 REQUIRED auth-otp-form", "1 CONDITIONAL durumi aal2",
				"2 REQUIRED conditional-level-of-authentication {loa-condition-level=2, loa-max-age=0}",
				"2 REQUIRED durumi fresh factor", "3 CONDITIONAL durumi fresh security key",
				"4 REQUIRED conditional-user-role {condUserRole=security-key, negate=false}",
				"4 REQUIRED webauthn-authenticator", "3 CONDITIONAL durumi fresh other factor",
				"4 REQUIRED conditional-user-role {condUserRole=security-key, negate=true}",
				"4 REQUIRED durumi code or key", "5 ALTERNATIVE auth-otp-form", "5 ALTERNATIVE webauthn-authenticator");
		assertThat(this.settings.getAttributes()).containsEntry("acr.loa.map", "{\"aal1\":\"1\",\"aal2\":\"2\"}")
			.containsEntry("parRequestUriLifespan", "600");
		for (String role : List.of("supervisor", "admin")) {
			assertThat(this.realm.roles().get(role).getRealmRoleComposites()).extracting(RoleRepresentation::getName)
				.containsExactly("security-key");
		}
		for (String role : List.of("caseworker", "coordinator", "partner", "analyst")) {
			assertThat(this.realm.roles().get(role).getRoleComposites()).isEmpty();
		}
	}

	@Test
	void codesAndKeysAreAsTheyShouldBe() {
		assertThat(this.settings.getOtpPolicyType()).isEqualTo("totp");
		assertThat(this.settings.getOtpPolicyDigits()).isEqualTo(6);
		assertThat(this.settings.getOtpPolicyPeriod()).isEqualTo(30);
		assertThat(this.settings.getOtpPolicyLookAheadWindow()).isEqualTo(1);
		assertThat(this.settings.isOtpPolicyCodeReusable()).isFalse();
		assertThat(this.settings.getWebAuthnPolicyUserVerificationRequirement()).isEqualTo("required");
		assertThat(this.realm.flows().getRequiredActions()).filteredOn((action) -> action.isEnabled())
			.extracting((action) -> action.getAlias())
			.contains("UPDATE_PASSWORD", "CONFIGURE_TOTP", "webauthn-register", "CONFIGURE_RECOVERY_AUTHN_CODES");
		assertThat(this.realm.flows().getRequiredActionConfig("CONFIGURE_TOTP").getConfig())
			.containsEntry("add-recovery-codes", "true");
	}

	@Test
	void theClientsHoldNoMoreThanTheyNeed() {
		ClientRepresentation durumi = client("durumi");
		assertThat(durumi.isPublicClient()).isFalse();
		assertThat(durumi.isStandardFlowEnabled()).isTrue();
		assertThat(durumi.isServiceAccountsEnabled()).isFalse();
		assertThat(durumi.isFullScopeAllowed()).isFalse();
		assertThat(durumi.getRedirectUris()).containsExactly(this.callback);
		assertThat(durumi.getWebOrigins()).isEmpty();
		assertThat(durumi.getAttributes()).containsEntry("pkce.code.challenge.method", "S256")
			.containsEntry("require.pushed.authorization.requests", "true")
			.containsEntry("post.logout.redirect.uris", this.servers.url() + "/signed-out")
			.containsEntry("backchannel.logout.session.required", "true");

		ClientRepresentation accounts = client("durumi-accounts");
		assertThat(accounts.isStandardFlowEnabled()).isFalse();
		String service = this.realm.clients().get(accounts.getId()).getServiceAccountUser().getId();
		assertThat(this.realm.users().get(service).roles().clientLevel(client("realm-management").getId()).listAll())
			.extracting(RoleRepresentation::getName)
			.containsExactlyInAnyOrder("manage-users", "view-users", "query-users", "view-realm", "view-events");

		assertThat(List.of("account", "account-console", "admin-cli", "security-admin-console"))
			.allSatisfy((client) -> assertThat(client(client).isEnabled()).isFalse());
	}

	@Test
	void whatHappensIsKeptForTheLogWithoutTheContentOfChanges() {
		assertThat(this.settings.isEventsEnabled()).isTrue();
		assertThat(this.settings.isAdminEventsEnabled()).isTrue();
		assertThat(this.settings.isAdminEventsDetailsEnabled()).isFalse();
		assertThat(this.settings.getEventsExpiration()).isEqualTo(2_592_000L);
		assertThat(this.settings.getAttributes()).containsEntry("adminEventsExpiration", "2592000");
	}

	@Test
	void anAccountNeedsNothingButAUsername() {
		assertThat(this.realm.users().get(user("nothing.but-a-username")).toRepresentation().getRequiredActions())
			.isEmpty();
		assertThat(this.realm.users().userProfile().getConfiguration().getAttributes())
			.filteredOn((attribute) -> !attribute.getName().equals("username"))
			.allSatisfy((attribute) -> assertThat(attribute.getRequired()).isNull());
	}

	/** Signs a newcomer in with password and code, up to Durumi's door. */
	private String code() throws IOException, InterruptedException {
		String username = "c" + UUID.randomUUID();
		PhoneApp app = ProductionRealm.somebody(this.administrator, username);
		Page page = page();
		page.route(this.callback + "**", (route) -> route.fulfill(new Route.FulfillOptions().setBody("arrived")));
		page.navigate(address(Map.of("request_uri", reference())));
		type(page, username, ProductionRealm.PASSWORD);
		page.fill("#otp", app.next());
		// whoever is at the door may send it on at once
		Request arrived = page.waitForRequest(this.callback + "**", () -> page.click("#kc-login"));
		Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(arrived.url());
		assertThat(code.find()).isTrue();
		page.context().close();
		return code.group(1);
	}

	private Page page() {
		return this.chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en")).newPage();
	}

	private static void type(Page page, String username, String password) {
		page.fill("#username", username);
		page.fill("#password", password);
		page.click("#kc-login");
	}

	private String newcomer() {
		String username = "n" + UUID.randomUUID();
		ProductionRealm.somebody(this.administrator, username);
		return username;
	}

	private String user(String username) {
		UserRepresentation user = new UserRepresentation();
		user.setUsername(username);
		user.setEnabled(true);
		this.realm.users().create(user).close();
		return this.realm.users().searchByUsername(username, true).getFirst().getId();
	}

	private ClientRepresentation client(String id) {
		return this.realm.clients().findByClientId(id).getFirst();
	}

	/** Level, requirement and what it is, with its configuration. */
	private List<String> executions(String flow) {
		return this.realm.flows().getExecutions(flow).stream().map(this::describe).toList();
	}

	private String describe(AuthenticationExecutionInfoRepresentation execution) {
		String what = (execution.getProviderId() != null) ? execution.getProviderId() : execution.getDisplayName();
		String configuration = (execution.getAuthenticationConfig() != null)
				? " " + new TreeMap<>(
						this.realm.flows().getAuthenticatorConfig(execution.getAuthenticationConfig()).getConfig())
				: "";
		return execution.getLevel() + " " + execution.getRequirement() + " " + what + configuration;
	}

	private Map<String, String> wanted() {
		return new HashMap<>(Map.of("response_type", "code", "redirect_uri", this.callback, "scope", "openid",
				"code_challenge", challenge(), "code_challenge_method", "S256", "state", "s", "nonce", "n"));
	}

	private String reference() throws IOException, InterruptedException {
		String answer = post(PAR, "durumi", RunningServers.secrets().signIn(), wanted()).body();
		Matcher reference = Pattern.compile("\"request_uri\":\"([^\"]+)\"").matcher(answer);
		assertThat(reference.find()).as(answer).isTrue();
		return reference.group(1);
	}

	private HttpResponse<String> exchange(String code, String verifier) throws IOException, InterruptedException {
		return post(TOKEN, "durumi", RunningServers.secrets().signIn(), Map.of("grant_type", "authorization_code",
				"code", code, "redirect_uri", this.callback, "code_verifier", verifier));
	}

	private String address(Map<String, String> parameters) {
		return this.servers.keycloak().issuer() + "/protocol/openid-connect/auth?client_id=durumi&" + form(parameters);
	}

	private HttpResponse<String> get(String address) throws IOException, InterruptedException {
		return this.http.send(HttpRequest.newBuilder(URI.create(address)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(String path, String client, String secret, Map<String, String> form)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.servers.keycloak().issuer() + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form(form)));
		if (!secret.isEmpty()) {
			request.header("Authorization", "Basic " + Base64.getEncoder()
				.encodeToString((encode(client) + ":" + encode(secret)).getBytes(StandardCharsets.UTF_8)));
		}
		return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String form(Map<String, String> parameters) {
		return parameters.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + encode(entry.getValue()))
			.collect(Collectors.joining("&"));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static String challenge() {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
