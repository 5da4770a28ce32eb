package org.durumi.support;

import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.jspecify.annotations.Nullable;

/** The invented people of the demo, as {@code db/demo} makes them. */
public enum DemoAccount {

	CASEWORKER_YANJI(101, 11, Role.CASEWORKER), CASEWORKER_SEOUL(102, 12, Role.CASEWORKER),
	COORDINATOR(103, 13, Role.COORDINATOR), SUPERVISOR_YANJI(104, 11, Role.SUPERVISOR),
	SUPERVISOR_SEOUL(105, 12, Role.SUPERVISOR), PARTNER_CLINIC(106, 0, Role.PARTNER), ANALYST(108, 14, Role.ANALYST),
	ADMIN(109, 14, Role.ADMIN);

	private static final UUID OURS = id(1);

	private final UUID subject;

	private final @Nullable UUID team;

	private final Role role;

	DemoAccount(int subject, int team, Role role) {
		this.subject = id(subject);
		this.team = (team != 0) ? id(team) : null;
		this.role = role;
	}

	public UUID subject() {
		return this.subject;
	}

	/** The team's id. */
	public UUID team() {
		if (this.team == null) {
			throw new IllegalStateException("a partner has no team");
		}
		return this.team;
	}

	/** The account in a new session that the log does not know yet. */
	public Actor in(SessionRef session, int acr) {
		return new Actor(this.subject, (this.role != Role.PARTNER) ? OURS : id(2), this.team, Set.of(this.role),
				session, acr);
	}

	private static UUID id(int number) {
		return UUID.fromString("0d000000-0000-4000-8000-%012d".formatted(number));
	}

}
