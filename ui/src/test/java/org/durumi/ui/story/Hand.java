package org.durumi.ui.story;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.durumi.ui.BrowserTest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What a person does at a screen: presses, fills in, chooses. */
final class Hand {

	private final Page page;

	Hand(Page page) {
		this.page = page;
	}

	Page page() {
		return this.page;
	}

	void press(String name) {
		button(name).click();
	}

	Locator button(String name) {
		return this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).last();
	}

	/** Fills in a line, a text, a number or a date. */
	void write(String label, String text) {
		Locator field = field("vaadin-text-field, vaadin-text-area, vaadin-date-picker, vaadin-integer-field", label);
		// Tab would lead into the calendar
		String leave = "VAADIN-DATE-PICKER".equals(field.evaluate("element => element.tagName")) ? "Enter" : "Tab";
		Locator input = field.locator("input, textarea").first();
		input.fill(text);
		input.press(leave);
	}

	/** Puts a text into a field as it is, with characters that no keyboard has. */
	void paste(String label, String text) {
		StringBuilder escaped = new StringBuilder("\"");
		text.chars().forEach((unit) -> escaped.append("\\u%04x".formatted(unit)));
		Locator input = field("vaadin-text-field, vaadin-text-area, vaadin-date-picker, vaadin-integer-field", label)
			.locator("input, textarea")
			.first();
		input.focus();
		input.evaluate(
				"(input, escaped) => { input.value = JSON.parse(escaped);"
						+ " input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));"
						+ " input.dispatchEvent(new Event('change', { bubbles: true, composed: true })); }",
				escaped.append('"').toString());
		if ("INPUT".equals(input.evaluate("input => input.tagName"))) { // in a longer
																		// text it is a
																		// line break
			input.press("Enter");
		}
		input.blur();
	}

	/** Chooses from a short list, or types into a long one. */
	void choose(String label, String item) {
		Locator field = field("vaadin-select, vaadin-combo-box", label);
		if ("VAADIN-COMBO-BOX".equals(field.evaluate("element => element.tagName"))) {
			field.locator("input").fill(item);
			this.page.locator("vaadin-combo-box-item:visible")
				.filter(new Locator.FilterOptions().setHasText(item))
				.first()
				.click();
			return;
		}
		field.click();
		this.page.locator("vaadin-select-item:visible")
			.filter(new Locator.FilterOptions().setHasText(item))
			.first()
			.click();
	}

	void tick(String label) {
		this.page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).last().check();
	}

	void sees(String text) {
		assertThat(this.page.getByText(text).locator("visible=true").first()).isVisible();
	}

	/** Waits until the dialog on top has closed. */
	void dialogCloses() {
		assertThat(this.page.locator("vaadin-dialog[opened]")).hasCount(0);
	}

	/** Saves the form on top. */
	void save() {
		press("Save");
		dialogCloses();
	}

	/** Presses a button of the dialog on top, which then closes. */
	void confirm(String act) {
		this.page.locator("vaadin-dialog[opened] vaadin-button:visible")
			.filter(new Locator.FilterOptions().setHasText(whole(act)))
			.last()
			.click();
		dialogCloses();
	}

	/** Types the password again and comes back to the page. */
	void showsThatItIsHer(String route) {
		press("Confirm that it is you");
		this.page.fill("#password", BrowserTest.PASSWORD);
		this.page.click("#kc-login");
		this.page.waitForURL(BrowserTest.url() + "/" + route);
	}

	/** Leaves the dialog on top. */
	void cancel() {
		confirm("Cancel");
	}

	/** Chooses from the menu of the case. */
	void chooseAct(String act) {
		this.page.locator(".case-header vaadin-menu-bar-button").first().click();
		this.page.locator("vaadin-menu-bar-item").getByText(act).click();
	}

	/** Registers a survivor of this name; the case's page is open then. */
	String register(String name) {
		searchFor(name);
		choose("Who brought her to our notice", "Herself");
		write("Born (year, year-month or day)", "1990-05");
		BrowserTest.screenshot(this.page, "registration");
		press("Register");
		return awaitCase();
	}

	/** Searches whether she is known, and opens the empty forms. */
	void searchFor(String name) {
		this.page.navigate(BrowserTest.url() + "/cases/new");
		write("Name, in any script", name);
		press("Search");
		press("None of these: begin a new case");
		assertThat(button("Register")).isVisible();
	}

	/** Waits for the page of the case that was registered. */
	String awaitCase() {
		this.page.waitForURL(Pattern.compile(".*/cases/[0-9a-f-]{36}"));
		assertThat(this.page.locator(".case-header h1")).isVisible();
		return this.page.url();
	}

	/** Moves the case; the conditions hold. */
	void move(String stage) {
		press("To " + stage);
		press("Move");
		dialogCloses();
		assertThat(this.page.locator(".step-current, .case-fact .tag")
			.filter(new Locator.FilterOptions().setHasText(stage))
			.first()).isVisible();
	}

	private Locator field(String tags, String label) {
		return this.page.locator(tags)
			.filter(new Locator.FilterOptions()
				.setHas(this.page.locator("label").filter(new Locator.FilterOptions().setHasText(whole(label)))))
			.locator("visible=true")
			.last();
	}

	private static Pattern whole(String text) {
		return Pattern.compile("^\\s*" + text.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0") + "\\s*$");
	}

}
