package org.durumi.ui.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.ui.i18n.Texts;

/** What the keys do, and what quick exit does and does not do. */
final class HelpDialog extends Dialog {

	HelpDialog() {
		setHeaderTitle(Texts.text("shell.help"));
		setWidth("32rem");
		setMaxWidth("100%");
		DescriptionList keys = new DescriptionList();
		keys.addClassName("keys");
		key(keys, "/", "shell.keys.search");
		key(keys, "N", "shell.keys.new");
		key(keys, "?", "shell.keys.help");
		key(keys, "⇧ ⇧ ⇧", "shell.keys.exit");
		add(keys, new Paragraph(Texts.text("shell.quickExit.limits")));
		getFooter().add(new Button(Texts.text("shell.close"), (click) -> close()));
	}

	private static void key(DescriptionList list, String key, String textKey) {
		list.add(new DescriptionList.Term(key), new DescriptionList.Description(Texts.text(textKey)));
	}

}
