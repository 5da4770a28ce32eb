package org.durumi.consent;

/** How a case stands as to consent to services, as lists show it. */
public enum ConsentState {

	/** None was recorded. */
	NONE,
	/** She consented. */
	GIVEN,
	/** We act on a legitimate basis without her consent. */
	BASIS,
	/** She consented and took it back, or the basis fell away. */
	WITHDRAWN,
	/** It, or the basis, is over and nothing newer was recorded: as if not given. */
	EXPIRED;

	/** Whether something may be done on it. */
	public boolean covers() {
		return this == GIVEN || this == BASIS;
	}

	/** Whether there was something to do it on, and is no longer. */
	public boolean isOver() {
		return this == WITHDRAWN || this == EXPIRED;
	}

}
