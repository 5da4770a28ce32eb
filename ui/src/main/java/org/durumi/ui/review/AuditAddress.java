package org.durumi.ui.review;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.router.QueryParameters;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.reference.Compartment;
import org.durumi.ui.shell.Routes;
import org.jspecify.annotations.Nullable;

/**
 * Which entries an address asks for:
 * {@code ?person=ID&from=DAY&to=DAY&zone=REGION&action=NAME&compartment=NAME&outcome=NAME&unreviewed},
 * each or none, and of names several. What is no id of somebody the reader may know, no
 * day, no zone or no such name is as if it were not there, and so are days of which the
 * last is before the first. There is no place for the name of a person or a case.
 *
 * @param zone whose days they are, absent for the reader's own
 */
public record AuditAddress(@Nullable UUID person, @Nullable LocalDate from, @Nullable LocalDate to,
		@Nullable ZoneId zone, Set<AuditAction> actions, Set<Compartment> compartments,
		Set<AuditEvent.Outcome> outcomes, boolean unreviewed) {

	private static final String UNREVIEWED = "unreviewed";

	public AuditAddress {
		actions = Set.copyOf(actions);
		compartments = Set.copyOf(compartments);
		outcomes = Set.copyOf(outcomes);
	}

	static AuditAddress of(QueryParameters parameters, Set<UUID> known) {
		UUID person = parameters.getSingleParameter("person")
			.flatMap((wanted) -> known.stream().filter((id) -> id.toString().equals(wanted)).findFirst())
			.orElse(null);
		LocalDate from = day(parameters, "from");
		LocalDate to = day(parameters, "to");
		boolean backwards = from != null && to != null && to.isBefore(from);
		boolean days = !backwards && (from != null || to != null);
		return new AuditAddress(person, days ? from : null, days ? to : null, days ? zone(parameters) : null,
				names(parameters, "action", AuditAction.values()),
				names(parameters, "compartment", Compartment.values()),
				names(parameters, "outcome", AuditEvent.Outcome.values()),
				parameters.getParameters().containsKey(UNREVIEWED));
	}

	/**
	 * What somebody did in these days.
	 * @param outcomes how it ended, of any outcome if there is none
	 */
	public static AuditAddress of(UUID person, LocalDate from, LocalDate to, ZoneId zone,
			AuditEvent.Outcome... outcomes) {
		return new AuditAddress(person, from, to, zone, Set.of(), Set.of(), Set.of(outcomes), false);
	}

	/** These acts, of those entries that nobody has reviewed. */
	static AuditAddress unreviewed(Set<AuditAction> actions) {
		return new AuditAddress(null, null, null, null, actions, Set.of(), Set.of(), true);
	}

	/** The address of the list of these entries. */
	public String path() {
		return Routes.AUDIT + "?" + parameters();
	}

	/** As it stands in an address, behind what precedes it there. */
	String behind(String address) {
		String parameters = parameters();
		return parameters.isEmpty() ? address : address + "&" + parameters;
	}

	private String parameters() {
		List<String> parts = new ArrayList<>();
		put(parts, "person", this.person);
		put(parts, "from", this.from);
		put(parts, "to", this.to);
		put(parts, "zone", this.zone);
		this.actions.stream().sorted().forEach((action) -> put(parts, "action", action.name()));
		this.compartments.stream().sorted().forEach((part) -> put(parts, "compartment", part.name()));
		this.outcomes.stream().sorted().forEach((outcome) -> put(parts, "outcome", outcome.name()));
		if (this.unreviewed) {
			parts.add(UNREVIEWED);
		}
		return String.join("&", parts);
	}

	private static void put(List<String> parts, String name, @Nullable Object value) {
		if (value != null) {
			parts.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
		}
	}

	private static @Nullable LocalDate day(QueryParameters parameters, String name) {
		try {
			return parameters.getSingleParameter(name).map(LocalDate::parse).orElse(null);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable ZoneId zone(QueryParameters parameters) {
		try {
			return parameters.getSingleParameter("zone").map(ZoneId::of).orElse(null);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static <E extends Enum<E>> Set<E> names(QueryParameters parameters, String name, E[] values) {
		Map<String, List<String>> all = parameters.getParameters();
		return Arrays.stream(values)
			.filter((value) -> all.getOrDefault(name, List.of()).contains(value.name()))
			.collect(Collectors.toUnmodifiableSet());
	}

}
