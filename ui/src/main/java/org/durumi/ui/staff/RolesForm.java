package org.durumi.ui.staff;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.durumi.access.StaffMember;
import org.durumi.actor.Role;
import org.durumi.staff.StaffRequests;
import org.durumi.staff.StaffRequests.Asked;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;

/** Asks which roles somebody is to have, and why. */
final class RolesForm {

	/** A partner's member stays one, and nobody else becomes one. */
	private static final Field<Set<Role>> ROLES = Field
		.options("staff.roles", () -> EnumSet.complementOf(EnumSet.of(Role.PARTNER)).stream().toList(), Texts::text)
		.required();

	private final StaffRequests requests;

	private final StaffMember member;

	private final Runnable changed;

	RolesForm(StaffRequests requests, StaffMember member, Runnable changed) {
		this.requests = requests;
		this.member = member;
		this.changed = changed;
	}

	void open() {
		FormDialog dialog = new FormDialog(Texts.text("staff.changeRoles") + ": " + this.member.name(), "44rem");
		RecordForm<Values> form = new RecordForm<>("staff.changeRoles", (values) -> values,
				List.of(ROLES, StaffOutcomes.REASON));
		form.fill(new Values().with(ROLES, this.member.roles()));
		form.onSubmit("staff.ask", (values) -> {
			Asked asked = this.requests.askToChangeRoles(this.member.subject(), values.get(ROLES),
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
