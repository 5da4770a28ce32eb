package org.durumi.ui.realm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.durumi.DurumiApplication;
import org.durumi.access.Approvals;
import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditLog;
import org.durumi.staff.StaffRequests;
import org.durumi.ui.Chromium;
import org.durumi.ui.RunningServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.admin.client.Keycloak;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durumi with the production realm: from the invitation to an act that takes a fresh
 * second factor, with an app's codes and with a security key.
 */
@SpringBootTest(classes = DurumiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "vaadin.productionMode=true", "spring.main.banner-mode=off", "durumi.sample-data.cases=8" })
@ActiveProfiles("demo")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondFactorIT {

	/** Durumi knows her already, as {@code db/demo} makes her. */
	private static final UUID ADMINISTRATOR = UUID.fromString("0d000000-0000-4000-8000-000000000109");

	private static final UUID SUPERVISOR = UUID.fromString("0d000000-0000-4000-8000-000000000104");

	private static final String STEP_UP = "/oauth2/authorization/keycloak?step=aal2";

	private static final RunningServers SERVERS = ProductionRealm.servers();

	@RegisterExtension
	final AfterTestExecutionCallback pictures = (test) -> test.getExecutionException()
		.ifPresent((failure) -> contexts().stream()
			.flatMap((context) -> context.pages().stream())
			.forEach((page) -> Chromium.screenshot(page,
					"failed-" + test.getRequiredTestMethod().getName() + "-" + contexts().indexOf(page.context()))));

	private final Chromium chromium = Chromium.start();

	private @Nullable Page firstAdministrator;

	@Autowired
	private StaffRequests requests;

	@Autowired
	private AuditLog log;

	@Autowired
	private PlatformTransactionManager transactions;

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		SERVERS.describe(registry);
	}

	@AfterEach
	void closePages() {
		contexts().stream()
			.filter((context) -> this.firstAdministrator == null || context != this.firstAdministrator.context())
			.toList()
			.forEach(BrowserContext::close);
	}

	@AfterAll
	void closeBrowser() {
		this.chromium.close();
	}

	@Test
	void whoIsInvitedSetsUpHerAppAndUsesItForEverySignInAndEveryRiskyAct() throws SQLException {
		Page admin = administrator();
		String oneTimePassword = invite(admin, "Moon Sae-ra", "sae-ra.moon");

		Page newcomer = newPage();
		newcomer.navigate(SERVERS.url() + "/");
		type(newcomer, "sae-ra.moon", oneTimePassword);
		ownPassword(newcomer, "fourteen-chars");
		assertThat(newcomer.getByText("minimum length 15").first()).isVisible();
		ownPassword(newcomer, ProductionRealm.PASSWORD);
		PhoneApp app = setUpApp(newcomer);
		assertThat(newcomer.locator(".person-name")).hasText("Moon Sae-ra");
		signOut(newcomer);

		newcomer.navigate(SERVERS.url() + "/");
		type(newcomer, "sae-ra.moon", ProductionRealm.PASSWORD);
		assertThat(newcomer.locator("#otp")).isVisible();
		Chromium.screenshot(newcomer, "second-factor-code");
		enter(newcomer, app.wrong());
		assertThat(newcomer.locator("#otp")).isVisible();
		enter(newcomer, app.next());
		newcomer.waitForURL(SERVERS.url() + "/my-day");

		Page thief = newPage();
		thief.navigate(SERVERS.url() + "/");
		type(thief, "sae-ra.moon", ProductionRealm.PASSWORD);
		enter(thief, app.again());
		assertThat(thief.locator("#otp")).isVisible();
		assertThat(thief.locator("vaadin-app-layout")).hasCount(0);

		newcomer.navigate(SERVERS.url() + "/oauth2/authorization/keycloak?acr=aal2&acr_values=aal2&step=aal1");
		newcomer.waitForURL(SERVERS.url() + "/my-day");
		assertThat(lastLevel()).isEqualTo("1");
		newcomer.navigate(SERVERS.url() + "/emergency");
		button(newcomer, "Confirm that it is you").click();
		assertThat(newcomer.locator("#otp")).isVisible();
		assertThat(newcomer.locator("#password")).hasCount(0);
		Chromium.screenshot(newcomer, "second-factor-step-up");
		enter(newcomer, app.again());
		assertThat(newcomer.locator("#otp")).isVisible();
		enter(newcomer, app.next());
		newcomer.waitForURL(SERVERS.url() + "/emergency");
		assertThat(lastLevel()).isEqualTo("2");
		breakTheGlass(newcomer);

		newcomer.navigate(SERVERS.url() + STEP_UP);
		assertThat(newcomer.locator("#otp")).isVisible();
	}

	@Test
	void aRecoveryCodeSignsInOnceAndOpensNoRiskyAct() {
		Page admin = administrator();
		String oneTimePassword = invite(admin, "Ryu Dan", "dan.ryu");
		Page person = newPage();
		person.navigate(SERVERS.url() + "/");
		type(person, "dan.ryu", oneTimePassword);
		ownPassword(person, ProductionRealm.PASSWORD);
		List<String> codes = new ArrayList<>();
		setUpApp(person, codes);
		assertThat(codes).hasSizeGreaterThan(5);
		signOut(person);

		signInByRecovery(person, codes.getFirst());
		person.waitForURL(SERVERS.url() + "/my-day");
		person.navigate(SERVERS.url() + STEP_UP);
		assertThat(person.locator("#otp")).isVisible();
		assertThat(person.locator("#try-another-way")).hasCount(0);

		Page thief = newPage();
		signInByRecovery(thief, codes.getFirst());
		assertThat(thief.locator("vaadin-app-layout")).hasCount(0);
		assertThat(thief.locator("[aria-invalid=true]").first()).isVisible();
	}

	@Test
	void whoLeadsOrAdministersComesInWithASecurityKeyAndNothingElse() throws SQLException {
		Page admin = administrator();
		assertThat(lastLevel()).isEqualTo("2");
		signOut(admin);

		Page thief = newPage();
		thief.navigate(SERVERS.url() + "/");
		type(thief, ProductionRealm.ADMINISTRATOR, ProductionRealm.PASSWORD);
		assertThat(thief.locator("#authenticateWebAuthnButton")).isVisible();
		assertThat(thief.locator("#try-another-way, #otp")).hasCount(0);

		admin.navigate(SERVERS.url() + "/");
		type(admin, ProductionRealm.ADMINISTRATOR, ProductionRealm.PASSWORD);
		admin.click("#authenticateWebAuthnButton");
		admin.waitForURL(SERVERS.url() + "/staff");
		assertThat(button(admin, "Invite somebody")).hasCount(0);
	}

	/**
	 * Signs in with a key of her own, and shows that it is her. There is one for all
	 * tests: to make her anew at Keycloak is what an attacker would do, and her factor
	 * would rest.
	 */
	private Page administrator() {
		Page admin = this.firstAdministrator;
		if (admin == null) {
			admin = firstAdministrator();
			this.firstAdministrator = admin;
		}
		else {
			admin.navigate(SERVERS.url() + STEP_UP);
		}
		assertThat(admin.locator("#authenticateWebAuthnButton")).isVisible();
		Chromium.screenshot(admin, "second-factor-key");
		admin.click("#authenticateWebAuthnButton");
		assertThat(button(admin, "Invite somebody"))
			.isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
		return admin;
	}

	/** The first one of a deployment is made at Keycloak. */
	private Page firstAdministrator() {
		try (Keycloak keycloak = SERVERS.keycloakAdministrator()) {
			ProductionRealm.firstAdministrator(keycloak, ADMINISTRATOR);
		}
		Page admin = newPage();
		SecurityKey.plugInto(admin);
		admin.onDialog((question) -> question.accept("Key"));
		admin.navigate(SERVERS.url() + "/");
		type(admin, ProductionRealm.ADMINISTRATOR, ProductionRealm.PASSWORD);
		assertThat(admin.locator("#registerWebAuthn")).isVisible();
		Chromium.screenshot(admin, "second-factor-register-key");
		admin.click("#registerWebAuthn");
		admin.waitForURL(SERVERS.url() + "/staff");
		button(admin, "Confirm that it is you").click();
		return admin;
	}

	private String invite(Page admin, String name, String username) {
		button(admin, "Invite somebody").click();
		admin.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
		admin.getByLabel("Username", new Page.GetByLabelOptions().setExact(true)).fill(username);
		admin.getByLabel("Caseworker", new Page.GetByLabelOptions().setExact(true)).check();
		choose(admin, "Organisation", "Durumi");
		choose(admin, "Team", "Yanji");
		admin.getByLabel("Why", new Page.GetByLabelOptions().setExact(true)).fill("She begins on Monday.");
		button(admin, "Ask a second person").click();
		String asked = "Invite %s as caseworker in Yanji".formatted(name);
		assertThat(admin.locator(".staff-requests")).containsText(asked);
		agree();
		admin.reload();
		button(admin, "Do it now: " + asked).click();
		Locator shown = admin.locator(".one-time-password");
		assertThat(shown).isVisible();
		return shown.textContent();
	}

	/**
	 * The supervisor gives her word; her own key is plugged into no browser of this test.
	 */
	private void agree() {
		Actor supervisor = new Actor(SUPERVISOR, UUID.fromString("0d000000-0000-4000-8000-000000000001"),
				UUID.fromString("0d000000-0000-4000-8000-000000000011"), Set.of(Role.SUPERVISOR), SessionRef.random(),
				2);
		SecurityContextHolder.getContext()
			.setAuthentication(new TestingAuthenticationToken(supervisor.id(), null, Role.SUPERVISOR.authority()));
		try {
			Actors.runAs(supervisor, () -> {
				new TransactionTemplate(this.transactions)
					.executeWithoutResult((status) -> this.log.openSession(supervisor));
				this.requests.waitingForMe(10)
					.forEach((request) -> assertThat(this.requests.decide(request.approval().id(), true, "Agreed."))
						.isEqualTo(Approvals.Decided.DONE));
			});
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	private static void choose(Page page, String label, String item) {
		page.locator("vaadin-select", new Page.LocatorOptions().setHasText(label)).last().click();
		page.locator("vaadin-select-item:visible", new Page.LocatorOptions().setHasText(item)).first().click();
	}

	private static void ownPassword(Page page, String password) {
		page.fill("#password-new", password);
		page.fill("#password-confirm", password);
		page.click("[type=submit]");
		page.waitForLoadState();
	}

	private static PhoneApp setUpApp(Page page) {
		return setUpApp(page, new ArrayList<>());
	}

	/** Also writes the recovery codes down. */
	private static PhoneApp setUpApp(Page page, List<String> recovery) {
		PhoneApp app = new PhoneApp(page.locator("#totpSecret").getAttribute("value"));
		Chromium.screenshot(page, "second-factor-app");
		page.fill("#totp", app.wrong());
		page.click("#saveTOTPBtn");
		assertThat(page.locator("#totp")).isVisible();
		page.fill("#totp", app.next());
		page.click("#saveTOTPBtn");
		Locator codes = page.locator("#kc-recovery-codes-list li");
		assertThat(codes.first()).isVisible();
		Chromium.screenshot(page, "second-factor-recovery-codes");
		codes.allTextContents().forEach((line) -> recovery.add(line.strip().replaceFirst("^\\d+[.:]?\\s+", "")));
		page.check("#kcRecoveryCodesConfirmationCheck");
		page.click("#saveRecoveryAuthnCodesBtn");
		page.waitForURL(SERVERS.url() + "/my-day");
		return app;
	}

	private static void signInByRecovery(Page page, String code) {
		page.navigate(SERVERS.url() + "/");
		type(page, "dan.ryu", ProductionRealm.PASSWORD);
		page.click("#try-another-way");
		page.getByText("Recovery", new Page.GetByTextOptions().setExact(false)).first().click();
		page.fill("#recoveryCodeInput", code.replace("-", ""));
		page.click("#kc-login");
		page.waitForLoadState();
	}

	/** Somebody else's case, of a team that is not hers. */
	private static void breakTheGlass(Page page) throws SQLException {
		page.getByLabel("Case number or code name, exactly")
			.fill(ask("select case_number from casework.case_file c join access.team t on t.id = c.team_id"
					+ " where t.name <> 'Yanji' order by c.id limit 1"));
		page.getByLabel("Who is in danger, and why nobody else can be asked").fill("Men are at her door.");
		button(page, "Open for 30 minutes").click();
		page.waitForURL(SERVERS.url() + "/cases/*-*");
	}

	private static void signOut(Page page) {
		page.locator(".person-menu vaadin-menu-bar-button").first().click();
		page.getByText("Sign out", new Page.GetByTextOptions().setExact(true)).click();
		page.waitForURL(SERVERS.url() + "/signed-out");
	}

	private static void type(Page page, String username, String password) {
		page.fill("#username", username);
		page.fill("#password", password);
		page.click("#kc-login");
		page.waitForLoadState();
	}

	private static void enter(Page page, String code) {
		page.fill("#otp", code);
		page.click("#kc-login");
		page.waitForLoadState();
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).last();
	}

	private Page newPage() {
		return this.chromium.browser()
			.newContext(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 900))
			.newPage();
	}

	private List<BrowserContext> contexts() {
		return this.chromium.browser().contexts();
	}

	/** Of the last act by which somebody showed that it is her. */
	private static String lastLevel() throws SQLException {
		return ask("select acr from audit.event where action = 'STEPPED_UP' order by event_id desc limit 1");
	}

	private static String ask(String sql) throws SQLException {
		try (Connection superuser = SERVERS.database().connect("postgres");
				Statement statement = superuser.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
