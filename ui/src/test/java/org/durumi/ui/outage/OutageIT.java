package org.durumi.ui.outage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.durumi.DurumiApplication;
import org.durumi.ui.Chromium;
import org.durumi.ui.RunningServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The database and Keycloak stopped in the middle of work and started again, with the
 * application running on. Its servers are its own: others go on undisturbed.
 */
@SpringBootTest(classes = DurumiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "vaadin.productionMode=true", "spring.main.banner-mode=off", "durumi.sample-data.cases=8" })
@ActiveProfiles("demo")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {

	private static final Logger LOGGER = LoggerFactory.getLogger(OutageIT.class);

	/** From the return of a neighbour to work going on. */
	private static final Duration GOAL = Duration.ofSeconds(10);

	/** How long a person is kept waiting for the sentence. */
	private static final double PATIENCE = 15_000;

	private static final String UNAVAILABLE = "The service is unavailable for a moment";

	private static final RunningServers SERVERS = new RunningServers();

	private final Chromium chromium = Chromium.start();

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		SERVERS.describe(registry);
	}

	@BeforeEach
	void awaitKeycloak() {
		SERVERS.awaitKeycloak();
	}

	@AfterEach
	void bringTheDatabaseBack() {
		SERVERS.database().resume();
	}

	@AfterEach
	void closePages() {
		this.chromium.browser().contexts().forEach(BrowserContext::close);
	}

	@AfterAll
	void closeBrowser() {
		this.chromium.close();
	}

	@Test
	void workGoesOnWhenTheDatabaseIsBackAndNothingIsLost() throws SQLException {
		Page page = signedIn("caseworker-yanji");
		page.navigate(SERVERS.url() + "/cases/" + someCase());
		addTask(page, "Before the outage");
		save(page).click();
		assertThat(dialog(page)).hasCount(0);
		long events = count("audit.event");
		long tasks = count("casework.plan_task");
		Page elsewhere = page.context().newPage();
		elsewhere.navigate(SERVERS.url() + "/my-day");
		assertThat(elsewhere.locator("h1").first()).isVisible();
		addTask(page, "During the outage");

		SERVERS.database().pause();
		save(page).click();
		assertThat(page
			.getByText("The database does not answer now. What you typed is still here; please try again in a moment."))
			.isVisible(patiently());
		assertThat(title(page)).hasValue("During the outage");
		elsewhere.navigate(SERVERS.url() + "/cases");
		assertThat(elsewhere.getByText(UNAVAILABLE)).isVisible(patiently());
		assertThat(elsewhere.getByText("The database does not answer now. Nothing that was saved is lost. "
				+ "This page goes on by itself as soon as it is back."))
			.isVisible();

		long back = System.nanoTime();
		SERVERS.database().resume();
		await().atMost(GOAL).until(() -> isSaved(page));
		within(back, "work after the database's return");
		assertThat(elsewhere.getByText(UNAVAILABLE)).hasCount(0,
				new LocatorAssertions.HasCountOptions().setTimeout(GOAL.toMillis()));
		assertThat(elsewhere.locator("vaadin-grid")).isVisible();
		within(back, "a waiting page after the database's return");

		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show: Tasks and five-year plan")).click();
		assertThat(page.locator(".task-title").getByText("Before the outage")).hasCount(1);
		assertThat(page.locator(".task-title").getByText("During the outage")).hasCount(1);
		assertThat(count("casework.plan_task")).as("tasks").isEqualTo(tasks + 1);
		assertThat(count("audit.event")).as("events").isGreaterThan(events);
	}

	@Test
	void whoSignsInWhileTheDatabaseIsAwayIsToldSoAndComesInWhenItIsBack() {
		Page page = newPage();
		page.navigate(SERVERS.url() + "/");
		assertThat(page.locator("#kc-login")).isVisible();

		SERVERS.database().pause();
		fillIn(page, "caseworker-yanji");
		assertThat(page.getByText("The database does not answer now.")).isVisible(patiently());

		long back = System.nanoTime();
		SERVERS.database().resume();
		assertThat(page.locator("vaadin-app-layout")).isVisible(within(GOAL));
		within(back, "sign-in after the database's return");
	}

	@Test
	void aSessionGoesOnWithoutKeycloakSignInSaysSoAndTheLogMissesNothing() throws SQLException {
		Page page = signedIn("caseworker-yanji");
		String before = failures();
		isRefused("supervisor-seoul");

		SERVERS.keycloak().close();
		page.navigate(SERVERS.url() + "/cases/" + someCase());
		addTask(page, "Without Keycloak");
		save(page).click();
		assertThat(dialog(page)).hasCount(0);
		page.navigate(SERVERS.url() + "/cases");
		assertThat(page.locator("vaadin-grid")).isVisible();
		Page newcomer = newPage();
		newcomer.navigate(SERVERS.url() + "/");
		assertThat(newcomer.getByText(UNAVAILABLE)).isVisible(patiently());
		assertThat(newcomer.getByText(
				"The sign-in service does not answer now. " + "This page goes on by itself as soon as it is back."))
			.isVisible();
		staysWhereItIs(newcomer);

		SERVERS.restartKeycloak();
		long back = System.nanoTime();
		assertThat(newcomer.locator("#kc-login")).isVisible(within(GOAL));
		fillIn(newcomer, "supervisor-yanji");
		assertThat(newcomer.locator("vaadin-app-layout")).isVisible(within(GOAL));
		within(back, "sign-in after Keycloak's return");
		page.navigate(SERVERS.url() + "/my-day");
		assertThat(page.locator("vaadin-app-layout h1").first()).isVisible();
		isInTheLogOnce(before);
	}

	@Test
	void withoutKeycloakWhoMustGoIsShutOutAndNothingIsHalfDone() throws SQLException {
		Page admin = signedIn("admin");
		button(admin, "Confirm that it is you").click();
		admin.fill("#password", "durumi-demo-password");
		admin.click("#kc-login");
		admin.waitForURL(SERVERS.url() + "/staff");
		Page person = signedIn("caseworker-seoul");

		SERVERS.keycloak().close();
		button(admin, "Manage: 서가온").click();
		button(admin, "New one-time password").click();
		confirm(admin);
		assertThat(admin.getByText("Keycloak did not answer in time, so Durumi changed nothing.").first())
			.isVisible(patiently());
		assertThat(admin.getByText("Keycloak does not answer. You see what Durumi knows").first())
			.isVisible(patiently());
		button(admin, "Manage: 서가온").click();
		button(admin, "Shut out").click();
		confirm(admin);
		assertThat(admin.getByText("but Keycloak did not answer").first()).isVisible(patiently());
		person.navigate(SERVERS.url() + "/cases");
		assertThat(person.locator("vaadin-grid-cell-content a[href*='cases/']")).hasCount(0);
		assertThat(ask("select count(*) from audit.event where action = 'PASSWORD_RESET'")).isEqualTo("0");
		assertThat(ask("select count(*) from audit.event where action = 'STAFF_DISABLED'")).isEqualTo("1");

		SERVERS.restartKeycloak();
		admin.navigate(SERVERS.url() + "/staff");
		assertThat(admin.getByText("Still open in Keycloak")).isVisible();
		button(admin, "Manage: 서가온").click();
		button(admin, "Shut out").click();
		confirm(admin);
		assertThat(admin.getByText("Still open in Keycloak")).hasCount(0);
	}

	private void isRefused(String username) {
		Page page = newPage();
		page.navigate(SERVERS.url() + "/");
		page.fill("#username", username);
		page.fill("#password", "not-her-password");
		page.click("#kc-login");
		assertThat(page.locator("[aria-invalid=true]").first()).isVisible();
	}

	/** What happened at Keycloak before it went, when it is back. */
	private static void isInTheLogOnce(String before) {
		String after = Long.toString(Long.parseLong(before) + 1);
		await().atMost(Duration.ofSeconds(30)).until(() -> failures().equals(after));
		// asked again at least once
		await().during(Duration.ofSeconds(12)).atMost(Duration.ofSeconds(30)).until(() -> failures().equals(after));
	}

	private static String failures() throws SQLException {
		return ask("select count(*) from audit.event where action = 'KEYCLOAK_SIGN_IN_FAILED'"
				+ " and subject_id = '0d000000-0000-4000-8000-000000000105'");
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).last();
	}

	private static void confirm(Page page) {
		page.locator("vaadin-confirm-dialog vaadin-button[slot=confirm-button]").click();
	}

	/** It asks on the server, twice, and does not send the reader round in a circle. */
	private static void staysWhereItIs(Page page) {
		List<String> attempts = new CopyOnWriteArrayList<>();
		page.onRequest((request) -> {
			if (request.isNavigationRequest()) {
				attempts.add(request.url());
			}
		});
		for (int poll = 0; poll < 2; poll++) {
			page.waitForResponse((response) -> response.url().contains("v-r=uidl"), () -> {
			});
		}
		assertThat(attempts).isEmpty();
	}

	private static void within(long since, String what) {
		Duration took = Duration.ofNanos(System.nanoTime() - since);
		LOGGER.info("{}: {} ms", what, took.toMillis());
		assertThat(took).as(what).isLessThan(GOAL);
	}

	private Page signedIn(String username) {
		Page page = newPage();
		page.navigate(SERVERS.url() + "/");
		fillIn(page, username);
		page.waitForSelector("vaadin-app-layout");
		return page;
	}

	private Page newPage() {
		return this.chromium.browser()
			.newContext(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 900))
			.newPage();
	}

	private static void fillIn(Page page, String username) {
		page.fill("#username", username);
		page.fill("#password", "durumi-demo-password");
		page.click("#kc-login");
	}

	private static void addTask(Page page, String title) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add: Tasks and five-year plan")).click();
		title(page).fill(title);
		Locator due = page.locator("vaadin-dialog vaadin-date-picker input");
		due.fill(DateTimeFormatter.ISO_LOCAL_DATE.format(LocalDate.now(ZoneOffset.UTC).plusDays(3)));
		due.press("Enter");
	}

	private static Locator title(Page page) {
		return page.locator("vaadin-dialog vaadin-text-field input");
	}

	private static Locator save(Page page) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save").setExact(true));
	}

	/** She is told to try again, and does. */
	private static boolean isSaved(Page page) {
		if (dialog(page).count() == 0) {
			return true;
		}
		page.waitForResponse((response) -> response.url().contains("v-r=uidl"), () -> save(page).click());
		return false;
	}

	private static Locator dialog(Page page) {
		return page.locator("vaadin-dialog[opened]");
	}

	private static LocatorAssertions.IsVisibleOptions patiently() {
		return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
	}

	private static LocatorAssertions.IsVisibleOptions within(Duration limit) {
		return new LocatorAssertions.IsVisibleOptions().setTimeout(limit.toMillis());
	}

	/** A case that is worked on in Yanji. */
	private static String someCase() throws SQLException {
		return ask("""
				select id::text from casework.case_file where owner_id = '0d000000-0000-4000-8000-000000000101'
				and stage in ('ASSESSED', 'SHELTERED') order by id limit 1""");
	}

	private static long count(String table) throws SQLException {
		return Long.parseLong(ask("select count(*) from " + table));
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
