package org.durumi.access.keycloak;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened at Keycloak. It never holds what somebody typed, nor a network
 * address.
 *
 * @param id Keycloak's own
 * @param at by Keycloak's clock
 * @param account whose account it is about, absent where Keycloak does not know or it is
 * about none
 * @param thing what was changed, for a change
 */
public record KeycloakEvent(UUID id, Instant at, Kind kind, @Nullable UUID account, @Nullable Thing thing) {

	/** Where Keycloak keeps it. */
	public enum Feed {

		/**
		 * What was changed by whoever administers it: first, for strangers fill the
		 * other.
		 */
		ADMIN,
		/** What people did. */
		USER

	}

	/** What happened. */
	public enum Kind {

		/** Somebody was not let in. */
		SIGN_IN_FAILED,
		/** An account was locked for a while. */
		LOCKED,
		/** A request was refused that no sign-in of ours makes. */
		REQUEST_REFUSED,
		/** A password or second factor was set by its owner. */
		CREDENTIAL_SET,
		/** A password or second factor was removed by its owner. */
		CREDENTIAL_REMOVED,
		/** Somebody took another person's place. */
		IMPERSONATED,
		/** Durumi itself changed something. */
		CHANGED_BY_DURUMI,
		/** Somebody else changed something. */
		CHANGED_BY_OTHERS

	}

	/** What was changed. */
	public enum Thing {

		ACCOUNT, ROLES, CLIENT, SIGN_IN, REALM,
		/** Its own record of events: emptied. */
		EVENTS, OTHER

	}

}
