package org.durumi.access;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.durumi.actor.Role;
import org.durumi.reference.Text;
import org.jspecify.annotations.Nullable;

/**
 * Who is invited, as what, and where she belongs.
 *
 * @param username what she signs in with
 * @param name what her colleagues call her
 * @param team absent for whoever works in no team; never for caseworkers and supervisors
 */
public record Invitation(String username, String name, Set<Role> roles, UUID organisation, @Nullable UUID team) {

	/** The longest name, in characters. */
	public static final int MAX_NAME = 80;

	/** The longest username, in characters. */
	public static final int MAX_USERNAME = 40;

	private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,38}[a-z0-9]");

	/**
	 * @throws org.durumi.reference.TextRefused if the name says nothing, is too long or
	 * holds control characters
	 */
	public Invitation {
		name = Text.line(name, MAX_NAME);
		roles = Set.copyOf(roles);
	}

	/** Whether people can be told apart by such a username, and type it anywhere. */
	public static boolean isUsername(String text) {
		return USERNAME.matcher(text).matches();
	}

	/** Whether the roles go together and she belongs where people of these roles do. */
	public boolean isSound() {
		return isUsername(this.username) && fit(this.roles, this.team);
	}

	/** Whether the roles go together, and with working in this team or in none. */
	public static boolean fit(Set<Role> roles, @Nullable UUID team) {
		boolean partner = roles.contains(Role.PARTNER);
		boolean inTeam = roles.contains(Role.CASEWORKER) || roles.contains(Role.SUPERVISOR);
		return !roles.isEmpty() && (!partner || roles.size() == 1) && (!inTeam || team != null)
				&& (!partner || team == null);
	}

}
