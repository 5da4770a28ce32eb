package org.durumi.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.PlaywrightException;

/**
 * A headless browser: the one named by {@code DURUMI_CHROMIUM}, else the installed one,
 * else Playwright's own download, else (for root on Debian) the package.
 */
public final class Chromium implements AutoCloseable {

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Playwright playwright, Browser browser) {
		this.playwright = playwright;
		this.browser = browser;
	}

	public static Chromium start() {
		return start(List.of());
	}

	/**
	 * A browser that finds at one local port what is at another, as behind a balancer.
	 */
	public static Chromium startMapped(int port, int to) {
		return start(List.of("--host-resolver-rules=MAP localhost:%d 127.0.0.1:%d".formatted(port, to)));
	}

	private static Chromium start(List<String> more) {
		// a page may take longer on a machine that does other things as well
		PlaywrightAssertions.setDefaultAssertionTimeout(10_000);
		return installed().map((executable) -> start(executable, more)).orElseGet(() -> startFetched(more));
	}

	private static Chromium start(Path executable, List<String> more) {
		Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		return new Chromium(playwright, playwright.chromium().launch(options(more).setExecutablePath(executable)));
	}

	private static Chromium startFetched(List<String> more) {
		Playwright playwright = Playwright.create();
		try {
			return new Chromium(playwright, playwright.chromium().launch(options(more)));
		}
		catch (PlaywrightException cannotFetch) {
			playwright.close();
			installPackage();
			return start(installed().orElseThrow(() -> cannotFetch), more);
		}
	}

	private static Optional<Path> installed() {
		return Stream
			.of(Optional.ofNullable(System.getenv("DURUMI_CHROMIUM")).orElse(""), "/usr/bin/chromium-headless-shell",
					"/usr/bin/chromium", "/usr/bin/google-chrome")
			.filter((name) -> !name.isEmpty())
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static BrowserType.LaunchOptions options(List<String> more) {
		return new BrowserType.LaunchOptions().setArgs(Stream
			.concat(Stream.of("--no-sandbox", "--disable-gpu", "--disable-background-networking"), more.stream())
			.toList());
	}

	/**
	 * Works for root on Debian; elsewhere the launch that follows says what is missing.
	 */
	private static void installPackage() {
		run("apt-get", "update");
		run("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk");
	}

	private static void run(String... command) {
		try {
			new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException noSuchCommand) {
			// not Debian
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	public Browser browser() {
		return this.browser;
	}

	/** Keeps a picture of the whole page under {@code target/screenshots}. */
	public static void screenshot(Page page, String name) {
		page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png"))
			.setFullPage(true));
	}

	/** Keeps a picture, and beside it the document as it was. */
	public static void evidence(Page page, String name) {
		screenshot(page, name);
		try {
			Files.writeString(Path.of("target", "screenshots", name + ".html"), page.content());
		}
		catch (IOException unwritable) {
			throw new UncheckedIOException(unwritable);
		}
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
