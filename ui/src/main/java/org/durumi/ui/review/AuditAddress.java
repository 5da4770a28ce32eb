package org.durumi.ui.review;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.router.QueryParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which entries an address asks for: {@code ?person=ID&from=DAY&to=DAY}, each or none.
 * What is no id of somebody the reader may know, or no day, is as if it were not there,
 * and so are days of which the last is before the first.
 */
record AuditAddress(@Nullable UUID person, @Nullable LocalDate from, @Nullable LocalDate to) {

	/** Empty if it asks for nothing. */
	static Optional<AuditAddress> of(QueryParameters parameters, Set<UUID> known) {
		UUID person = parameters.getSingleParameter("person")
			.flatMap((wanted) -> known.stream().filter((id) -> id.toString().equals(wanted)).findFirst())
			.orElse(null);
		LocalDate from = day(parameters, "from");
		LocalDate to = day(parameters, "to");
		boolean backwards = from != null && to != null && to.isBefore(from);
		AuditAddress asked = new AuditAddress(person, backwards ? null : from, backwards ? null : to);
		return Optional.of(asked).filter((any) -> !any.equals(new AuditAddress(null, null, null)));
	}

	private static @Nullable LocalDate day(QueryParameters parameters, String name) {
		try {
			return parameters.getSingleParameter(name).map(LocalDate::parse).orElse(null);
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

}
