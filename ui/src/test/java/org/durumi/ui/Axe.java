package org.durumi.ui;

import java.util.List;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;

/** What is wrong with a page for those who do not see it, or not well. */
public final class Axe {

	private Axe() {
	}

	/**
	 * What axe finds wrong on the page. Vaadin's own loading bar lies outside it, and its
	 * select calls a button required, which no button can be, as its checkboxes do a
	 * group.
	 */
	public static List<String> faults(Page page) {
		AxeRunOptions options = new AxeRunOptions();
		// of what is right nothing is asked
		options.setResultTypes(List.of("violations"));
		// in the page itself: it has no frames of other origins, for which axe opens
		// another page beside it
		return new AxeBuilder(page).setLegacyMode(true)
			.options(options)
			.exclude("vaadin-connection-indicator")
			.exclude("vaadin-select-value-button[aria-required]")
			.exclude("vaadin-checkbox-group[aria-required]")
			.analyze()
			.getViolations()
			.stream()
			.map(Axe::describe)
			.toList();
	}

	private static String describe(Rule rule) {
		return rule.getId() + ": " + rule.getNodes().stream().map((node) -> node.getHtml()).toList();
	}

}
