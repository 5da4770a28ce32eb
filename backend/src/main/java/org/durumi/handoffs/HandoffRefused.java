package org.durumi.handoffs;

import org.springframework.security.access.AccessDeniedException;

/**
 * A handoff was asked for that is none of the actor's. It says nothing about it: whether
 * it exists is not for the asker to know.
 */
public final class HandoffRefused extends AccessDeniedException {

	HandoffRefused() {
		super("handoff");
	}

}
