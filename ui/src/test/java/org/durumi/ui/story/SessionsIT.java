package org.durumi.ui.story;

import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.awaitility.Awaitility;
import org.durumi.DurumiApplication;
import org.durumi.access.keycloak.KeycloakAccounts;
import org.durumi.local.Ports;
import org.durumi.ui.Axe;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.Chromium;
import org.durumi.ui.RunningServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How sessions end: on two nodes with one database and one Keycloak, which knows only the
 * first of them, and with limits that are seconds on the first for idleness and on the
 * second for good. Those who wait for a limit do so beside each other, each with people
 * and browsers of her own.
 */
@SpringBootTest(classes = DurumiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "vaadin.productionMode=true", "spring.main.banner-mode=off", "durumi.web.idle=60s",
				"durumi.web.warning=40s" })
@ActiveProfiles("demo")
@DirtiesContext
class SessionsIT {

	private static final Logger LOGGER = LoggerFactory.getLogger(SessionsIT.class);

	private static final RunningServers SERVERS = new RunningServers();

	private static final Duration GOAL = Duration.ofSeconds(2);

	private static final UUID CASEWORKER_YANJI = UUID.fromString("0d000000-0000-4000-8000-000000000101");

	private static final UUID CASEWORKER_SEOUL = UUID.fromString("0d000000-0000-4000-8000-000000000102");

	private static final UUID COORDINATOR = UUID.fromString("0d000000-0000-4000-8000-000000000103");

	private static final LocatorAssertions.IsVisibleOptions IN_TIME = new LocatorAssertions.IsVisibleOptions()
		.setTimeout(90_000);

	private static final int SECOND_PORT = Ports.free();

	private static @Nullable KeycloakAccounts accounts;

	private static @Nullable ConfigurableApplicationContext second;

	private final List<Chromium> browsers = new ArrayList<>();

