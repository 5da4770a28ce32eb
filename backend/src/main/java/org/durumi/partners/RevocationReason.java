package org.durumi.partners;

/** Why nothing more is sealed to a partner's key. */
public enum RevocationReason {

	/** Somebody else may have it or its passphrase. */
	EXPOSED,
	/** The partner uses another. */
	REPLACED,
	/** It turned out not to be the partner's. */
	NOT_THEIRS,
	/** The key's owner revoked it with the key itself. */
	SIGNED_BY_OWNER

}
