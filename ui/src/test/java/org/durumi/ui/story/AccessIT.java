package org.durumi.ui.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.RequestOptions;
import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import com.vaadin.flow.server.VaadinServletContext;
import jakarta.servlet.ServletContext;
import org.durumi.ui.BrowserTest;
import org.durumi.ui.NewCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is told what: the roles in words, a case's readers, and every address as every
 * role.
 */
class AccessIT extends BrowserTest {

	private static final String NAME = "가람별솔";

	private static final List<String> ACCOUNTS = List.of("caseworker-yanji", "caseworker-yanji-2", "caseworker-seoul",
			"coordinator", "supervisor-yanji", "supervisor-seoul", "partner-clinic", "partner-shelter", "analyst",
			"admin");

	/** Who may know of a case of the team in Yanji by code name and number. */
	private static final Set<String> OF_THE_TEAM = Set.of("caseworker-yanji", "caseworker-yanji-2", "supervisor-yanji");

	/** What a server can tell a page with. */
	private static final Set<String> TOLD = Set.of("document", "xhr", "fetch");

	/** The page has all that it asked for. */
	private static final String SETTLED = "() => window.Vaadin?.Flow?.clients"
			+ " && Object.values(window.Vaadin.Flow.clients).every((client) => !client.isActive?.())";

	/** As a link within the application does. */
	private static final String GO = """
			(address) => {
				const link = document.createElement('a');
				link.href = address;
				link.setAttribute('router-link', '');
				document.body.append(link);
				link.click();
				link.remove();
			}""";

	@Autowired
	private ServletContext context;

	@Test
	void theOwnerSeesWhoCanSeeHerCaseAndWhoLooked() {
		String path = newCase("caseworker-yanji", "잔물결").path();
		Page supervisor = signedInAt("supervisor-yanji", path);
		assertThat(supervisor.locator(".case-header h1")).isVisible();
		Hand owner = new Hand(signedInAt("caseworker-yanji", path));
		owner.press("Show: Who can see this case");
		owner.sees("Leads the team that holds it");
		assertThat(owner.page()
			.locator(".oversight-line")
			.filter(new Locator.FilterOptions().setHasText("최다온").setHasText("Opened a case page"))
			.first()).isVisible();
		assertThat(accessibilityFaults(owner.page())).isEmpty();
		screenshot(owner.page(), "oversight");
	}

	@ParameterizedTest
	@ValueSource(strings = { "caseworker-yanji", "coordinator", "partner-clinic", "analyst", "admin" })
	void everybodyReadsWhatTheRolesMay(String username) {
		Page page = newPage(new Browser.NewContextOptions().setLocale("ko").setViewportSize(320, 640));
		signInAt(page, username, "roles");
		assertThat(page.locator(".role-card")).hasCount(6);
		assertThat(page.locator(".role-card .tag")).hasCount(1);
		assertThat(accessibilityFaults(page)).isEmpty();
		assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
		screenshot(page, "roles-" + username);
	}

	@Test
	void noAddressAnswersAnyoneWithWhatSheMayNotSee() {
		NewCase made = newCase("caseworker-yanji", NAME);
		String path = made.path();
		String codeName = made.codeName();
		String number = made.number();
		List<String> addresses = addresses(path);
		assertThat(addresses).contains(path, "absence", "audit", "approvals", "cases", "emergency", "my-day", "team")
			.hasSizeGreaterThan(10);
		for (String account : ACCOUNTS) {
			Page page = browserOf(account);
			Map<String, String> answers = answers(page, addresses);
			answers.forEach((address, answer) -> {
				assertThat(answer).as("%s as %s", address, account).doesNotContain(NAME);
				if (!OF_THE_TEAM.contains(account)) {
					assertThat(answer).as("%s as %s", address, account).doesNotContain(codeName, number);
				}
			});
			assertThat(answers.getOrDefault(path, "").contains(codeName)).as("the case's page as %s", account)
				.isEqualTo(OF_THE_TEAM.contains(account));
			page.context().close();
		}
		Page nobody = newPage();
		for (String address : addresses) {
			APIResponse answer = nobody.request()
				.get(url() + "/" + address, RequestOptions.create().setMaxRedirects(0));
			assertThat(answer.headers() + answer.text()).as("%s as nobody", address)
				.doesNotContain(NAME, codeName, number);
			assertThat(answer.status()).as("%s as nobody", address).isLessThan(500);
		}
	}

	/** Every route of the application, the case's in place of parameters. */
	private List<String> addresses(String path) {
		return ApplicationRouteRegistry.getInstance(new VaadinServletContext(this.context))
			.getRegisteredRoutes()
			.stream()
			.map(RouteData::getTemplate)
			.map((template) -> template.contains(":") ? path : template)
			.distinct()
			.collect(Collectors.toList());
	}

	/**
	 * All that the server sends when the address is opened, and what then stands on the
	 * page. The first is typed, the others are gone to from there, which asks the server
	 * for the same and spares the scripts.
	 */
	private static Map<String, String> answers(Page page, List<String> addresses) {
		List<Response> responses = new ArrayList<>();
		page.onResponse((response) -> {
			if (response.url().startsWith(url()) && TOLD.contains(response.request().resourceType())) {
				responses.add(response);
			}
		});
		Map<String, String> answers = new LinkedHashMap<>();
		for (String address : addresses) {
			responses.clear();
			if (page.url().startsWith(url()) && !answers.isEmpty()) {
				page.waitForResponse((response) -> response.url().contains("v-r=uidl"),
						() -> page.evaluate(GO, url() + "/" + address));
			}
			else {
				page.navigate(url() + "/" + address);
			}
			page.waitForFunction(SETTLED);
			String sent = List.copyOf(responses)
				.stream()
				.map((response) -> text(address, response))
				.collect(Collectors.joining("\n"));
			answers.put(address, sent + page.content());
		}
		return answers;
	}

	private static String text(String address, Response response) {
		assertThat(response.status()).as("status of %s", address).isLessThan(500);
		return (response.status() / 100 == 3) ? response.headers().toString() : response.text();
	}

}
