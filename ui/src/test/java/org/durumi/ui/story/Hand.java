package org.durumi.ui.story;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

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
		Locator field = field("vaadin-text-field, vaadin-text-area, vaadin-date-picker, vaadin-integer-field", label)
			.locator("input, textarea")
			.first();
		field.fill(text);
		field.press("Tab");
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
		assertThat(this.page.getByText(text).first()).isVisible();
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
		Pattern whole = Pattern.compile("^\\s*" + label.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0") + "\\s*$");
		return this.page.locator(tags)
			.filter(new Locator.FilterOptions()
				.setHas(this.page.locator("label").filter(new Locator.FilterOptions().setHasText(whole))))
			.locator("visible=true")
			.last();
	}

}
