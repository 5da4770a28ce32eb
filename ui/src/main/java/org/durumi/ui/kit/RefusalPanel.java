package org.durumi.ui.kit;

import java.util.List;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.ui.i18n.Texts;
import org.jspecify.annotations.Nullable;

/** Why an act was refused: each missing condition, and where it is fixed. */
public final class RefusalPanel extends Div {

	/**
	 * One missing condition.
	 *
	 * @param sentence what is missing, in the reader's language
	 * @param href where it is fixed, within Durumi; absent where this person cannot fix
	 * it
	 */
	public record Reason(String sentence, @Nullable String href) {
	}

	private final H2 title = new H2();

	private final UnorderedList list = new UnorderedList();

	public RefusalPanel() {
		addClassName("refusal-panel");
		getElement().setAttribute("role", "alert");
		add(this.title, this.list);
		setVisible(false);
	}

	/** Shows the reasons under a title that names the refused act. */
	public void show(String title, List<Reason> reasons) {
		this.title.setText(title);
		this.list.removeAll();
		reasons.forEach((reason) -> this.list.add(item(reason)));
		setVisible(true);
	}

	public void hide() {
		this.list.removeAll();
		setVisible(false);
	}

	private static ListItem item(Reason reason) {
		ListItem item = new ListItem(new Span(reason.sentence()));
		if (reason.href() != null) {
			Anchor fix = new Anchor(reason.href(), Texts.text("kit.refusal.fix"));
			fix.setAriaLabel(Texts.text("kit.refusal.fix.of", reason.sentence()));
			item.add(fix);
		}
		return item;
	}

}
