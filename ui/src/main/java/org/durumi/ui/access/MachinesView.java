package org.durumi.ui.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import org.durumi.access.Machine;
import org.durumi.access.Machines;
import org.durumi.access.StaffAdministration;
import org.durumi.access.StaffAdministration.Organisation;
import org.durumi.access.StaffDirectory;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.ActButton;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;
import org.durumi.ui.shell.MainLayout;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.StepUpCard;

/** Partners' machines: which there are, whose they are, and whether they are let in. */
@Route(value = Routes.MACHINES, layout = MainLayout.class)
@Menu(title = "access.machines", order = 5.6, icon = "vaadin:server")
@RolesAllowed("ADMIN")
final class MachinesView extends Div {

	private static final int UUID_LENGTH = 36;

	private static final Field<String> CLIENT = Field.text("access.machines.client", Machine.MAX_CLIENT).required();

	private static final Field<String> ACCOUNT = Field.text("access.machines.account", UUID_LENGTH).required();

	private final transient Machines machines;

	private final transient StaffAdministration administration;

	private final UnorderedList list = new UnorderedList();

	private final Paragraph none = new Paragraph(Texts.text("access.machines.none"));

	MachinesView(Machines machines, StaffAdministration administration, StaffDirectory staff) {
		this.machines = machines;
		this.administration = administration;
		addClassNames("page", "machines-page");
		Div head = new Div(new H1(Texts.text("access.machines")));
		head.addClassName("page-head");
		add(head, new Paragraph(Texts.text("access.machines.what")));
		if (administration.isFactorFresh()) {
			Button register = new Button(Texts.text("access.machines.register"), (click) -> register());
			register.addThemeVariants(ButtonVariant.PRIMARY);
			register.getElement().setAttribute("data-shortcut", "new");
			head.add(register);
		}
		else {
			add(new StepUpCard(Routes.MACHINES, Texts.text("access.machines.stepUp"), staff));
		}
		this.list.addClassName("plain-list");
		add(this.list, this.none);
		show();
	}

	private void show() {
		Map<UUID, String> names = this.administration.organisations()
			.stream()
			.collect(Collectors.toMap(Organisation::id, Organisation::name));
		List<Machine> all = this.machines.all();
		this.list.removeAll();
		all.forEach((machine) -> this.list.add(item(machine, names.getOrDefault(machine.organisation(), "–"))));
		this.list.setVisible(!all.isEmpty());
		this.none.setVisible(all.isEmpty());
	}

	private ListItem item(Machine machine, String organisation) {
		Span client = new Span(machine.client());
		client.addClassName("staff-name");
		Div who = new Div(client, new Span(organisation));
		who.addClassName("staff-who");
		ListItem item = new ListItem(who);
		item.addClassNames("card", "own-session");
		if (!machine.active()) {
			item.add(new Tag(Tone.NEUTRAL, Texts.text("access.machines.shutOut")));
		}
		if (machine.active() || this.administration.isFactorFresh()) {
			item.add(act(machine));
		}
		return item;
	}

	private Button act(Machine machine) {
		String what = Texts.text(machine.active() ? "access.machines.disable" : "access.machines.enable");
		Button act = new ActButton(what, () -> {
			tell(machine.active() ? this.machines.disable(machine.subject()) : this.machines.enable(machine.subject()));
			show();
		});
		act.addThemeVariants(ButtonVariant.SMALL);
		act.setAriaLabel(Texts.text("records.of", what, machine.client()));
		return act;
	}

	private static void tell(Machines.Outcome outcome) {
		if (outcome == Machines.Outcome.DONE) {
			Notices.tell(Texts.text(outcome));
		}
		else {
			Notices.refused(List.of(Texts.text(outcome)));
		}
	}

	private void register() {
		Field<Organisation> organisation = Field
			.option("access.machines.organisation",
					() -> this.administration.organisations().stream().filter(Organisation::partner).toList(),
					Organisation::name)
			.required();
		FormDialog dialog = new FormDialog(Texts.text("access.machines.register"), "38rem");
		RecordForm<Values> form = new RecordForm<>("access.machines.register", (values) -> values,
				List.of(organisation, CLIENT, ACCOUNT));
		form.rule(ACCOUNT, (values) -> account(values).isPresent() ? Optional.empty()
				: Optional.of(Texts.text("access.machines.account.refused")));
		form.onSubmit("access.machines.register.act", (values) -> {
			Machines.Outcome outcome = this.machines.register(values.get(organisation).id(), values.get(CLIENT),
					account(values).orElseThrow());
			if (outcome != Machines.Outcome.DONE) {
				form.refuse(Set.of(Texts.text(outcome)));
				return;
			}
			form.saved(Instant.now());
			dialog.close();
			Notices.tell(Texts.text(outcome));
			show();
		});
		dialog.hold(form);
		dialog.open();
	}

	private static Optional<UUID> account(Values values) {
		String typed = values.get(ACCOUNT).strip();
		try {
			UUID account = UUID.fromString(typed);
			return account.toString().equalsIgnoreCase(typed) ? Optional.of(account) : Optional.empty();
		}
		catch (IllegalArgumentException noId) {
			return Optional.empty();
		}
	}

}
