package org.durumi.ui.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.durumi.local.Ports;
import org.durumi.ui.Chromium;
import org.durumi.ui.Launched;
import org.durumi.ui.SignIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class DemoIT {

	private static final Duration FIRST = Duration.ofMinutes(5);

	private static final Duration LATER = Duration.ofMinutes(2);

	/** Fewer than a demo has otherwise: what is asked for is what is made. */
	private static final int CASES = 40;

	private static final String READY = "Durumi is ready: http://localhost:";

	@TempDir
	private Path data;

	private final int port = Ports.free();

	@Test
	void itsDataSurvivesWhateverEndsIt() throws Exception {
		List<String> cases;
		try (Launched demo = demo().says(READY + this.port, FIRST)) {
			cases = casesOf(looksLikeADemo());
			assertThat(cases).hasSize(CASES);
			List<ProcessHandle> children = demo.children();
			demo.signal("KILL").code();
			stillRuns(children);
		}
		try (Launched demo = demo().says("Ended ", LATER).says(READY + this.port, LATER)) {
			assertThat(casesOf(json())).isEqualTo(cases);
			try (Launched verifier = Launched.of("verify-audit", "--data", this.data.toString())) {
				assertThat(verifier.code()).as(verifier::output).isZero();
				assertThat(verifier.output().lines()).last().asString().startsWith("The log holds: ");
			}
			List<ProcessHandle> children = demo.children();
			endPostgres();
			assertThat(demo.code()).isEqualTo(1);
			assertThat(demo.output()).endsWith("has ended; see the logs in " + this.data + ".").contains("PostgreSQL");
			nothingIsLeftOf(children);
		}
		String secret = secret();
		try (Launched demo = demo("--reset").says("Starting the application", LATER)) {
			assertThat(secret()).isNotEqualTo(secret);
			List<ProcessHandle> children = demo.children();
			demo.signal("INT").code();
			nothingIsLeftOf(children);
		}
	}

	private Launched demo(String... more) throws IOException {
		List<String> arguments = new ArrayList<>(List.of("demo", "--port", String.valueOf(this.port), "--cases",
				String.valueOf(CASES), "--data", this.data.toString()));
		arguments.addAll(List.of(more));
		return Launched.of(arguments.toArray(String[]::new));
	}

	private JsonNode json() throws IOException {
		return JsonMapper.shared().readTree(Files.readString(this.data.resolve("demo.json")));
	}

	private JsonNode looksLikeADemo() throws Exception {
		JsonNode json = json();
		assertThat(json.get("url").asString()).isEqualTo("http://localhost:" + this.port);
		assertThat(json.get("accounts").values()).hasSize(10)
			.allSatisfy((account) -> assertThat(account.get("password").asString()).isEqualTo("durumi-demo-password"));
		assertThat(json.get("partnerClinic").get("secretKey").asString())
			.isEqualTo(Files.readString(Path.of(json.get("partnerClinic").get("secretKeyFile").asString())))
			.startsWith("-----BEGIN PGP PRIVATE KEY BLOCK-----\n");
		try (Chromium chromium = Chromium.start()) {
			for (JsonNode account : json.get("accounts").values()) {
				signsIn(chromium, json.get("url").asString(), account);
			}
		}
		return json;
	}

	private static void signsIn(Chromium chromium, String url, JsonNode account) {
		try (BrowserContext context = chromium.browser().newContext()) {
			SignIn.overHttp(context.request(), url, account.get("username").asString(),
					account.get("password").asString());
			if ("caseworker-yanji".equals(account.get("username").asString())) {
				Page page = context.newPage();
				page.navigate(url);
				page.waitForSelector("main h1");
			}
		}
	}

	private static List<String> casesOf(JsonNode json) throws SQLException {
		JsonNode login = json.get("database");
		List<String> cases = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection(login.get("url").asString(),
				login.get("user").asString(), login.get("password").asString());
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"select case_number || ' ' || code_name || ' ' || stage from casework.case_file order by id")) {
			while (row.next()) {
				cases.add(row.getString(1));
			}
		}
		return cases;
	}

	private String secret() throws IOException {
		try (var files = Files.list(this.data.resolve("secrets"))) {
			StringBuilder all = new StringBuilder();
			for (Path file : files.sorted().toList()) {
				all.append(Files.readString(file));
			}
			return all.toString();
		}
	}

	private void endPostgres() throws IOException {
		String pid = Files.readAllLines(this.data.resolve("database/cluster/postmaster.pid")).getFirst().strip();
		assertThat(ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly()).isTrue();
	}

	/** What the kernel did not end with the demo is for the next start to clear up. */
	private static void stillRuns(List<ProcessHandle> children) {
		assertThat(children).anyMatch(ProcessHandle::isAlive);
	}

	private static void nothingIsLeftOf(List<ProcessHandle> children) {
		assertThat(children).isNotEmpty();
		children.forEach((child) -> child.onExit().orTimeout(20, TimeUnit.SECONDS).join());
	}

}
