package org.durumi.ui.shell;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

class SignInIT extends BrowserTest {

	private static final UUID SUPERVISOR_SEOUL = UUID.fromString("0d000000-0000-4000-8000-000000000105");

	@Override
	protected void signIn(Page page, String username) {
		signInThroughThePage(page, username);
	}

	@ParameterizedTest
	@CsvSource({ "caseworker-yanji, my-day", "caseworker-seoul, my-day", "coordinator, my-day",
			"supervisor-yanji, my-day", "supervisor-seoul, my-day", "partner-clinic, inbox", "partner-shelter, inbox",
			"analyst, statistics", "admin, staff" })
	void everyDemoAccountSignsInLandsWhereHerWorkIsAndSignsOut(String username, String landing) {
		Page page = signedIn(username);

		assertThat(page).hasURL(url() + "/" + landing);
		assertThat(page).hasTitle("Durumi");
		assertThat(page.locator("vaadin-app-layout h1").first()).isVisible();

		page.locator(".person-menu vaadin-menu-bar-button").first().click();
		page.getByText("Sign out", new Page.GetByTextOptions().setExact(true)).click();
		page.waitForURL(url() + "/signed-out");
		assertThat(page.locator("h1")).hasText("You are signed out");

		page.navigate(url() + "/");
		assertThat(page.locator("#kc-login")).isVisible();
	}

	@Test
	void aPartnerLandsOnWhatWasHandedToHerAndFindsNothingOfOurs() {
		Page page = signedIn("partner-shelter");

		assertThat(page).hasURL(url() + "/inbox");
		assertThat(page.locator(".empty-state")).containsText("Nothing was handed to you yet");
		assertThat(page.locator("vaadin-side-nav")).containsText("Handed to you");
		assertThat(page.locator("vaadin-side-nav")).not().containsText("Cases");
		assertThat(accessibilityFaults(page)).isEmpty();
	}

	@Test
	void thePageComesWithItsHeaders() {
		Page page = browserOf("analyst");

		Response answer = page.navigate(url() + "/welcome");
		Map<String, String> headers = answer.allHeaders();

		assertThat(headers).containsEntry("x-content-type-options", "nosniff")
			.containsEntry("x-frame-options", "DENY")
			.containsEntry("referrer-policy", "no-referrer")
			.containsEntry("cross-origin-opener-policy", "same-origin")
			.containsEntry("cross-origin-resource-policy", "same-origin")
			.containsKey("permissions-policy");
		assertThat(headers.get("cache-control")).contains("no-store");
		assertThat(headers.get("content-security-policy")).matches(
				"default-src 'self'; script-src 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic' 'unsafe-eval'; .*frame-ancestors 'none'; form-action 'self' http://localhost:\\d+");
		assertThat(page.context().cookies())
			.filteredOn((cookie) -> cookie.name.equals("durumi") && cookie.domain.equals("localhost"))
			.singleElement()
			.satisfies((cookie) -> assertThat(cookie.httpOnly).isTrue())
			.satisfies((cookie) -> assertThat(cookie.sameSite.name()).isEqualTo("LAX"));
	}

	@Test
	void theSessionIdChangesAtSignIn() {
		Page page = newPage();
		page.navigate(url() + "/signed-out");
		String before = sessionOf(page);

		signIn(page, "analyst");

		assertThat(sessionOf(page)).isNotEqualTo(before);
	}

	@Test
	void whoStepsUpTypesHerPasswordAgainAndStaysInHerSession() throws SQLException {
		Instant begin = Instant.now();
		Page page = signedIn("supervisor-seoul");
		assertThat(page).hasURL(url() + "/my-day");
		String before = sessionOf(page);

		page.navigate(url() + "/oauth2/authorization/keycloak?step=aal2");
		page.fill("#password", PASSWORD);
		page.click("#kc-login");
		page.waitForURL(url() + "/my-day");

		assertThat(sessionOf(page)).isNotEqualTo(before);
		assertThat(levels("STEPPED_UP", begin)).containsExactly(2);
		assertThat(levels("SIGNED_IN", begin)).containsExactly(1);
	}

	@Test
	void anAddressThatClaimsALevelGetsNone() throws SQLException {
		Instant begin = Instant.now();
		Page page = signedIn("supervisor-seoul");
		assertThat(page).hasURL(url() + "/my-day");

		page.navigate(url() + "/oauth2/authorization/keycloak?acr=aal2&acr_values=aal2&step=aal1");
		page.waitForURL(url() + "/my-day");

		assertThat(levels("STEPPED_UP", begin)).containsExactly(1);
	}

	@Test
	void nobodySignsInToAnotherPersonsSession() {
		Page page = signedIn("supervisor-seoul");
		// for a moment all cookies are gone: no page of hers asks meanwhile
		page.navigate("about:blank");
		// Keycloak forgets her, Durumi does not
		page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setPath(Pattern.compile("/realms/.*")));

		page.navigate(url() + "/oauth2/authorization/keycloak");
		fillIn(page, "analyst");
		page.waitForURL(url() + "/sign-in-refused");
		page.navigate(url() + "/");

