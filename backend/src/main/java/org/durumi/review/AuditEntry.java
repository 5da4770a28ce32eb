package org.durumi.review;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An entry, opened.
 *
 * @param detail what it says beyond its columns: names of fields and records, never what
 * stood in them
 * @param legible false if the reader holds no key for the detail
 * @param values whether it tells, besides, what stood in fields before and after, and
 * whether the reader may open that
 * @param twoPeople who asked and who answered, for an entry about an approval that the
 * reader may see
 * @param codeNames of the cases that a list held which left, those the reader may see
 */
public record AuditEntry(AuditRow row, Map<String, String> detail, boolean legible, BeforeAndAfter.Access values,
		@Nullable TwoPeople twoPeople, List<String> codeNames, List<SignOff> signOffs) {

	public AuditEntry {
		detail = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(detail));
		codeNames = List.copyOf(codeNames);
		signOffs = List.copyOf(signOffs);
	}

	/** Whoever asked, and whoever answered if somebody has. */
	public record TwoPeople(UUID askedBy, @Nullable UUID answeredBy) {
	}

	/**
	 * Somebody has looked at it.
	 *
	 * @param own whether it was the reader
	 * @param comment absent if the reader holds no key for it
	 * @param cosigned up to how many entries her key cosigned the log then, absent if it
	 * did not
	 */
	public record SignOff(@Nullable String reviewerName, boolean own, Instant at, @Nullable String comment,
			@Nullable Long cosigned) {

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
