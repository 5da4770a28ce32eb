package org.durumi.ui.staff;

import java.util.UUID;
import java.util.function.Function;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import org.durumi.access.Roster;
import org.durumi.access.Roster.Disagreement;
import org.durumi.access.StaffAdministration;
import org.durumi.access.StaffAdministration.Outcome;
import org.durumi.ui.i18n.Texts;

/** What an administrator can do for a person, and to her. */
final class PersonDialog extends Dialog {

	private final transient Roster.Person person;

	private final transient Runnable changed;

	private final Div acts = new Div();

	PersonDialog(StaffAdministration administration, Roster.Person person, Runnable changed) {
		this.person = person;
		this.changed = changed;
		setHeaderTitle(person.member().name());
		setWidth("34rem");
		setMaxWidth("100%");
		this.acts.addClassName("person-acts");
		if (person.member().active()) {
			act("staff.resetPassword", administration::resetPassword);
			act("staff.resetFactor", administration::resetFactor);
		}
		else {
			act("staff.enable", administration::enable);
		}
		if (person.member().active() || person.disagreements().contains(Disagreement.STILL_OPEN)) {
			act("staff.disable", administration::disable);
		}
		add(this.acts);
		getFooter().add(new Button(Texts.text("kit.cancel"), (click) -> close()));
	}

	private void act(String key, Function<UUID, Outcome> act) {
		Button button = new Button(Texts.text(key), (click) -> ask(key, act));
		this.acts.add(button, new Paragraph(Texts.text(key + ".what")));
	}

	private void ask(String key, Function<UUID, Outcome> act) {
		ConfirmDialog question = new ConfirmDialog(Texts.text(key) + ": " + this.person.member().name(),
				Texts.text(key + ".what"), Texts.text(key), (confirm) -> {
					close();
					StaffOutcomes.tell(username(), act.apply(this.person.member().subject()));
					this.changed.run();
				});
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.cancel"));
		question.open();
	}

	private String username() {
		return (this.person.account() != null) ? this.person.account().username() : this.person.member().name();
	}

}
