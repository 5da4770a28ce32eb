package org.durumi.ui.story;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Page;
import org.durumi.ui.BrowserTest;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a signed-in session on the case page keeps on the server's heap: what stays after
 * garbage collection with some sessions, less what stays with fewer. The browsers run
 * outside this process.
 */
class SessionHeapBench extends BrowserTest {

	private static final int SESSIONS = 10;

	private static final double GOAL_MIB = 2;

	@Test
	void aSessionOnTheCasePageIsSmall() {
		String path = newCase("caseworker-yanji", "잔별무리").url();
		List<Page> pages = new ArrayList<>();
		// the first fill what all share
		for (int i = 0; i < 2; i++) {
			pages.add(open(path));
		}
		double before = retained();
		for (int i = 0; i < SESSIONS; i++) {
			pages.add(open(path));
		}
		double each = (retained() - before) / SESSIONS;

		System.out.println(String.format(Locale.ROOT,
				"heap of a signed-in session on the case page: %.2f MiB (goal ≤ %.0f MiB) %s", each, GOAL_MIB,
				(each <= GOAL_MIB) ? "reached" : "missed"));
		assertThat(each).isPositive().isLessThanOrEqualTo(GOAL_MIB);
		pages.forEach((page) -> assertThat(page.locator(".case-header h1")).isVisible());
	}

	private Page open(String path) {
		Page page = signedIn("caseworker-yanji");
		page.navigate(path);
		assertThat(page.locator(".case-header h1")).isVisible();
		return page;
	}

	/** Mebibytes that are in use after garbage was collected. */
	private static double retained() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_048_576.0;
	}

}
