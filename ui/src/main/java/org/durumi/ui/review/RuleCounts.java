package org.durumi.ui.review;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewRule;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/**
 * How many entries wait by each rule, and how many too long. Pressing one chooses it,
 * pressing it again chooses all; rules for which nothing waits are not offered.
 */
final class RuleCounts extends Div {

	private final transient Map<ReviewRule, NativeButton> buttons = new EnumMap<>(ReviewRule.class);

	private final transient Consumer<@Nullable ReviewRule> onChoice;

	private @Nullable ReviewRule chosen;

	RuleCounts(Consumer<@Nullable ReviewRule> onChoice) {
		this.onChoice = onChoice;
		addClassNames("stage-counts", "rule-counts");
		getElement().setAttribute("role", "group");
		getElement().setAttribute("aria-label", Texts.text("review.desk.rules"));
	}

	@Nullable ReviewRule chosen() {
		return this.chosen;
	}

	/**
	 * Replaces the figures; a choice that is not there any more gives way to all. A
	 * button that stays is the same one, so that whoever stands on it stays there.
	 */
	void show(Map<ReviewRule, ReviewDesk.Load> loads) {
		this.buttons.keySet().stream().filter((rule) -> !loads.containsKey(rule)).toList().forEach((gone) -> {
			NativeButton button = this.buttons.remove(gone);
			if (button != null) {
				remove(button);
			}
		});
		loads.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach((load) -> {
			NativeButton button = this.buttons.computeIfAbsent(load.getKey(), this::button);
			say(button, load.getKey(), load.getValue());
			int place = List.copyOf(this.buttons.keySet()).indexOf(load.getKey());
			if (button.getParent().isEmpty()) {
				addComponentAtIndex(place, button);
			}
		});
		if (this.chosen != null && !loads.containsKey(this.chosen)) {
			this.chosen = null;
		}
		markChoice();
	}

	private NativeButton button(ReviewRule rule) {
		NativeButton button = new NativeButton("", (click) -> press(rule));
		button.addClassName("count");
		return button;
	}

	private static void say(NativeButton button, ReviewRule rule, ReviewDesk.Load load) {
		Span figure = new Span(Integer.toString(load.open()));
		figure.addClassName("count-figure");
		Span label = new Span(Texts.text(rule));
		label.addClassName("count-label");
		button.removeAll();
		button.add(figure, label);
		if (load.overdue() > 0) {
			Span late = new Span(Texts.text("review.desk.late", load.overdue()));
			late.addClassName("overdue");
			button.add(late);
		}
	}

	private void press(ReviewRule rule) {
		this.chosen = (rule == this.chosen) ? null : rule;
		markChoice();
		this.onChoice.accept(this.chosen);
	}

	private void markChoice() {
		this.buttons.forEach((rule, button) -> button.getElement()
			.setAttribute("aria-pressed", Boolean.toString(rule == this.chosen)));
	}

}
