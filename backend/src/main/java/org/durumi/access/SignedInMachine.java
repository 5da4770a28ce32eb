package org.durumi.access;

import org.durumi.actor.Actor;
import org.durumi.actor.ActorPrincipal;

/**
 * A machine that Keycloak has authenticated and Durumi has registered. It is no person
 * and shows no second factor.
 */
record SignedInMachine(Actor actor, String client) implements ActorPrincipal {

	@Override
	public String displayName() {
		return this.client;
	}

	@Override
	public String toString() {
		return this.actor.id().toString();
	}

}