	/** Of a test that failed, keeps what was on the screen. */
	@RegisterExtension
	final AfterTestExecutionCallback pictures = (test) -> test.getExecutionException()
		.ifPresent((failure) -> this.browsers.forEach((browser) -> browser.browser()
			.contexts()
			.stream()
			.flatMap((context) -> context.pages().stream())
			.forEach((page) -> Chromium.evidence(page,
					"failed-" + test.getRequiredTestMethod().getName() + "-" + this.browsers.indexOf(browser)))));

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		SERVERS.describe(registry);
	}

	@BeforeAll
	static void startTheSecondNode(@Autowired KeycloakAccounts ofTheFirst) {
		accounts = ofTheFirst;
		List<String> arguments = new ArrayList<>(List.of("--vaadin.productionMode=true",
				"--spring.main.banner-mode=off", "--durumi.web.absolute=100s", "--durumi.web.warning=70s"));
		SERVERS.describe((name, value) -> arguments.add("--" + name + "=" + value.get()));
		// the last one counts
		arguments.removeIf((argument) -> argument.startsWith("--server.port="));
		arguments.add("--server.port=" + SECOND_PORT);
		arguments.add("--durumi.audit.node=2");
		SERVERS.awaitKeycloak();
		second = new SpringApplicationBuilder(DurumiApplication.class).profiles("demo")
			.run(arguments.toArray(String[]::new));
	}

	@AfterEach
	void closeBrowsers() {
		this.browsers.forEach(Chromium::close);
	}

	@AfterAll
	static void stop() {
		if (second != null) {
			second.close();
		}
	}

	@Test
	void whatKeycloakTellsOneNodeIsOverOnBoth() throws SQLException {
		Page first = signedIn(atFirst(), desktop(), "caseworker-seoul");
		Page there = signedIn(atSecond(), desktop(), "caseworker-seoul");
		assertThat(open(CASEWORKER_SEOUL)).isEqualTo(2);
		KeycloakAccounts keycloak = Objects.requireNonNull(accounts);
		long told = System.nanoTime();
		keycloak.disable(CASEWORKER_SEOUL);
		try {
			there.waitForURL(SERVERS.url() + "/signed-out");
			LOGGER.info("both ended and their pages left after {} ms", (System.nanoTime() - told) / 1_000_000);
			first.waitForURL(SERVERS.url() + "/signed-out");
			assertThat(open(CASEWORKER_SEOUL)).isZero();
			assertThat(secondsFromMarkToEnd(CASEWORKER_SEOUL, "KEYCLOAK")).hasSize(2)
				.allSatisfy((seconds) -> assertThat(seconds).isLessThan(GOAL.toMillis() / 1000.0));
			there.navigate(SERVERS.url() + "/my-day");
			assertThat(there.locator("#kc-login")).isVisible();
		}
		finally {
			keycloak.enable(CASEWORKER_SEOUL);
		}
	}

	@Test
	void sheEndsOnOneNodeWhatSheLeftOpenOnTheOther() throws SQLException {
		Page there = signedIn(atSecond(), desktop(), "coordinator");
		Hand here = new Hand(signedIn(atFirst(), desktop(), "coordinator"));
		here.page().navigate(SERVERS.url() + "/my-sessions");
		assertThat(here.page().locator(".own-session")).hasCount(2);
		assertThat(Axe.faults(here.page())).isEmpty();
		Chromium.screenshot(here.page(), "my-sessions");
		here.page().locator(".own-session vaadin-button").click();
		there.waitForURL(SERVERS.url() + "/signed-out");
		assertThat(here.page().locator(".own-session")).hasCount(1);
		assertThat(here.page()).hasURL(SERVERS.url() + "/my-sessions");
		assertThat(secondsFromMarkToEnd(COORDINATOR, "HERSELF")).singleElement()
			.satisfies((seconds) -> assertThat(seconds).isLessThan(GOAL.toMillis() / 1000.0));
		there.navigate(SERVERS.url() + "/my-day");
		// Keycloak does not let her in by itself
		assertThat(there.locator("#kc-login")).isVisible();
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whoDoesNothingIsWarnedStaysByOneTapAndIsOutIfSheDoesNot() {
		// her page asks every few seconds whether somebody broke the glass
		Hand supervisor = new Hand(signedIn(atFirst(), desktop(), "supervisor-yanji"));
		Locator warning = supervisor.page().locator(".session-warning").first();
		assertThat(warning).isVisible(IN_TIME);
		assertThat(supervisor.page().locator(".session-left").first()).hasText(Pattern.compile("0:[0-4]\\d"));
		assertThat(Axe.faults(supervisor.page())).isEmpty();
		Chromium.screenshot(supervisor.page(), "session-warning");
		supervisor.press("Stay signed in");
		assertThat(supervisor.page().locator(".session-warning")).hasCount(0);
		assertThat(warning).isVisible(IN_TIME);
		supervisor.page()
			.waitForURL(Pattern.compile(".*(/signed-out|/realms/).*"), new Page.WaitForURLOptions().setTimeout(90_000));
		supervisor.page().navigate(SERVERS.url() + "/my-day");
		assertThat(supervisor.page().locator("#kc-login")).isVisible();
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whoseTimeIsOverForGoodIsToldSoOnAPhoneInTheDark() {
		Page phone = signedIn(atSecond(),
				new Browser.NewContextOptions().setLocale("ko")
					.setViewportSize(320, 640)
					.setColorScheme(ColorScheme.DARK),
				"supervisor-seoul");
		phone.navigate(SERVERS.url() + "/my-sessions");
		assertThat(phone.locator(".own-session").first()).isVisible();
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		Chromium.screenshot(phone, "my-sessions-ko-dark-320");
		assertThat(phone.locator(".session-warning").first()).containsText("사용 중이어도",
				new LocatorAssertions.ContainsTextOptions().setTimeout(90_000));
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		assertThat(Axe.faults(phone)).isEmpty();
		Chromium.screenshot(phone, "session-warning-ko-dark-320");
		new Hand(phone).press("알겠습니다");
		assertThat(phone.locator(".session-warning")).hasCount(0);
		phone.navigate(SERVERS.url() + "/my-day");
		assertThat(phone.locator(".session-warning").first()).isVisible();
		phone.waitForURL(Pattern.compile(".*(/signed-out|/realms/).*"),
				new Page.WaitForURLOptions().setTimeout(150_000));
	}

	@Test
	@Execution(ExecutionMode.CONCURRENT)
	void whatSheTypedIsThereWhenSheSignsInAgainAndNobodyElseGetsIt() throws SQLException {
		Page page = signedIn(atFirst(), new Browser.NewContextOptions().setLocale("ko").setViewportSize(1280, 900),
				"caseworker-yanji");
		page.navigate(SERVERS.url() + "/cases/new");
		Hand writer = new Hand(page);
		writer.write("이름 (어떤 문자든)", "겨울나무");
		writer.press("찾기");
		writer.press("해당 없음: 새 사례 시작");
		writer.write("한글 이름", "겨울나무 아래");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> drafts() == 1);
		page.waitForURL(Pattern.compile(".*(/signed-out|/realms/).*"),
				new Page.WaitForURLOptions().setTimeout(120_000));

		page.navigate(SERVERS.url() + "/");
		fillIn(page, "caseworker-yanji-2");
		page.waitForSelector("vaadin-app-layout");
		page.navigate(SERVERS.url() + "/cases/new");
		assertThat(page.locator(".registration h1")).isVisible();
		assertThat(page.locator(".draft-offer").locator("visible=true")).hasCount(0);

		page.context().clearCookies();
		page.navigate(SERVERS.url() + "/cases/new");
		fillIn(page, "caseworker-yanji");
		Locator offer = page.locator(".draft-offer").locator("visible=true");
		assertThat(offer).containsText("저장되지 않은 채");
		assertThat(Axe.faults(page)).isEmpty();
		Chromium.screenshot(page, "draft-offer-ko");
		writer.press("이어서 작성");
		assertThat(page.locator(".found")).isVisible();
		assertThat(page.locator("vaadin-text-field", new Page.LocatorOptions().setHasText("한글 이름")).locator("input"))
			.hasValue("겨울나무 아래");
		assertThat(offer).hasCount(0);
		Chromium.screenshot(page, "draft-restored-ko");
	}

	/** A browser that finds the first node. */
	private Chromium atFirst() {
		return closedAtTheEnd(Chromium.start());
	}

	/** A browser that finds the second node at the first one's address. */
	private Chromium atSecond() {
		return closedAtTheEnd(Chromium.startMapped(URI.create(SERVERS.url()).getPort(), SECOND_PORT));
	}

	private Chromium closedAtTheEnd(Chromium browser) {
		this.browsers.add(browser);
		return browser;
	}

	private static Page signedIn(Chromium browser, Browser.NewContextOptions options, String username) {
		Page page = browser.browser()
			.newContext(options.setReducedMotion(ReducedMotion.REDUCE).setTimezoneId("Asia/Seoul"))
			.newPage();
		page.navigate(SERVERS.url() + "/");
		fillIn(page, username);
		page.waitForSelector("vaadin-app-layout");
		return page;
	}

	private static void fillIn(Page page, String username) {
		page.fill("#username", username);
		page.fill("#password", BrowserTest.PASSWORD);
		page.click("#kc-login");
	}

	private static Browser.NewContextOptions desktop() {
		return new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 900);
	}

	private static int open(UUID subject) throws SQLException {
		return numbers("select count(*) from access.web_session where subject = ? and ended_at is null", subject)
			.getFirst()
			.intValue();
	}

	private static int drafts() throws SQLException {
		return numbers("select count(*) from casework.draft where form = 'register.title' and subject = ?",
				CASEWORKER_YANJI)
			.getFirst()
			.intValue();
	}

	/** By the database's clock: from the mark that all nodes see to the event. */
	private static List<Double> secondsFromMarkToEnd(UUID subject, String endedBy) throws SQLException {
		List<Double> seconds = numbers("""
				select extract(epoch from e.occurred_at - s.ended_at) from access.web_session s
				join audit.event e on e.session_ref = s.session_ref and e.action = 'SESSION_ENDED'
				where s.subject = ? and s.ended_by = '""" + endedBy + "'", subject);
		LOGGER.info("from mark to end: {} s", seconds);
		return seconds;
	}

	private static List<Double> numbers(String sql, UUID subject) throws SQLException {
		try (Connection superuser = SERVERS.database().connect("postgres");
				PreparedStatement statement = superuser.prepareStatement(sql)) {
			statement.setObject(1, subject);
			try (ResultSet rows = statement.executeQuery()) {
				List<Double> numbers = new ArrayList<>();
				while (rows.next()) {
					numbers.add(rows.getDouble(1));
				}
				return numbers;
			}
		}
	}

}
