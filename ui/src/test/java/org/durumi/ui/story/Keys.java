package org.durumi.ui.story;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;

/** Works on a page by keyboard alone: Tab leads everywhere, or the test fails. */
final class Keys {

	/** More than any page has. */
	private static final int STOPS = 150;

	/** What somebody who hears the page is told of where she is. */
	private static final String NAME = """
			() => {
				let here = document.activeElement;
				while (here?.shadowRoot?.activeElement) {
					here = here.shadowRoot.activeElement;
				}
				if (!here || here === document.body) {
					return '';
				}
				const find = (id) => here.getRootNode().getElementById?.(id) ?? document.getElementById(id);
				const named = (here.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => find(id)?.innerText ?? '');
				const slotted = [...here.querySelectorAll('slot')].flatMap((slot) => slot.assignedNodes())
					.map((node) => node.textContent.trim()).join(' ');
				return (here.getAttribute('aria-label') || named.join(' ').trim() || here.labels?.[0]?.innerText || here.innerText
					|| slotted).trim();
			}""";

	private final Page page;

	Keys(Page page) {
		this.page = page;
	}

	Page page() {
		return this.page;
	}

	/** What has the focus, as it is called. */
	String here() {
		return (String) this.page.evaluate(NAME);
	}

	/** Tabs on until something of this name has the focus. */
	Keys to(String name) {
		List<String> passed = new ArrayList<>();
		for (int stop = 0; stop < STOPS; stop++) {
			String here = here();
			if (here.equals(name) || here.startsWith(name + " *") || here.startsWith(name + "\n")) {
				return this;
			}
			passed.add(here);
			this.page.keyboard().press("Tab");
		}
		throw new AssertionError(name + " is not reached by Tab, only " + passed.stream().distinct().toList());
	}

	/** From a row of a table to one of its cells. */
	Keys toCell(String text) {
		List<String> passed = new ArrayList<>();
		for (int stop = 0; stop < STOPS; stop++) {
			String here = here();
			if (here.equals(text)) {
				return this;
			}
			passed.add(here);
			this.page.keyboard().press("ArrowRight");
		}
		throw new AssertionError(text + " is no cell of this row, only " + passed.stream().distinct().toList());
	}

	/** Types into the long list that has the focus, and takes what it offers. */
	void choose(String item) {
		this.page.keyboard().type(item);
		this.page.waitForSelector("vaadin-combo-box-item:visible");
		this.page.keyboard().press("Enter");
		this.page.waitForFunction("() => document.querySelectorAll('vaadin-combo-box[opened]').length === 0");
	}

	/** Opens the short list that has the focus and goes down it to the item. */
	void pick(String item) {
		this.page.keyboard().press("ArrowDown");
		this.page.waitForSelector("vaadin-select-item:visible");
		List<String> passed = new ArrayList<>();
		while (!here().equals(item)) {
			passed.add(here());
			if (passed.size() > STOPS) {
				throw new AssertionError(item + " is not in this list, only " + passed.stream().distinct().toList());
			}
			this.page.keyboard().press("ArrowDown");
		}
		this.page.keyboard().press("Enter");
		this.page.waitForFunction("() => document.querySelectorAll('vaadin-select[opened]').length === 0");
	}

	Keys press(String key) {
		this.page.keyboard().press(key);
		return this;
	}

	Keys type(String text) {
		this.page.keyboard().type(text);
		return this;
	}

}
