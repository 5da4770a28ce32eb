package org.durumi.audit;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One reading of a list, page by page: whichever page is asked for first is the event,
 * and scrolling on is the same reading. Whoever shows the list makes one for each filter;
 * another one only means another event.
 */
public final class Reading {

	private volatile boolean told;

	/**
	 * Whether the event of this reading is still to be written, which the caller does in
	 * the transaction under way; once that is committed it is not.
	 */
	public boolean begins() {
		if (this.told) {
			return false;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				Reading.this.told = true;
			}
		});
		return true;
	}

}
