package org.durumi.inbound;

import org.springframework.security.access.AccessDeniedException;

/**
 * A referral was asked for that is none of the actor's. It says nothing about it: whether
 * it exists is not for the asker to know.
 */
public final class ReferralRefused extends AccessDeniedException {

	ReferralRefused() {
		super("referral");
	}

}
