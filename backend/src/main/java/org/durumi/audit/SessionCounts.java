package org.durumi.audit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.durumi.actor.Actor;
import org.durumi.actor.SessionRef;
import org.springframework.stereotype.Component;

/**
 * Counts, outside the database, the events of each person's session that this process
 * knows to be committed, so that the end of the session can state it.
 * <p>
 * Not guaranteed: that none is missing from the count; one of another node is. So a count
 * says of too few events that they were suppressed, never of too many.
 */
@Component
class SessionCounts {

	private final Map<SessionRef, Integer> counts = new ConcurrentHashMap<>();

	/** A person's session begins; those of jobs have no end to state it. */
	void opened(Actor actor) {
		if (!actor.roles().isEmpty()) {
			this.counts.putIfAbsent(actor.session(), 0);
		}
	}

	/** An event of the session is committed. */
	void committed(SessionRef session) {
		this.counts.computeIfPresent(session, (ref, count) -> count + 1);
	}

	/** How many are known of a session that ends; it is forgotten. */
	int ended(SessionRef session) {
		Integer count = this.counts.remove(session);
		return (count != null) ? count : 0;
	}

}
