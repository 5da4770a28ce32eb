package org.durumi.keys;

import java.util.HashMap;
import java.util.Map;

import org.durumi.reference.CaseId;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The keys released in one transaction. They are forgotten when it ends. */
final class Released {

	private Released() {
	}

	/**
	 * Those of the transaction under way.
	 * @throws IllegalStateException if there is none
	 */
	@SuppressWarnings("unchecked") // bound below and nowhere else
	static Map<CaseId, CaseKeys> ofThisTransaction() {
		Map<CaseId, CaseKeys> released = (Map<CaseId, CaseKeys>) TransactionSynchronizationManager
			.getResource(Released.class);
		if (released == null) {
			released = new HashMap<>();
			TransactionSynchronizationManager.registerSynchronization(new Forgetting());
			TransactionSynchronizationManager.bindResource(Released.class, released);
		}
		return released;
	}

	/** A transaction that is suspended keeps its own, and the inner one asks anew. */
	private static final class Forgetting implements TransactionSynchronization {

		private final Map<Object, Object> suspended = new HashMap<>();

		@Override
		public void suspend() {
			this.suspended.put(Released.class, TransactionSynchronizationManager.unbindResource(Released.class));
		}

		@Override
		public void resume() {
			TransactionSynchronizationManager.bindResource(Released.class, this.suspended.remove(Released.class));
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(Released.class);
		}

	}

}
