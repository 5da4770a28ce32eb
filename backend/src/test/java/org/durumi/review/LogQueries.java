package org.durumi.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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

	/** What is counted for the accesses at a glance. */
	public static List<String> accesses() {
		return List.of(AccessCounts.PEOPLE, AccessCounts.OF_CASES);
	}

	/** Their values, of the settings as they are delivered. */
	public static Map<String, Object> fourWeeks(UUID me, LocalDate until) {
		ReviewSettings settings = new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("durumi.review",
				ReviewSettings.class);
		return AccessCounts.values(me, until.minusDays(27), until, settings);
	}

	/** The limits of the settings as they are delivered. */
	public static String rounds() {
		return "select looked_at, raised from audit.raise_flags(:limits::jsonb, " + ReviewRounds.MOST + ")";
	}

}
