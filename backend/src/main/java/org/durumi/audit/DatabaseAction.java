package org.durumi.audit;

/** What the database writes to the log by itself, past the application's own actions. */
public enum DatabaseAction {

	/** So that the next checkpoint has another size. */
	HEARTBEAT("Nothing else happened for a minute."),
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
