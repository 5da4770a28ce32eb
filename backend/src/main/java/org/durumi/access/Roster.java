package org.durumi.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.durumi.access.keycloak.KeycloakAccount;
import org.jspecify.annotations.Nullable;

/**
 * Everybody whom an administrator looks after.
 *
 * @param people by name
 * @param strangers usernames with a role of ours at Keycloak and no record here: denied,
 * and somebody should ask who made them
 * @param complete false if Keycloak did not answer, and what it knows is missing
 */
public record Roster(List<Person> people, List<String> strangers, boolean complete) {

	public Roster {
		people = List.copyOf(people);
		strangers = List.copyOf(strangers);
	}

	/**
	 * One of them.
	 *
	 * @param account absent if there is none, or Keycloak did not answer
	 * @param disagreements what Durumi and Keycloak say differently of her; until it is
	 * mended she is denied
	 */
	public record Person(StaffMember member, String organisation, @Nullable String team,
			@Nullable KeycloakAccount account, @Nullable Instant lastSignIn, Set<Disagreement> disagreements) {

		public Person {
			disagreements = Set.copyOf(disagreements);
		}

	}

	/** What Durumi and Keycloak can say differently of a person. */
	public enum Disagreement {

		/** Here and not there. */
		NO_ACCOUNT,
		/** With other roles there than here. */
		OTHER_ROLES,
		/** Shut out here, and her account still open. */
		STILL_OPEN,
		/** Let in here, and her account closed. */
		CLOSED_THERE

	}

}
