package org.durumi.people;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.durumi.people.ChangeOutcome.Clash;

/**
 * Puts two people's changes to the same fields together. A field that only one of them
 * changed is taken as she wrote it; one that both changed otherwise is a clash.
 *
 * @param values every field, with mine where they clash
 */
record Merge<F extends Enum<F> & PersonField>(Map<F, String> values, Map<F, Clash> clashes, Set<F> byOthers) {

	static <F extends Enum<F> & PersonField> Merge<F> of(Class<F> type, Map<F, String> before, Map<F, String> mine,
			Map<F, String> theirs) {
		Map<F, String> values = new EnumMap<>(type);
		Map<F, Clash> clashes = new EnumMap<>(type);
		Set<F> byOthers = EnumSet.noneOf(type);
		for (F field : type.getEnumConstants()) {
			String was = before.getOrDefault(field, "");
			String wanted = mine.getOrDefault(field, "");
			String is = theirs.getOrDefault(field, "");
			boolean changedByMe = !wanted.equals(was);
			boolean changedByOthers = !is.equals(was);
			values.put(field, changedByMe ? wanted : is);
			if (changedByMe && changedByOthers && !wanted.equals(is)) {
				clashes.put(field, new Clash(was, wanted, is));
			}
			else if (changedByOthers) {
				byOthers.add(field);
			}
		}
		return new Merge<>(values, clashes, byOthers);
	}

	/** The fields in which two states differ. */
	static <F extends Enum<F> & PersonField> Set<F> difference(Class<F> type, Map<F, String> one,
			Map<F, String> other) {
		Set<F> different = EnumSet.noneOf(type);
		for (F field : type.getEnumConstants()) {
			if (!one.getOrDefault(field, "").equals(other.getOrDefault(field, ""))) {
				different.add(field);
			}
		}
		return different;
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
