package org.durumi.ui.cases;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
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
		ConfirmDialog question = new ConfirmDialog(Texts.text("cases.tie.title"), Texts.text("cases.tie.what"),
				Texts.text("cases.tie.act"), (confirm) -> declare());
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.cancel"));
		question.open();
	}

	/** Said twice, in another window before, it is said all the same. */
	private void declare() {
		this.ties.declare(this.caseId);
		Notices.tell(Texts.text("cases.tie.done"));
		this.changed.run();
	}

}
