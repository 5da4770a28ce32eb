package org.durumi.security.ledger;

/**
 * The database ends before what was signed last: it was restored from a backup, or rolled
 * back. Nothing more is signed until an administrator has declared the loss.
 */
public final class DatabaseBehind extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final long kept;

	private final long signed;

	DatabaseBehind(long kept, long signed) {
		super("The database ends at %d entries, and %d were signed: it was restored from a backup, or rolled back."
			.formatted(kept, signed));
		this.kept = kept;
		this.signed = signed;
	}

	/** How many entries the newest checkpoint covers that the database has. */
	public long kept() {
		return this.kept;
	}

	/** How many the last covers that was signed. */
	public long signed() {
		return this.signed;
	}

}
