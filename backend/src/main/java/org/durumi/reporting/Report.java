package org.durumi.reporting;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * All figures at the end of a quarter. Whatever is shown of them is chosen from the same
 * cells, so that no two choices tell more than the cells do.
 *
 * @param until the first day that is not counted any more
 */
public record Report(LocalDate until, List<Cell> cells) {

	public Report {
		cells = List.copyOf(cells);
	}

	public List<Cell> of(Figure figure) {
		return this.cells.stream().filter((cell) -> cell.figure() == figure).toList();
	}

	/** Those of a figure whose quarter lies between two, both included. */
	public List<Cell> of(Figure figure, LocalDate from, LocalDate to) {
		return of(figure).stream()
			.filter((cell) -> cell.quarter() != null && !cell.quarter().isBefore(from) && !cell.quarter().isAfter(to))
			.toList();
	}

	/** The quarters that figures are kept for, the oldest first. */
	public List<LocalDate> quarters() {
		return this.cells.stream().map(Cell::quarter).filter(Objects::nonNull).distinct().sorted().toList();
	}

}
