package org.durumi.ui.handoffs;

import java.util.List;
import java.util.function.Function;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.ui.i18n.Texts;

/**
 * A list of handoffs, newest first, a page at a time: older ones are fetched when asked
 * for.
 *
 * @param <T> what a line is made of
 */
public final class HandoffLines<T> extends Section {

	private static final int PAGE = 25;

	/** Fetches lines, newest first. */
	@FunctionalInterface
	public interface Source<T> {

		/** At most {@code limit} of them after the first {@code offset}. */
		List<T> fetch(int offset, int limit);

	}

	private final transient Source<T> source;

	private final transient Function<T, Component> line;

	private final UnorderedList list = new UnorderedList();

	private final Button older = new Button(Texts.text("kit.timeline.older"), (click) -> fetch());

	private int shown;

	public HandoffLines(Source<T> source, Function<T, Component> line) {
		this.source = source;
		this.line = line;
		addClassName("card");
		this.list.addClassName("plain-list");
		this.older.addThemeVariants(ButtonVariant.TERTIARY);
		add(this.list, this.older);
		refresh();
	}

	/** Begins again with the newest. */
	public void refresh() {
		this.list.removeAll();
		this.shown = 0;
		fetch();
	}

	public boolean isEmpty() {
		return this.shown == 0;
	}

	private void fetch() {
		// one more than is shown tells whether there are older ones
		List<T> page = this.source.fetch(this.shown, PAGE + 1);
		page.stream().limit(PAGE).forEach((one) -> this.list.add(new ListItem(this.line.apply(one))));
		this.shown += Math.min(page.size(), PAGE);
		this.older.setVisible(page.size() > PAGE);
		setVisible(this.shown > 0);
	}

	/**
	 * A line.
	 * @param about what is said below its name
	 * @param state where it is, and who owes what
	 */
	public static Component line(String address, String name, List<String> about, Component... state) {
		return line(new Anchor(address, name), about, state);
	}

	/** A line that leads nowhere. */
	public static Component line(String name, List<String> about, Component... state) {
		return line(new Span(name), about, state);
	}

	private static Component line(HtmlComponent name, List<String> about, Component... state) {
		name.addClassName("staff-name");
		Div what = new Div(name);
		what.addClassName("staff-what");
		about.forEach((words) -> {
			Span word = new Span(words);
			word.addClassName("staff-username");
			what.add(word);
		});
		Div where = new Div(state);
		where.addClassName("handoff-where");
		Div line = new Div(what, where);
		line.addClassName("handoff-line");
		return line;
	}

}
