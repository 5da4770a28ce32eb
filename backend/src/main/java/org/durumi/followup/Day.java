package org.durumi.followup;

import java.util.List;

/**
 * What a day asks of a person.
 *
 * @param silent open cases without a contact for long, the longest first
 */
public record Day(List<DayEntry> overdue, List<DayEntry> today, List<DayEntry> thisWeek, List<DayEntry> silent) {

	/** No list shows more. */
	public static final int LONGEST = 50;

	public Day {
		overdue = List.copyOf(overdue);
		today = List.copyOf(today);
		thisWeek = List.copyOf(thisWeek);
		silent = List.copyOf(silent);
	}

	/** Whether nothing waits. */
	public boolean isClear() {
		return this.overdue.isEmpty() && this.today.isEmpty() && this.thisWeek.isEmpty() && this.silent.isEmpty();
	}

}
