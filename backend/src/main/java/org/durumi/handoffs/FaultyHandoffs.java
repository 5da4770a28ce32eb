package org.durumi.handoffs;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps what is wrong with one handoff from stopping the others: it is said once, since
 * the next round meets it again, and without what stands in the row. A database that is
 * away is no fault of a handoff, and thrown on.
 */
@Component
class FaultyHandoffs {

	private static final Logger LOGGER = LoggerFactory.getLogger(FaultyHandoffs.class);

	private final Set<UUID> told = ConcurrentHashMap.newKeySet();

	void attempt(UUID handoff, Runnable act) {
		try {
			act.run();
		}
		catch (DataAccessResourceFailureException | TransactionException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			if (this.told.add(handoff)) {
				LOGGER.error("event=handoff_not_passed handoff={} cause={}", handoff, ex.getClass().getSimpleName());
			}
		}
	}

}
