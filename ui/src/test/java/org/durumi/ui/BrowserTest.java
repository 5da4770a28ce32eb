package org.durumi.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.durumi.DurumiApplication;
import org.durumi.local.LocalDatabase;
import org.durumi.local.LocalKeycloak;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.keycloak.admin.client.Keycloak;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test of Durumi as people meet it: the real application on a real port with a real
 * database and a real Keycloak, all started once a run, and a browser. Subclasses are
 * called {@code …IT}; the application's beans can be autowired.
 * <p>
 * After each test the browser's console must be free of errors, violations of the content
 * security policy among them.
 */
@SpringBootTest(classes = DurumiApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
		properties = { "vaadin.productionMode=true", "spring.main.banner-mode=off" })
@ActiveProfiles("demo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class BrowserTest {

	/** Of all demo accounts. */
	public static final String PASSWORD = "durumi-demo-password";

	/** Where quick exit leads; the browser gets an empty page from here. */
	protected static final String NEUTRAL = "https://www.wikipedia.org/";

	private static final Pattern REPORT_ONLY = Pattern.compile("(?i)report[- ]only");

	private static final Set<String> LOOKED_AT = new HashSet<>();

	private static final RunningServers SERVERS = new RunningServers();

	private static final Chromium CHROMIUM = Chromium.start();

	/**
	 * Of a test that failed, keeps what was on the screen, and the document behind it.
	 */
	@RegisterExtension
	final AfterTestExecutionCallback pictures = (test) -> test.getExecutionException()
		.ifPresent((failure) -> this.contexts.stream()
			.flatMap((context) -> context.pages().stream())
			.forEach((page) -> Chromium.evidence(page,
					"failed-" + test.getRequiredTestMethod().getName() + "-" + this.contexts.indexOf(page.context()))));

	@Autowired
	private @Nullable ApplicationContext application;

	private final List<BrowserContext> contexts = new ArrayList<>();

	private final List<String> complaints = new ArrayList<>();

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		SERVERS.describe(registry);
	}

	/**
	 * Each application that is started in this process makes its own way of knowing who
	 * is signed in everybody's; this one's counts while its tests run.
	 */
	@BeforeEach
	void whoIsSignedInIsThisApplicationsWord() {
		SecurityContextHolder.setContextHolderStrategy(
				Objects.requireNonNull(this.application).getBean(SecurityContextHolderStrategy.class));
	}

	@BeforeEach
	void awaitKeycloak() {
		SERVERS.awaitKeycloak();
	}

	@AfterEach
	void closeAndListenToTheConsole() {
		this.contexts.forEach(BrowserContext::close);
		this.contexts.clear();
		List<String> heard = List.copyOf(this.complaints);
		this.complaints.clear();
		assertThat(heard).as("errors on the browser's console").isEmpty();
	}

	/** Durumi's address, without a slash at the end. */
	public static String url() {
		return SERVERS.url();
	}

	/** Where the servers keep everything: databases, logs, keys. */
	protected static Path servers() {
		return SERVERS.directory();
	}

	/** For outages; whoever stops it starts it again. */
	protected static LocalDatabase database() {
		return SERVERS.database();
	}

	protected static LocalKeycloak keycloak() {
		return SERVERS.keycloak();
	}

	/** Keycloak's own administrator; whoever changes something sets it right again. */
	protected static Keycloak keycloakAdministrator() {
		return SERVERS.keycloakAdministrator();
	}

	/** A browser of its own, with no cookies, on a desktop in English. */
	protected Page newPage() {
		return newPage(new Browser.NewContextOptions().setLocale("en").setViewportSize(1280, 900));
	}

	/** A browser of its own with a given language, size or look. */
	protected Page newPage(Browser.NewContextOptions options) {
		BrowserContext context = CHROMIUM.browser()
			.newContext(options.setReducedMotion(ReducedMotion.REDUCE).setTimezoneId("Asia/Seoul"));
		this.contexts.add(context);
		context.route(NEUTRAL + "**", (route) -> route
			.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody("<title>Elsewhere</title>")));
		Page page = context.newPage();
		page.onConsoleMessage((message) -> {
			// an expected 404 is not a fault of the page, nor is what a later policy
			// would refuse
			if ("error".equals(message.type()) && !message.text().startsWith("Failed to load resource")
					&& !REPORT_ONLY.matcher(message.text()).find()) {
				this.complaints.add(message.text());
			}
		});
		page.onPageError(this.complaints::add);
		return page;
	}

	/**
	 * Signs a demo account in and waits for her first screen: over HTTP, unless a class
	 * is about signing in.
	 */
	protected void signIn(Page page, String username) {
		signInAt(page, username, "");
	}

	/** Signs a demo account in over HTTP and opens a page of hers at once. */
	protected final void signInAt(Page page, String username, String path) {
		signInOverHttp(page, username);
		page.navigate(url() + "/" + path);
		page.waitForSelector("vaadin-app-layout");
	}

	/**
	 * Signs a demo account in through Keycloak's page, and waits for her first screen.
	 */
	protected final void signInThroughThePage(Page page, String username) {
		page.navigate(url() + "/");
		fillIn(page, username);
		page.waitForSelector("vaadin-app-layout");
	}

	/** Signs a demo account in over HTTP and opens nothing yet. */
	protected static void signInOverHttp(Page page, String username) {
		SignIn.overHttp(page.context().request(), url(), username, PASSWORD);
	}

	/** Fills in Keycloak's page, which must be open. */
	protected void fillIn(Page page, String username) {
		page.fill("#username", username);
		page.fill("#password", PASSWORD);
		page.click("#kc-login");
	}

	/** A browser of its own with a demo account signed in. */
	protected Page signedIn(String username) {
		Page page = newPage();
		signIn(page, username);
		return page;
	}

	/** A browser of its own with a demo account signed in and nothing open yet. */
	protected Page browserOf(String username) {
		Page page = newPage();
		signInOverHttp(page, username);
		return page;
	}

	/** A browser of its own with a demo account signed in and a page of hers open. */
	protected Page signedInAt(String username, String path) {
		Page page = newPage();
		signInAt(page, username, path);
		return page;
	}

	/** A new case of a demo caseworker's, made past the screens. */
	protected NewCase newCase(String owner, String hangul) {
		return registry().register(owner, hangul);
	}

	/** Gives a colleague of the team in Yanji a part in one of its cases. */
	protected void assign(NewCase made, String colleague) {
		registry().assign(made, colleague);
	}

	/**
	 * Somebody new in Yanji, invited past the screens by the word of two.
	 * @return her one-time password
	 */
	protected String newCaseworker(String name, String username) {
		return registry().invite(name, username);
	}

	private Registry registry() {
		return new Registry(Objects.requireNonNull(this.application));
	}

	/** What axe finds wrong on the page. */
	protected static List<String> accessibilityFaults(Page page) {
		return Axe.faults(page);
	}

	/**
	 * Axe finds nothing wrong on the page, of which a picture is kept: once a run, where
	 * tests come by the same look again and again.
	 */
	protected static void looksRight(Page page, String name) {
		if (LOOKED_AT.add(name)) {
			assertThat(accessibilityFaults(page)).as(name).isEmpty();
			screenshot(page, name);
		}
	}

	/** A narrow screen, dark, in Korean. */
	protected Page phone(String username) {
		Page phone = newPage(new Browser.NewContextOptions().setLocale("ko")
			.setViewportSize(320, 640)
			.setColorScheme(ColorScheme.DARK));
		signInOverHttp(phone, username);
		return phone;
	}

	/** Goes there and looks. */
	protected static void narrow(Page phone, String path, String name) {
		phone.navigate(url() + "/" + path);
		PlaywrightAssertions.assertThat(phone.locator("main h1")).isVisible();
		looksRightOnAPhone(phone, name);
	}

	/** As {@link #looksRight}, and nothing is wider than the screen. */
	protected static void looksRightOnAPhone(Page phone, String name) {
		looksRight(phone, name);
		assertThat(phone.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).as(name).isEqualTo(true);
	}

	/** Keeps a picture under {@code target/screenshots}. */
	public static void screenshot(Page page, String name) {
		Chromium.screenshot(page, name);
	}

}
