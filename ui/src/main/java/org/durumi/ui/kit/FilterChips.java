package org.durumi.ui.kit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import org.durumi.ui.i18n.Texts;

/**
 * The filters in force, each removable.
 *
 * @param <F> what names a filter, such as a record of field and value
 */
public final class FilterChips<F> extends UnorderedList {

	private final transient Map<F, ListItem> chips = new LinkedHashMap<>();

	private final transient Consumer<F> onRemove;

	/**
	 * Creates an empty row.
	 * @param onRemove called after the person removed a filter
	 */
	public FilterChips(Consumer<F> onRemove) {
		this.onRemove = onRemove;
		addClassName("filter-chips");
		getElement().setAttribute("aria-label", Texts.text("kit.filters"));
		setVisible(false);
	}

	/** Adds a filter, or replaces the text of one that is there. */
	public void put(F filter, String text) {
		Button chip = new Button(text, VaadinIcon.CLOSE_SMALL.create(), (click) -> removedByPerson(filter));
		chip.setIconAfterText(true);
		chip.addClassName("chip");
		chip.setAriaLabel(Texts.text("kit.filters.remove", text));
		ListItem item = new ListItem(chip);
		ListItem before = this.chips.put(filter, item);
		if (before != null) {
			replace(before, item);
		}
		else {
			add(item);
		}
		setVisible(true);
	}

	/** Removes a filter without calling back. */
	public void take(F filter) {
		ListItem item = this.chips.remove(filter);
		if (item != null) {
			remove(item);
		}
		setVisible(!this.chips.isEmpty());
	}

	public Set<F> filters() {
		return Set.copyOf(this.chips.keySet());
	}

	private void removedByPerson(F filter) {
		take(filter);
		this.onRemove.accept(filter);
	}

}
