package org.durumi.ui.cases;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.access.Ties;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.CaseHeader;
import org.durumi.ui.records.Notices;

/**
 * Whether the reader has said that she knows the survivor outside her work; if not, the
 * case's menu lets her.
 */
final class TieLine extends Paragraph {

	private final transient Ties ties;

	private final CaseId caseId;

	private final transient Runnable changed;

	TieLine(Ties ties, CaseId caseId, CaseHeader header, Runnable changed) {
		this.ties = ties;
		this.caseId = caseId;
		this.changed = changed;
		addClassName("tie-line");
		boolean declared = ties.isDeclared(caseId);
		setVisible(declared);
		if (declared) {
			setText(Texts.text("cases.tie.declared"));
		}
		else {
			header.more("cases.tie", (click) -> ask());
		}
	}

	private void ask() {
		Dialog question = new Dialog();
		question.setHeaderTitle(Texts.text("cases.tie.title"));
		question.setWidth("34rem");
		question.setMaxWidth("100%");
		question.add(new Paragraph(Texts.text("cases.tie.what")));
		Button confirm = new Button(Texts.text("cases.tie.act"), (click) -> {
			question.close();
			declare();
		});
		confirm.addThemeVariants(ButtonVariant.PRIMARY);
		question.getFooter().add(new Button(Texts.text("kit.cancel"), (click) -> question.close()), confirm);
		question.open();
	}

	/** Said twice, in another window before, it is said all the same. */
	private void declare() {
		this.ties.declare(this.caseId);
		Notices.tell(Texts.text("cases.tie.done"));
		this.changed.run();
	}

}
