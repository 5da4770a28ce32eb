package org.durumi.ui.watch;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.durumi.access.keycloak.KeycloakAccounts;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RoleRepresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens at a real Keycloak is in the log in time, and what should alarm does. */
class KeycloakWatchIT extends BrowserTest {

	private static final Logger LOGGER = LoggerFactory.getLogger(KeycloakWatchIT.class);

	/** From Keycloak to the log. */
	private static final Duration GOAL = Duration.ofSeconds(30);

	private static final String SEOUL = "0d000000-0000-4000-8000-000000000102";

	private static final String SHELTER = "0d000000-0000-4000-8000-000000000107";

	private static final String WATCH = "00000000-0000-8000-8000-000000000007";

	@Autowired
	private KeycloakAccounts accounts;

	@Test
	void aSignInThatFailedIsInTheLogWithinHalfAMinuteAndWithoutWhatWasTyped() throws SQLException {
		long known = count("KEYCLOAK_SIGN_IN_FAILED", SEOUL);
		long unknown = count("KEYCLOAK_SIGN_IN_FAILED", WATCH);
		Page page = newPage();
		page.navigate(url() + "/");
		type(page, "caseworker-seoul", "not-her-password");
		type(page, "nobody-of-this-name", "not-her-password");

		arrives("KEYCLOAK_SIGN_IN_FAILED", SEOUL, known + 1);
		arrives("KEYCLOAK_SIGN_IN_FAILED", WATCH, unknown + 1);
		staysSo(() -> count("KEYCLOAK_SIGN_IN_FAILED", SEOUL) == known + 1
				&& count("KEYCLOAK_SIGN_IN_FAILED", WATCH) == unknown + 1);
		assertThat(ask("""
				select count(*) from audit.event e where to_jsonb(e)::text like '%nobody-of-this-name%'
				or to_jsonb(e)::text like '%127.0.0.1%'""")).isEqualTo("0");
		assertThat(ask("select count(*) from audit.event where action = 'KEYCLOAK_SIGN_IN_FAILED' and actor_id <> '"
				+ WATCH + "'"))
			.isEqualTo("0");
	}

	@Test
	void whatDurumiDoesAtKeycloakIsKnownAsItsOwnAndWhatOthersDoAlarms() throws SQLException {
		Page supervisor = signedIn("supervisor-yanji");
		Page admin = signedIn("admin");
		long own = count("KEYCLOAK_OBEYED", SHELTER);
		long foreign = count("KEYCLOAK_CHANGED", SHELTER);
		this.accounts.enable(UUID.fromString(SHELTER));
		arrives("KEYCLOAK_OBEYED", SHELTER, own + 1);
		assertThat(count("KEYCLOAK_CHANGED", SHELTER)).isEqualTo(foreign);

		try (Keycloak keycloak = keycloakAdministrator()) {
			RealmResource realm = keycloak.realm("durumi");
			List<RoleRepresentation> role = List.of(realm.roles().get("analyst").toRepresentation());
			realm.users().get(SHELTER).roles().realmLevel().add(role);
			realm.users().get(SHELTER).roles().realmLevel().remove(role);
		}
		arrives("KEYCLOAK_CHANGED", SHELTER, foreign + 2);
		staysSo(() -> count("KEYCLOAK_OBEYED", SHELTER) == own + 1
				&& count("KEYCLOAK_CHANGED", SHELTER) == foreign + 2);

		assertThat(supervisor.locator(".alert-notice a")).hasText(Pattern.compile("Account alerts: \\d+ to review.*"));
		assertThat(accessibilityFaults(supervisor)).isEmpty();
		screenshot(supervisor, "alert-notice");
		supervisor.locator(".alert-notice a").click();
		supervisor.waitForURL(url() + "/audit?alerts");
		openAlert(supervisor);
		assertThat(supervisor.getByText("Roles", new Page.GetByTextOptions().setExact(true)).last()).isVisible();
		assertThat(accessibilityFaults(supervisor)).isEmpty();
		screenshot(supervisor, "alert-entry");
		assertThat(button(supervisor, "Mark reviewed")).hasCount(0);
		button(supervisor, "Confirm that it is you").click();
		supervisor.fill("#password", PASSWORD);
		supervisor.click("#kc-login");
		supervisor.waitForURL(Pattern.compile(".*/audit\\?entry=[0-9a-f-]{36}"));
		supervisor.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Comment"))
			.fill("She was asked, and it was agreed.");
		button(supervisor, "Mark reviewed").click();
		assertThat(supervisor.getByText("Marked as reviewed.").first()).isVisible();

		admin.locator(".alert-notice a").click();
		admin.waitForURL(url() + "/alerts");
		assertThat(admin.locator(".alert-lines li").first()).containsText("Keycloak was changed past Durumi");
		assertThat(accessibilityFaults(admin)).isEmpty();
		screenshot(admin, "alerts");
		Page phone = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 640));
		signInAt(phone, "admin", "alerts");
		assertThat(phone.locator(".alert-lines li").first()).isVisible();
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(phone, "alerts-320");
	}

	private static void openAlert(Page supervisor) {
		supervisor.locator("vaadin-button[aria-label^='Open: Keycloak was changed']")
			.locator("visible=true")
			.first()
			.click();
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	private static void type(Page page, String username, String password) {
		page.fill("#username", username);
		page.fill("#password", password);
		page.click("#kc-login");
		page.waitForSelector("[aria-invalid=true]");
	}

	private static void arrives(String action, String subject, long expected) {
		long since = System.nanoTime();
		await().atMost(GOAL).until(() -> count(action, subject) >= expected);
		LOGGER.info("{} in the log after {} ms", action, Duration.ofNanos(System.nanoTime() - since).toMillis());
	}

	/** Nothing is written twice when Keycloak is asked again. */
	private static void staysSo(Callable<Boolean> condition) {
		await().during(Duration.ofSeconds(12)).atMost(GOAL).until(condition);
	}

	private static long count(String action, String subject) throws SQLException {
		return Long.parseLong(ask("select count(*) from audit.event where action = '%s' and subject_id = '%s'"
			.formatted(action, subject)));
	}

	private static String ask(String sql) throws SQLException {
		try (Connection superuser = database().connect("postgres");
				PreparedStatement statement = superuser.prepareStatement(sql);
				ResultSet rows = statement.executeQuery()) {
			rows.next();
			return rows.getString(1);
		}
	}

}
