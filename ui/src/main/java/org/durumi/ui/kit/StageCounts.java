package org.durumi.ui.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/**
 * How many cases stand at each stage, in the order given. Pressing one chooses it,
 * pressing it again chooses all.
 *
 * @param <S> what names a stage
 */
public final class StageCounts<S> extends Div {

	/**
	 * One stage's figure.
	 *
	 * @param label in the reader's language
	 */
	public record Count(String label, long cases) {
	}

	private final transient Map<S, NativeButton> buttons = new LinkedHashMap<>();

	private final transient Consumer<Optional<S>> onChoice;

	private @Nullable S chosen;

	public StageCounts(Consumer<Optional<S>> onChoice) {
		this.onChoice = onChoice;
		addClassName("stage-counts");
		getElement().setAttribute("role", "group");
		getElement().setAttribute("aria-label", Texts.text("kit.counts"));
	}

	/** Replaces the figures and keeps the choice. */
	public void show(Map<S, Count> counts) {
		removeAll();
		this.buttons.clear();
		counts.forEach((stage, count) -> {
			Span figure = new Span(Long.toString(count.cases()));
			figure.addClassName("count-figure");
			Span label = new Span(count.label());
			label.addClassName("count-label");
			NativeButton button = new NativeButton("", (click) -> press(stage));
			button.add(figure, label);
			button.addClassName("count");
			this.buttons.put(stage, button);
			add(button);
		});
		markChoice();
	}

	/** Chooses a stage, or all, without calling back. */
	public void choose(Optional<S> stage) {
		this.chosen = stage.orElse(null);
		markChoice();
	}

	private void press(S stage) {
		choose(stage.equals(this.chosen) ? Optional.empty() : Optional.of(stage));
		this.onChoice.accept(Optional.ofNullable(this.chosen));
	}

	private void markChoice() {
		this.buttons.forEach((stage, button) -> button.getElement()
			.setAttribute("aria-pressed", Boolean.toString(stage.equals(this.chosen))));
	}

}
