package org.durumi.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

/**
 * A headless browser: the one named by {@code DURUMI_CHROMIUM}, else the installed one,
 * else Playwright's own.
 */
public final class Chromium implements AutoCloseable {

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Playwright playwright, Browser browser) {
		this.playwright = playwright;
		this.browser = browser;
	}

	public static Chromium start() {
		Optional<Path> installed = Optional.ofNullable(System.getenv("DURUMI_CHROMIUM"))
			.map(Path::of)
			.or(() -> List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/google-chrome"))
				.stream()
				.filter(Files::isExecutable)
				.findFirst());
		Playwright.CreateOptions options = new Playwright.CreateOptions();
		installed.ifPresent((path) -> options.setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		BrowserType.LaunchOptions launch = new BrowserType.LaunchOptions()
			.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"));
		installed.ifPresent(launch::setExecutablePath);
		Playwright playwright = Playwright.create(options);
		return new Chromium(playwright, playwright.chromium().launch(launch));
	}

	public Browser browser() {
		return this.browser;
	}

	/** Keeps a picture of the whole page under {@code target/screenshots}. */
	public static void screenshot(Page page, String name) {
		page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png"))
			.setFullPage(true));
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
