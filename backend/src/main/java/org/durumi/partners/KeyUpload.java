package org.durumi.partners;

import java.util.UUID;

import org.durumi.security.handoff.PartnerKeyRefused;

/** What came of bringing in a key for a partner. */
public sealed interface KeyUpload {

	/**
	 * It is taken.
	 *
	 * @param vouched whether it counts at once, being a later state of a key that two
	 * people vouch for
	 */
	record Taken(UUID key, boolean vouched) implements KeyUpload {
	}

	/** It was the owner's word that a key of the partner's is revoked, and it is. */
	record Revoked(UUID key) implements KeyUpload {
	}

	/** It is no key that anything is sealed to. */
	record Unfit(PartnerKeyRefused refused) implements KeyUpload {
	}

	/** It is a good key, and not taken all the same. */
	record Refused(Reason reason) implements KeyUpload {
	}

	/** Nothing was done: she first has to show that it is her. */
	record NeedsFreshFactor() implements KeyUpload {
	}

	/** There is no such partner. */
	record UnknownPartner() implements KeyUpload {
	}

	/** Why a good key is not taken. */
	enum Reason {

		/** It is there already. */
		SAME,
		/** It is an earlier state of a key that is there. */
		OLDER,
		/** It was revoked here: the partner makes another. */
		REVOKED_BEFORE,
		/** Another partner has it. */
		OF_ANOTHER_PARTNER

	}

}
