package org.durumi.ui.story;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.awaitility.Awaitility;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that no browser sends: nothing breaks, nothing is told, and nothing is done
 * that the person could not do at her screen.
 * <p>
 * An ordinary run sends some; {@code -Ddurumi.hostile.requests=10000} sends as many as
 * that.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileRequestsIT extends BrowserTest {

	private static final int REQUESTS = Integer.getInteger("durumi.hostile.requests", 1_400);

	private static final String BROKEN = "event=broken_request cause=";

	private static final String NAME = "달무리샘";

	private static final List<String> ACCOUNTS = List.of("caseworker-yanji", "coordinator", "supervisor-yanji",
			"partner-clinic", "analyst", "admin");

	/** Who may know of the case by its code name. */
	private static final Set<String> OF_THE_TEAM = Set.of("caseworker-yanji", "supervisor-yanji");

	/** In an answer that changes something on the page. */
	private static final String DONE = "\"changes\":[{";

	/** What a click on a button tells of itself. */
	private static final String CLICK_DATA = Stream
		.of("screenX", "screenY", "clientX", "clientY", "offsetX", "offsetY", "detail", "button")
		.map("\"event.%s\":1"::formatted)
		.collect(Collectors.joining(","))
			+ Stream.of("ctrlKey", "shiftKey", "altKey", "metaKey")
				.map(",\"event.%s\":false"::formatted)
				.collect(Collectors.joining());

	private static final Pattern TOKEN = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");

	private static final Pattern UI_ID = Pattern.compile("v-uiId=(\\d+)");

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	/** A signed-in browser, and what its requests carry. */
	private record Session(String account, Page page, String cookie, String token, String ui) {
	}

	@Test
	void noRequestBreaksDurumiOrIsToldAnything(CapturedOutput log) throws IOException, InterruptedException {
		NewCase made = newCase("caseworker-yanji", NAME);
		String path = "/" + made.path();
		String codeName = made.codeName();
		List<@Nullable Session> sessions = new ArrayList<>();
		sessions.add(null);
		for (String account : ACCOUNTS) {
			sessions.add(session(account));
		}
		RandomRequests random = new RandomRequests(new Random(25), path);
		Map<Integer, Integer> statuses = new LinkedHashMap<>();
		for (int i = 0; i < REQUESTS; i++) {
			Session session = sessions.get(i % sessions.size());
			RandomRequests.Sketch sketch = (session != null) ? random.next(session.token(), session.ui())
					: random.next("none", "0");
			HttpResponse<byte[]> answer = send(sketch, (session != null) ? session.cookie() : null);
			String text = new String(answer.body(), StandardCharsets.UTF_8);
			String who = (session != null) ? session.account() : "nobody";
			assertThat(answer.statusCode()).as("%s as %s", sketch, who).isLessThan(500);
			assertThat(text).as("%s as %s", sketch, who).doesNotContain(NAME, "\tat ", "Exception", "org.durumi");
			if (!OF_THE_TEAM.contains(who)) {
				assertThat(text).as("%s as %s", sketch, who).doesNotContain(codeName);
			}
			statuses.merge(answer.statusCode(), 1, Integer::sum);
		}
		assertThat(statuses).as("what was sent reached more than one answer").hasSizeGreaterThan(3);
		assertThat(statuses).containsKey(400);
		assertThat(log.getAll()).contains(BROKEN).doesNotContain("event=incident");
		Page owner = signedInAt("caseworker-yanji", made.path());
		assertThat(owner.locator(".case-header h1")).hasText(codeName);
	}

	@Test
	void aBrokenRequestIsRefusedInOneLineAndHerPageGoesOn(CapturedOutput log) throws IOException, InterruptedException {
		Session session = session("caseworker-yanji");
		Page page = session.page();
		page.evaluate("window.sameDocument = true");
		String own = "/?v-r=uidl&v-uiId=" + session.ui();
		String token = session.token();
		isRefused(log, session, "/?v-r=uidl&v-uiId=" + URLEncoder.encode(NAME, StandardCharsets.UTF_8),
				uidl(token, "[]"));
		isRefused(log, session, "/?v-r=heartbeat&v-uiId=99999999999", "");
		isRefused(log, session, own, uidl(token, "\"%s\"".formatted(NAME)));
		isRefused(log, session, own, "{\"csrfToken\":\"%s\",\"rpc\":[]}".formatted(token));
		page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Cases").setExact(true)).click();
		assertThat(page).hasURL(url() + "/cases");
		assertThat(page.evaluate("window.sameDocument")).as("without being loaded anew").isEqualTo(true);

		// these count as messages of the page, whose next one makes it load anew
		isRefused(log, session, own, uidl(token, "[{\"type\":\"%s\"}]".formatted(NAME)));
		isRefused(log, session, own,
				uidl(token, "[{\"type\":\"publishedEventHandler\",\"node\":1,\"templateEventMethodName\":\"%s\"}]"
					.formatted(NAME)));
		page.reload();
		assertThat(page.locator("h1").first()).hasText("Cases");
		assertThat(log.getAll()).doesNotContain("event=incident", NAME);
	}

	@Test
	void aBrokenRequestOverAWebSocketIsNoIncident(CapturedOutput log) {
		Session session = session("partner-clinic");
		URI push = URI.create(url().replaceFirst("http", "ws")
				+ "/VAADIN/push?v-r=push&v-uiId=none&X-Atmosphere-Transport=websocket&X-Atmosphere-tracking-id=0");

		WebSocket socket = this.client.newWebSocketBuilder()
			.header("Cookie", session.cookie())
			.buildAsync(push, new WebSocket.Listener() {
			})
			.join();

		Awaitility.await().untilAsserted(() -> assertThat(log.getAll()).contains(BROKEN));
		socket.abort();
		assertThat(log.getAll()).doesNotContain("event=incident");
	}

	private void isRefused(CapturedOutput log, Session session, String path, String body)
			throws IOException, InterruptedException {
		int before = StringUtils.countOccurrencesOf(log.getAll(), BROKEN);

		HttpResponse<byte[]> answer = post(path, body, session.cookie());

		assertThat(answer.statusCode()).as(path).isEqualTo(400);
		assertThat(StringUtils.countOccurrencesOf(log.getAll(), BROKEN)).as(path).isEqualTo(before + 1);
	}

	@Test
	void aRequestOfOneSessionIsWorthNothingInAnother() throws IOException, InterruptedException {
		Session supervisor = session("supervisor-yanji");
		Session analyst = session("analyst");
		for (String ui : List.of(supervisor.ui(), analyst.ui(), "7")) {
			String body = uidl(supervisor.token(), "[{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\",\"data\":"
					+ "{\"route\":\"audit\",\"query\":\"\",\"appShellTitle\":\"\",\"historyState\":null,\"trigger\":\"\"}}]");
			HttpResponse<byte[]> answer = post("/?v-r=uidl&v-uiId=" + ui, body, analyst.cookie());

			assertThat(answer.statusCode()).isLessThan(500);
			assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain(DONE, "Audit log");
		}
		HttpResponse<byte[]> nobody = post("/?v-r=uidl&v-uiId=" + supervisor.ui(), uidl(supervisor.token(), "[]"),
				null);
		assertThat(new String(nobody.body(), StandardCharsets.UTF_8)).doesNotContain(DONE);
		analyst.page().reload();
		assertThat(analyst.page()).hasURL(url() + "/statistics");
	}

	@Test
	void whatIsHiddenOrDisabledDoesNothingWhenDrivenByHand() throws IOException, InterruptedException {
		Page page = newPage();
		AtomicReference<String> sent = listen(page);
		signInOverHttp(page, "caseworker-yanji");
		Hand hand = new Hand(page);
		hand.searchFor("달그림자");
		String register = node(hand.button("Register"));
		String more = node(hand.button("Add an earlier escape"));
		assertThat(clickByHand(page, sent, register)).as("a button that is shown does something").contains(DONE);
		assertThat(clickByHand(page, sent, more)).as("an enabled one too").contains(DONE);

		// the same view anew has the same numbers, its forms hidden
		page.navigate(url() + "/cases/new");
		assertThat(page.getByLabel("Name, in any script")).isVisible();
		assertThat(clickByHand(page, sent, register)).doesNotContain(DONE);
		assertThat(clickByHand(page, sent, more)).doesNotContain(DONE);

		hand.searchFor("달그림자");
		assertThat(node(hand.button("Register"))).isEqualTo(register);
		while (hand.button("Add an earlier escape").isEnabled()) {
			int rows = page.locator(".cycle-row").count();
			hand.press("Add an earlier escape");
			assertThat(page.locator(".cycle-row")).hasCount(rows + 1);
		}
		assertThat(clickByHand(page, sent, more)).doesNotContain(DONE);
	}

	/** The number by which the server knows an element. */
	private static String node(Locator element) {
		return String.valueOf(element.evaluate("element => Object.values(window.Vaadin.Flow.clients)"
				+ ".filter((client) => client.getNodeId).map((client) => client.getNodeId(element)).find((id) => id > 0)"));
	}

	/** Sends the click that a browser would; what the server answers. */
	private String clickByHand(Page page, AtomicReference<String> sent, String node)
			throws IOException, InterruptedException {
		String rpc = "[{\"type\":\"event\",\"node\":%s,\"event\":\"click\",\"data\":{%s}}]".formatted(node, CLICK_DATA);
		HttpResponse<byte[]> answer = post("/?v-r=uidl&v-uiId=" + ui(sent), uidl(token(sent), rpc), cookie(page));
		assertThat(answer.statusCode()).isEqualTo(200);
		return new String(answer.body(), StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@CsvSource({ "analyst, audit", "analyst, cases", "admin, my-day", "partner-clinic, statistics",
			"caseworker-seoul, staff", "coordinator, audit" })
	void anAddressTypedWithoutTheRightIsDeniedAndWrittenDown(String account, String route) throws SQLException {
		Page page = browserOf(account);
		long before = denials(account);

		page.navigate(url() + "/" + route);

		assertThat(page.locator("h1")).hasText("This page is not here");
		assertThat(denials(account)).isGreaterThan(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/styles.css", "/durumi.js", "/durumi.svg", "/no-such-page", "/error",
			"/actuator/health", "/actuator/env", "/VAADIN/none.js", "/?v-r=uidl", "/?v-r=init", "/?v-r=none" })
	void everyAnswerHasItsHeaders(String path) throws IOException, InterruptedException {
		String cookie = cookie(browserOf("partner-clinic"));
		for (String who : new String[] { cookie, "" }) {
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).GET();
			HttpResponse<byte[]> answer = this.client.send(
					(who.isEmpty() ? request : request.header("Cookie", who)).build(),
					HttpResponse.BodyHandlers.ofByteArray());
			Map<String, List<String>> headers = answer.headers().map();
			assertThat(headers).as(path)
				.containsEntry("x-content-type-options", List.of("nosniff"))
				.containsEntry("x-frame-options", List.of("DENY"))
				.containsEntry("referrer-policy", List.of("no-referrer"))
				.containsEntry("cross-origin-opener-policy", List.of("same-origin"))
				.containsEntry("cross-origin-resource-policy", List.of("same-origin"))
				.containsKeys("permissions-policy", "content-security-policy");
			assertThat(headers.get("content-security-policy")).as(path)
				.singleElement()
				.asString()
				.contains("frame-ancestors 'none'", "form-action 'self'");
			assertThat(headers).as(path).doesNotContainKeys("server", "x-powered-by");
		}
	}

	@Test
	void neitherAddressNorTitleSaysAnything() {
		String path = "/" + newCase("caseworker-yanji", "은하잔디").path();
		Page page = browserOf("caseworker-yanji");
		for (String address : List.of(path, "/my-day", "/cases", "/cases/new", "/approvals", "/emergency", "/roles",
				"/audit", "/no-such-page")) {
			page.navigate(url() + address);
			assertThat(page.locator("h1").first()).isVisible();
			assertThat(page).hasTitle("Durumi");
			assertThat(page).hasURL(url() + address);
		}
	}

	@Test
	void besideThePolicyStandsTheStricterOneThatOnlyReports() {
		Page page = browserOf("partner-clinic");

		Map<String, String> headers = page.navigate(url() + "/welcome").allHeaders();

		assertThat(headers.get("content-security-policy-report-only")).contains("script-src 'nonce-")
			.doesNotContain("unsafe");
		assertThat(headers.get("content-security-policy")).doesNotContain("script-src 'self' 'unsafe-inline'");
	}

	private Session session(String account) {
		Page page = newPage();
		AtomicReference<String> sent = listen(page);
		signIn(page, account);
		page.waitForCondition(() -> sent.get() != null);
		return new Session(account, page, cookie(page), token(sent), ui(sent));
	}

	/** The address and body of the newest request to a UI. */
	private static AtomicReference<String> listen(Page page) {
		AtomicReference<String> sent = new AtomicReference<>();
		page.onRequest((request) -> {
			if (request.url().contains("v-r=uidl") && request.postData() != null) {
				sent.set(request.url() + " " + request.postData());
			}
		});
		return sent;
	}

	private static String token(AtomicReference<String> sent) {
		return group(TOKEN, sent);
	}

	private static String ui(AtomicReference<String> sent) {
		return group(UI_ID, sent);
	}

	private static String group(Pattern pattern, AtomicReference<String> sent) {
		Matcher matcher = pattern.matcher(String.valueOf(sent.get()));
		assertThat(matcher.find()).as("%s in %s", pattern, sent).isTrue();
		return matcher.group(1);
	}

	private static String cookie(Page page) {
		return page.context()
			.cookies()
			.stream()
			.filter((cookie) -> cookie.name.equals("durumi"))
			.map((cookie) -> cookie.name + "=" + cookie.value)
			.findFirst()
			.orElseThrow();
	}

	/** Without numbers of requests and answers, which Vaadin then takes as they come. */
	private static String uidl(String token, String rpc) {
		return "{\"csrfToken\":\"%s\",\"rpc\":%s,\"syncId\":-1,\"clientId\":-1}".formatted(token, rpc);
	}

	private HttpResponse<byte[]> post(String path, String body, @Nullable String cookie)
			throws IOException, InterruptedException {
		return send(new RandomRequests.Sketch("POST", path, Map.of("Content-Type", "application/json; charset=UTF-8"),
				body.getBytes(StandardCharsets.UTF_8)), cookie);
	}

	private HttpResponse<byte[]> send(RandomRequests.Sketch sketch, @Nullable String cookie)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + sketch.path()))
			.timeout(Duration.ofSeconds(30))
			.method(sketch.method(), HttpRequest.BodyPublishers.ofByteArray(sketch.body()));
		sketch.headers().forEach(request::header);
		if (cookie != null) {
			request.header("Cookie", cookie);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

	/** The refusals that the log holds of a demo account. */
	private static long denials(String account) throws SQLException {
		int number = switch (account) {
			case "caseworker-seoul" -> 102;
			case "coordinator" -> 103;
			case "partner-clinic" -> 106;
			case "analyst" -> 108;
			case "admin" -> 109;
			default -> throw new IllegalArgumentException(account);
		};
		try (Connection superuser = database().connect("postgres");
				PreparedStatement statement = superuser.prepareStatement(
						"select count(*) from audit.event where action = 'DENIED' and actor_id = ?::uuid")) {
			statement.setString(1, "0d000000-0000-4000-8000-%012d".formatted(number));
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
		}
	}

}
