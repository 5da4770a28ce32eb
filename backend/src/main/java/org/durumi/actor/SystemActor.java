package org.durumi.actor;

import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/**
 * The jobs that act under a name of their own, each with row-security policies of its
 * own. The ids are of UUID version 8 and so can never meet a person's: Keycloak makes
 * version 4. They are the same as in the database's {@code access.system_actor}.
 */
public enum SystemActor {

	/** Before sign-in: refused sign-ins. */
	ANONYMOUS(1),
	/** Data written by migrations. */
	MIGRATION(2),
	/** The log's own heartbeats. */
	SEQUENCER(3),
	/** Brings Keycloak's events into the log. */
	KEYCLOAK_WATCH(7),
	/** Ends sessions on Keycloak's word, and those that no node holds any more. */
	SESSION_KEEPER(8),
	/** Has the review's rules look at new entries of the log. */
	REVIEW_DESK(9),
	/** A server as it starts. */
	SERVER(10),
	/**
	 * Seals handoffs, tells partners of them, and ends those and referrals to us whose
	 * time is over.
	 */
	HANDOFF_KEEPER(11);

	private final UUID id;

	SystemActor(int number) {
		this.id = new UUID(0x0000_0000_0000_8000L, 0x8000_0000_0000_0000L + number);
	}

	public UUID id() {
		return this.id;
	}

	/** Whether it is the id of a job, and not of a person. */
	public static boolean isOne(UUID id) {
		return Arrays.stream(values()).anyMatch((actor) -> actor.id.equals(id));
	}

	/** The actor for one session of this job. */
	public Actor in(SessionRef session) {
		return new Actor(this.id, this.id, null, Set.of(), session, 0);
	}

}
