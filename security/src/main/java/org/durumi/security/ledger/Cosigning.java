package org.durumi.security.ledger;

/** What came of the wish to cosign a log's newest checkpoint. */
public sealed interface Cosigning {

	/**
	 * It was cosigned: the log goes on from the last that this key cosigned.
	 *
	 * @param note the checkpoint with the log's signature and this key's, and no other
	 */
	record Done(Checkpoint checkpoint, String note) implements Cosigning {
	}

	/** This key cosigned it before; nothing has come since. */
	record Before(Checkpoint checkpoint) implements Cosigning {
	}

	/** The log has no checkpoint yet. */
	record NothingYet() implements Cosigning {
	}

	/** It was not cosigned: the log does not go on from what this key cosigned. */
	record Refused(Reason reason) implements Cosigning {
	}

	/** Why not. */
	enum Reason {

		/** It ends before what was cosigned. */
		ROLLED_BACK,
		/** Its first entries are not those that were cosigned. */
		FORKED,
		/** The newest checkpoint, or the last cosignature, is not as it was signed. */
		ALTERED

	}

}
