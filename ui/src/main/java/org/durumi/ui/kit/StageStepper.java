package org.durumi.ui.kit;

import java.util.List;
import java.util.Locale;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Texts;

/**
 * The way from the first stage to the last as an ordered list: each step is said to be
 * completed, current, skipped or not yet. In little room only the current step keeps its
 * visible name.
 */
public final class StageStepper extends Div {

	/** Where a step stands. */
	public enum State {

		COMPLETED, CURRENT, SKIPPED, NOT_YET

	}

	/**
	 * One step.
	 *
	 * @param label in the reader's language
	 */
	public record Step(String label, State state) {
	}

	private final OrderedList list = new OrderedList();

	public StageStepper(List<Step> steps) {
		addClassName("stage-stepper");
		this.list.getElement().setAttribute("aria-label", Texts.text("kit.stepper"));
		add(this.list);
		show(steps);
	}

	/** Replaces the steps. */
	public void show(List<Step> steps) {
		this.list.removeAll();
		steps.forEach((step) -> this.list.add(item(step)));
	}

	private static ListItem item(Step step) {
		Span marker = new Span();
		marker.addClassName("step-marker");
		marker.getElement().setAttribute("aria-hidden", "true");
		Span label = new Span(step.label());
		label.addClassName("step-label");
		Span state = new Span(Texts.text(step.state()));
		state.addClassName("for-ears");
		ListItem item = new ListItem(marker, label, state);
		item.addClassNames("step", "step-" + step.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
		if (step.state() == State.CURRENT) {
			item.getElement().setAttribute("aria-current", "step");
		}
		return item;
	}

}
