package org.durumi.ui.records;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.access.Invitation;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.staff.StaffRequest;
import org.durumi.ui.i18n.Texts;

/** Says in one sentence what is asked about a person. */
public final class StaffRequestText {

	private final Map<UUID, String> names;

	private final Map<UUID, String> teams;

	private final Map<UUID, String> organisations;

	public StaffRequestText(StaffDirectory staff) {
		this.names = staff.names();
		this.teams = staff.teams();
		this.organisations = staff.organisations();
	}

	/** The name of somebody who works here, or a dash. */
	public String name(UUID subject) {
		return this.names.getOrDefault(subject, "–");
	}

	public String of(StaffRequest request) {
		String roles = roles(request.roles());
		String name = request.invitation()
			.map(Invitation::name)
			.orElseGet(() -> request.subject().map(this::name).orElse("–"));
		return switch (request.what()) {
			case INVITE ->
				Texts.text("staff.request.invite", name, roles, request.invitation().map(this::place).orElse("–"));
			case LET_IN_AGAIN -> Texts.text("staff.request.letIn", name, roles);
			case CHANGE_ROLES -> Texts.text("staff.request.changeRoles", name, roles(request.before()), roles);
		};
	}

	private String place(Invitation invitation) {
		UUID team = invitation.team();
		return (team != null) ? this.teams.getOrDefault(team, "–")
				: this.organisations.getOrDefault(invitation.organisation(), "–");
	}

	private static String roles(Set<Role> roles) {
		return roles.stream()
			.sorted()
			.map((role) -> Texts.text(role).toLowerCase(Texts.locale()))
			.collect(Collectors.joining(", "));
	}

}
