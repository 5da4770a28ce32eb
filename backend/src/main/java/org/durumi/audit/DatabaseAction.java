package org.durumi.audit;

/** What the database writes to the log by itself, past the application's own actions. */
public enum DatabaseAction {

	/** So that the next checkpoint has another size. */
	HEARTBEAT("Nothing else happened for a minute."),
	/**
	 * Its subject is two numbers: entries the database has kept, entries that were
	 * signed.
	 */
	RESTORED("An administrator declared that entries were lost, since the database was restored from a backup."),
	/** Of the demo's and the tests' people, and of rows that were there before. */
	MIGRATED("A migration made a row before anybody could sign in, or took down how rows stand.");

	private final String meaning;

	DatabaseAction(String meaning) {
		this.meaning = meaning;
	}

	/** One English sentence. */
	public String meaning() {
		return this.meaning;
	}

}
