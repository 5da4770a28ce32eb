package kitgallery;

import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import org.durumi.ui.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks at the kit in each language, look and width, and lets axe look as well. */
@SpringBootTest(classes = GalleryApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "vaadin.productionMode=true", "spring.main.banner-mode=off" })
class KitGalleryIT {

	private static Chromium chromium;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void open() {
		chromium = Chromium.start();
	}

	@AfterAll
	static void close() {
		chromium.close();
	}

	@ParameterizedTest
	@CsvSource({ "en,light,1280", "en,dark,1280", "ko,light,1280", "zh-CN,dark,768", "ko,dark,320", "en,light,320" })
	void isReadableForEverybody(String language, String look, int width) {
		try (BrowserContext context = chromium.browser().newContext(options(language, look, width))) {
			Page page = context.newPage();
			page.navigate("http://localhost:" + this.port + "/" + GalleryApplication.PATH + "?lang=" + language);
			page.waitForSelector(".stage-stepper");
			page.locator(".form-actions vaadin-button").click();
			page.waitForSelector(".error-summary:not([hidden])");
			Chromium.screenshot(page, "kit-" + language + "-" + look + "-" + width);

			assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
			assertThat(new AxeBuilder(page).exclude("title").analyze().getViolations())
				.filteredOn((violation) -> !List.of("region", "document-title", "page-has-heading-one")
					.contains(violation.getId()))
				.extracting((violation) -> violation.getId() + " "
						+ violation.getNodes()
							.stream()
							.map((node) -> node.getHtml() + " " + node.getFailureSummary())
							.toList())
				.isEmpty();
		}
	}

	private static Browser.NewContextOptions options(String language, String look, int width) {
		return new Browser.NewContextOptions().setLocale(language)
			.setColorScheme("dark".equals(look) ? ColorScheme.DARK : ColorScheme.LIGHT)
			.setReducedMotion(ReducedMotion.REDUCE)
			.setTimezoneId("Asia/Seoul")
			.setViewportSize(width, 900);
	}

}