		assertThat(page).hasURL(url() + "/my-day");
		assertThat(page.locator(".person-name")).hasText("한서윤");
	}

	/**
	 * At which levels this was done in the session that the supervisor has begun since;
	 * she must have begun one and no other.
	 */
	private static List<Integer> levels(String action, Instant since) throws SQLException {
		try (Connection superuser = database().connect("postgres")) {
			return levels(superuser, action, session(superuser, since));
		}
	}

	private static byte[] session(Connection superuser, Instant since) throws SQLException {
		List<byte[]> begun = new ArrayList<>();
		try (PreparedStatement statement = superuser.prepareStatement(
				"select session_ref from audit.event where action = 'SIGNED_IN' and actor_id = ? and occurred_at >= ?")) {
			statement.setObject(1, SUPERVISOR_SEOUL);
			statement.setObject(2, since.atOffset(ZoneOffset.UTC));
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					begun.add(rows.getBytes(1));
				}
			}
		}
		assertThat(begun).as("sessions").hasSize(1);
		return begun.getFirst();
	}

	private static List<Integer> levels(Connection superuser, String action, byte[] session) throws SQLException {
		try (PreparedStatement statement = superuser
			.prepareStatement("select acr from audit.event where action = ? and session_ref = ?")) {
			statement.setString(1, action);
			statement.setBytes(2, session);
			try (ResultSet rows = statement.executeQuery()) {
				List<Integer> levels = new ArrayList<>();
				while (rows.next()) {
					levels.add(rows.getInt(1));
				}
				return levels;
			}
		}
	}

	@Test
	void quickExitLeavesAtOnceAndBackLeadsToNothing() {
		Page page = signedInAt("analyst", "statistics");

		page.locator(".quick-exit").click();
		page.waitForURL(NEUTRAL + "**");
		page.goBack();
		page.waitForLoadState();

		assertThat(page.locator("vaadin-app-layout")).hasCount(0);
		page.navigate(url() + "/welcome");
		assertThat(page.locator("#kc-login")).isVisible();
	}

	@Test
	void whoLeavesTellsTheBrowserToKeepNothing() {
		Page page = signedInAt("analyst", "statistics");

		APIResponse answer = page.request().post(url() + "/quick-exit");

		assertThat(answer.headers()).containsEntry("clear-site-data", "\"cache\", \"storage\"");
		assertThat(page.request().get(url() + "/statistics", RequestOptions.create().setMaxRedirects(0)).status())
			.isEqualTo(302);
	}

	@Test
	void threeLoneShiftPressesLeave() {
		Page page = signedInAt("analyst", "statistics");

		press(page, "Shift", "Shift", "Shift");

		page.waitForURL(NEUTRAL + "**");
	}

	@Test
	void shiftInTypingDoesNotLeave() {
		Page page = signedInAt("analyst", "statistics");

		press(page, "Shift+A", "Shift+B", "Shift+C", "Shift", "Shift", "a", "Shift", "Shift");

		assertThat(page).hasURL(url() + "/statistics");
		assertThat(page.locator("vaadin-app-layout")).isVisible();
	}

	@Test
	void theLanguageChosenStays() {
		Page page = signedInAt("partner-clinic", "welcome");

		page.locator(".person-menu vaadin-menu-bar-button").first().click();
		page.getByText("Language", new Page.GetByTextOptions().setExact(true)).hover();
		page.getByText("한국어", new Page.GetByTextOptions().setExact(true)).click();

		assertThat(page.locator(".nothing-waits")).hasText("지금 기다리는 일이 없습니다. 로그아웃하셔도 됩니다.");
		assertThat(page.locator("html")).hasAttribute("lang", "ko");
		screenshot(page, "welcome-ko");
	}

	@Test
	void anUnknownAddressIsNotHere() {
		Page page = browserOf("analyst");

		page.navigate(url() + "/no-such-page");

		assertThat(page.locator("h1")).hasText("This page is not here");
	}

	@Test
	void isReadableOnAPhoneInTheDark() {
		Page page = newPage(new Browser.NewContextOptions().setLocale("ko")
			.setViewportSize(320, 640)
			.setColorScheme(ColorScheme.DARK));
		signInAt(page, "partner-clinic", "welcome");
		page.waitForSelector(".nothing-waits");

		screenshot(page, "welcome-ko-dark-320");
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
		assertThat(accessibilityFaults(page)).isEmpty();
		page.navigate(url() + "/signed-out");
		page.waitForSelector("h1");
		assertThat(accessibilityFaults(page)).isEmpty();
		screenshot(page, "signed-out-ko-dark-320");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/cases", "/oauth2/authorization/keycloak" })
	void aHostThatARequestClaimsIsNotLedTo(String path) throws IOException {
		URI here = URI.create(url());
		try (Socket socket = new Socket(here.getHost(), here.getPort())) {
			socket.getOutputStream()
				.write("GET %s HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n".formatted(path)
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

			assertThat(answer).contains("\r\nLocation: /").doesNotContain("elsewhere.example");
		}
	}

	@ParameterizedTest
	@EnumSource(value = ColorScheme.class, names = { "LIGHT", "DARK" })
	void theSignInPageIsReadableWhateverGoesWrong(ColorScheme look) {
		Page page = newPage(
				new Browser.NewContextOptions().setLocale("zh-CN").setViewportSize(320, 640).setColorScheme(look));
		page.navigate(url() + "/");
		page.fill("#username", "nobody");
		page.fill("#password", "not-a-password");
		page.click("#kc-login");
		page.waitForSelector("[aria-invalid=true]");

		screenshot(page, "sign-in-zh-320-" + look);
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
		assertThat(page.locator("#kc-header-wrapper")).hasText("Durumi");
		assertThat(accessibilityFaults(page)).isEmpty();
	}

	private static void press(Page page, String... keys) {
		List.of(keys).forEach((key) -> page.keyboard().press(key));
	}

	private static String sessionOf(Page page) {
		return page.context()
			.cookies()
			.stream()
			.filter((cookie) -> cookie.name.equals("durumi"))
			.findFirst()
			.orElseThrow().value;
	}

}
