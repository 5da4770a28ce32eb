package org.durumi.review;

import java.util.Map;

/** The queries of the audit list and of the desk, for benchmarks. */
public final class LogQueries {

	private LogQueries() {
	}

	public static String firstPage(AuditFilter filter, int size, Map<String, Object> values) {
		return AuditReview.query(filter, 0, size, values);
	}

	/** With {@code me}, {@code now}, {@code rule}, {@code offset} and {@code limit}. */
	public static String desk() {
		return ReviewDesk.QUERY;
	}

	/** The limits of the settings as they are delivered. */
	public static String rounds() {
		return "select looked_at, raised from audit.raise_flags(:limits::jsonb, " + ReviewRounds.MOST + ")";
	}

}
