package org.durumi.audit;

/** What the database writes to the log by itself, past the application's own actions. */
public enum DatabaseAction {

	/** So that the next checkpoint has another size. */
	HEARTBEAT("Nothing else happened for a minute."),
	/** Of the demo's and the tests' people. */
	MIGRATED("A row was made by a migration, before anybody could sign in.");

	private final String meaning;

	DatabaseAction(String meaning) {
		this.meaning = meaning;
	}

	/** One English sentence. */
	public String meaning() {
		return this.meaning;
	}

}
