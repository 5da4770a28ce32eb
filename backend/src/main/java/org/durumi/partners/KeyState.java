package org.durumi.partners;

/** What a state of a partner's key is good for. */
public enum KeyState {

	/** Two people are to compare its fingerprint. */
	PENDING,
	/** Packages are sealed to it. */
	USABLE,
	/** A later state of it, or another key, has taken its place. */
	REPLACED, EXPIRED, REVOKED

}
