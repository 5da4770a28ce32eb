package org.durumi.ui.staff;

import java.util.Optional;
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
import org.durumi.access.StaffMember;
import org.durumi.actor.Role;
import org.durumi.staff.StaffRequests;
import org.durumi.staff.StaffRequests.Asked;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.ConfirmWithReason;
import org.durumi.ui.records.Notices;

/** What an administrator can do for a person, and to her. */
final class PersonDialog extends Dialog {

	private final transient Roster.Person person;

	private final transient Runnable changed;

	private final Div acts = new Div();

	PersonDialog(StaffAdministration administration, StaffRequests requests, Roster.Person person, Runnable changed) {
		this.person = person;
		this.changed = changed;
		setHeaderTitle(person.member().name());
		setWidth("34rem");
		setMaxWidth("100%");
		this.acts.addClassName("person-acts");
		if (person.member().active()) {
			if (!person.member().is(Role.PARTNER)) {
				open("staff.changeRoles", () -> new RolesForm(requests, person.member(), changed).open());
			}
			act("staff.resetPassword", administration::resetPassword);
			act("staff.resetFactor", administration::resetFactor);
		}
		else {
			open("staff.enable", () -> askToLetIn(requests));
		}
		if (person.member().active() || person.disagreements().contains(Disagreement.STILL_OPEN)) {
			act("staff.disable", administration::disable);
		}
		add(this.acts);
		getFooter().add(new Button(Texts.text("kit.cancel"), (click) -> close()));
	}

	/** For what a second person is asked first. */
	private void open(String key, Runnable form) {
		Button button = new Button(Texts.text(key), (click) -> {
			close();
			form.run();
		});
		this.acts.add(button, new Paragraph(Texts.text(key + ".what")));
	}

	private void askToLetIn(StaffRequests requests) {
		StaffMember member = this.person.member();
		new ConfirmWithReason("staff.enable", Texts.text("staff.enable.what"), member.name(), "staff.ask", (reason) -> {
			Asked asked = requests.askToLetIn(member.subject(), reason);
			if (asked != Asked.ASKED) {
				return Optional.of(Texts.text(asked));
			}
			Notices.tell(Texts.text(asked));
			this.changed.run();
			return Optional.empty();
		}).open();
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
