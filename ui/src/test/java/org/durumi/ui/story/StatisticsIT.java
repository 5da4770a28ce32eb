package org.durumi.ui.story;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The analyst's page. Its cases are of the past, so they are loaded past the application,
 * and taken away again.
 */
class StatisticsIT extends BrowserTest {

	private static final String OWNER = "'0d000000-0000-4000-8000-000000000102'";

	private static final String LOAD = """
			INSERT INTO casework.case_file (id, case_number, code_name, owner_id, team_id, org_id, stage, cycle, risk_level,
					consent_state)
				SELECT ('0f000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
					'ZZZ' || translate(substr(lpad(n::text, 3, '0'), 1, 1), '01', 'XY') || '-ZZ'
						|| translate(substr(lpad(n::text, 3, '0'), 2), '01', 'XY'),
					'Counted ' || n, %1$s, '0d000000-0000-4000-8000-000000000012', '0d000000-0000-4000-8000-000000000001',
					'IDENTIFIED', 1 + (n %% 7 = 0)::integer,
					(ARRAY['LOW', 'MEDIUM', 'HIGH'])[1 + n %% 3], 'GIVEN'
				FROM generate_series(1, 90) n;
			INSERT INTO casework.stage_move (id, case_id, number, kind, from_stage, to_stage, cycle, recorded_at, recorded_by, content)
				SELECT gen_random_uuid(), ('0f000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, m, 'MOVE',
					CASE m WHEN 2 THEN 'IDENTIFIED' WHEN 3 THEN 'ASSESSED' WHEN 4 THEN 'SHELTERED' END,
					(ARRAY['IDENTIFIED', 'ASSESSED', 'SHELTERED', 'IN_PASSAGE'])[m], 1,
					date_trunc('quarter', now()) - interval '1 month' * (1 + n %% 30) + interval '9 days' * m - interval '30 days',
					%1$s, ''
				FROM generate_series(1, 90) n, generate_series(1, 4) m
				WHERE m = 1 OR m = 2 AND n > 20 OR m = 3 AND n > 60 OR m = 4 AND n > 87;
			"""
		.formatted(OWNER);

	private static final String CLEAR = """
			DELETE FROM casework.stage_move WHERE case_id::text LIKE '0f000000-0000-4000-8000-%';
			DELETE FROM casework.case_file WHERE id::text LIKE '0f000000-0000-4000-8000-%';
			""";

	@BeforeAll
	void load() throws SQLException {
		pastTheApplication(LOAD);
	}

	@AfterAll
	void clear() throws SQLException {
		pastTheApplication(CLEAR);
	}

	private static void pastTheApplication(String sql) throws SQLException {
		try (Connection superuser = database().connect("postgres"); Statement statement = superuser.createStatement()) {
			superuser.setAutoCommit(false);
			statement.execute("""
					ALTER TABLE casework.case_file DISABLE TRIGGER audited;
					ALTER TABLE casework.stage_move DISABLE TRIGGER audited, DISABLE TRIGGER tell_row, DISABLE TRIGGER row_told;
					SET LOCAL session_replication_role = replica""");
			statement.execute(sql);
			statement.execute("""
					ALTER TABLE casework.case_file ENABLE ALWAYS TRIGGER audited;
					ALTER TABLE casework.stage_move ENABLE ALWAYS TRIGGER audited, ENABLE ALWAYS TRIGGER tell_row,
						ENABLE ALWAYS TRIGGER row_told""");
			superuser.commit();
		}
	}

	@Test
	void theAnalystLandsOnFiguresAndSeesNoCase() {
		Page page = signedIn("analyst");

		assertThat(page).hasURL(url() + "/statistics");
		assertThat(page.locator("vaadin-side-nav-item")).containsText("Statistics");
		assertThat(page.locator(".figure-card")).hasCount(8);
		Locator stages = card(page, "Cases by stage");
		assertThat(stages.locator("svg.bar-chart")).isVisible();
		assertThat(stages.locator("svg.bar-chart")).hasAttribute("aria-label",
				Pattern.compile("Cases by stage\\. Most: .*withheld, at least in part\\."));
		stages.locator("summary").click();
		assertThat(row(stages, "In passage")).containsText("<5");
		assertThat(row(stages, "Sheltered")).containsText("withheld");
		assertThat(row(stages, "Assessed")).containsText(Pattern.compile("\\d\\d"));
		assertThat(page.content()).doesNotContain("Counted ");
		assertThat(page.locator("svg .bar").first().evaluate("bar => bar.getBoundingClientRect().width > 10"))
			.isEqualTo(true);
		assertThat(accessibilityFaults(page)).isEmpty();
		screenshot(page, "statistics");
	}

	@Test
	void aPeriodNarrowsTheQuartersThatAreShown() {
		Page page = signedIn("analyst");
		Locator added = card(page, "New cases");
		added.locator("summary").click();
		assertThat(added.locator("tbody tr")).hasCount(12);
		String third = added.locator("tbody tr th").nth(2).textContent();

		new Hand(page).choose("From quarter", third);

		Locator narrowed = card(page, "New cases");
		narrowed.locator("summary").click();
		assertThat(narrowed.locator("tbody tr")).hasCount(10);
		assertThat(narrowed.locator("tbody tr th").first()).hasText(third);
	}

	@ParameterizedTest
	@CsvSource({ "ko, LIGHT, 320", "zh-CN, DARK, 320", "en, DARK, 1280" })
	void itIsReadableEverywhere(String language, ColorScheme look, int width) {
		Page page = newPage(
				new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 800).setColorScheme(look));
		signIn(page, "analyst");
		assertThat(page.locator(".figure-card")).hasCount(8);
		page.locator(".figure-card summary").first().click();

		screenshot(page, "statistics-%s-%s-%d".formatted(language, look, width));
		assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
		assertThat(accessibilityFaults(page)).isEmpty();
	}

	private static Locator card(Page page, String title) {
		return page.locator(".figure-card",
				new Page.LocatorOptions().setHas(page.locator("h2", new Page.LocatorOptions().setHasText(title))));
	}

	private static Locator row(Locator card, String label) {
		return card.locator("tbody tr", new Locator.LocatorOptions().setHasText(label));
	}

}
