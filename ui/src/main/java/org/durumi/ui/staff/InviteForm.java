package org.durumi.ui.staff;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.access.Invitation;
import org.durumi.access.StaffAdministration;
import org.durumi.access.StaffAdministration.Organisation;
import org.durumi.actor.Role;
import org.durumi.staff.StaffRequests;
import org.durumi.staff.StaffRequests.Asked;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;

/** Asks whom to invite, as what and where to. */
final class InviteForm {

	private static final Field<String> NAME = Field.text("staff.name", Invitation.MAX_NAME).required();

	private static final Field<String> USERNAME = Field.text("staff.username", Invitation.MAX_USERNAME).required();

	private static final Field<Set<Role>> ROLES = Field.choices("staff.roles", Role.class).required();

	private final StaffRequests requests;

	private final Runnable changed;

	private final Field<Organisation> organisation;

	private final Field<UUID> team;

	InviteForm(StaffAdministration administration, StaffRequests requests, Map<UUID, String> teams, Runnable changed) {
		this.requests = requests;
		this.changed = changed;
		this.organisation = Field.option("staff.organisation", administration::organisations, Organisation::name)
			.required();
		this.team = Field.option("staff.team", () -> List.copyOf(teams.keySet()), (id) -> teams.getOrDefault(id, "–"));
	}

	void open() {
		FormDialog dialog = new FormDialog(Texts.text("staff.invite"), "44rem");
		RecordForm<Values> form = new RecordForm<>("staff.invite", (values) -> values,
				List.of(NAME, USERNAME, ROLES, this.organisation, this.team, StaffOutcomes.REASON));
		form.rule(USERNAME, (values) -> Invitation.isUsername(values.get(USERNAME)) ? Optional.empty()
				: Optional.of(Texts.text("staff.username.refused")));
		form.onSubmit("staff.ask", (values) -> {
			Asked asked = this.requests.askToInvite(
					new Invitation(values.get(USERNAME), values.get(NAME), values.get(ROLES),
							values.get(this.organisation).id(), values.find(this.team).orElse(null)),
					values.get(StaffOutcomes.REASON));
			if (asked != Asked.ASKED) {
				form.refuse(Set.of(Texts.text(asked)));
				return;
			}
			form.saved(Instant.now());
			dialog.close();
			Notices.tell(Texts.text(asked));
			this.changed.run();
		});
		dialog.hold(form);
		dialog.open();
	}

}
