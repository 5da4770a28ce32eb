package org.durumi.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small record about a case, as the modules above keep them. */
public interface CaseRecord {

	/** The day it tells of; not before her birth. Absent if it tells of none. */
	Optional<LocalDate> day();

	/** Every day it names, also one that lies ahead; none of them before her birth. */
	default List<LocalDate> days() {
		return day().stream().toList();
	}

	/**
	 * What stands against keeping it.
	 * @param latest the latest day that has begun anywhere on earth
	 */
	default Set<RecordRefusal> refusals(LocalDate latest) {
		return day().filter((day) -> day.isAfter(latest)).isPresent() ? Set.of(RecordRefusal.IN_THE_FUTURE) : Set.of();
	}

}
