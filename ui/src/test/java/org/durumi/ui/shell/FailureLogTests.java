package org.durumi.ui.shell;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.durumi.ui.i18n.TextBundles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/** A failure is found again in the log, and nothing that somebody typed. */
@SpringBootTest(classes = FailureLogTests.Failing.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

	@LocalServerPort
	private int port;

	@Test
	void aPageThatFailsIsLoggedOnceAndWithoutMessages(CapturedOutput log) throws IOException, InterruptedException {
		try (HttpClient browser = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = browser.send(
					HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/fails")).build(),
					HttpResponse.BodyHandlers.ofString());

			assertThat(answer.statusCode()).isEqualTo(500);
			assertThat(answer.body()).doesNotContain("Sunhee", "Okju", "Exception");
		}
		assertThat(log.getAll()).containsOnlyOnce("event=incident reference=")
			.contains("java.lang.IllegalStateException at org.durumi.ui.shell.FailureLogTests$Failing.fails")
			.contains("<- java.lang.RuntimeException at")
			.doesNotContain("Sunhee", "Okju");
	}

	@Test
	void aFailureThatSomebodyElseLogsIsToldByItsPlaces(CapturedOutput log) {
		LoggerFactory.getLogger("elsewhere").error("It failed.", failure());

		assertThat(log.getAll()).contains("It failed.")
			.contains("java.lang.IllegalStateException at org.durumi.ui.shell.FailureLogTests.failure")
			.doesNotContain("Sunhee", "Okju");
	}

	private static RuntimeException failure() {
		return new IllegalStateException("Kim Sunhee", new RuntimeException("Ri Okju"));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class })
	@Import({ ErrorPage.class, TextBundles.class })
	@RestController
	static class Failing {

		@GetMapping("/fails")
		String fails() {
			throw new IllegalStateException("Kim Sunhee", new RuntimeException("Ri Okju"));
		}

	}

}
