package org.durumi.exchange;

import org.durumi.access.Approval;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about a list that is to leave Durumi, opened.
 *
 * @param purpose what it is for
 * @param cases how many there were when it was asked
 * @param comment of whoever answered
 */
public record ExportRequest(Approval approval, String purpose, int cases, @Nullable String comment) {

	/** What is kept sealed. */
	record Text(String purpose, int cases) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
