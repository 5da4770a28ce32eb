package org.durumi.ui.review;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.durumi.review.AuditRow;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;

/** Says in words what an event's detail holds: names of stages, fields and records. */
final class DetailText {

	/** Where the words of a detail's values stand, by the detail's name. */
	private static final Map<String, List<String>> WORDS = Map.ofEntries(Map.entry("from", List.of("Stage.")),
			Map.entry("to", List.of("Stage.")), Map.entry("stage", List.of("Stage.")),
			Map.entry("stages", List.of("Stage.")), Map.entry("missing", List.of("Condition.")),
			Map.entry("refusals", List.of("Refusal.")), Map.entry("actions", List.of("AuditAction.")),
			Map.entry("scope", List.of("CaseListFilter.Scope.")),
			Map.entry("kind",
					List.of("CaseAssignments.Assignment.Kind.", "ApprovalKind.", "HandoffMessages.Kind.",
							"HandoffNotice.What.")),
			Map.entry("template", List.of("HandoffTemplate.")), Map.entry("state", List.of("HandoffState.")),
			Map.entry("outcome", List.of("HandoffState.")),
			Map.entry("code", List.of("DeclineCode.", "OutcomeCode.", "NotTaken.")),
			Map.entry("why", List.of("Handoff.Frozen.", "RevocationReason.")),
			Map.entry("purpose", List.of("Consent.Purpose.")), Map.entry("basis", List.of("Consent.Form.")),
			Map.entry("roles", List.of("Role.")), Map.entry("rolesBefore", List.of("Role.")),
			Map.entry("list", List.of("review.list.")), Map.entry("into", List.of("review.into.")),
			Map.entry("record", List.of("cases.timeline.")), Map.entry("compartments", List.of("Compartment.")),
			Map.entry("outcomes", List.of("AuditEvent.Outcome.")), Map.entry("functions", List.of("PartnerFunction.")),
			Map.entry("fault", List.of("PartnerKeyRefused.Reason.", "KeyUpload.Reason.")),
			Map.entry("changed", List.of("KeycloakEvent.Thing.")), Map.entry("fields", List.of("cases.timeline.",
					"IdentityField.", "SafeContactField.", "AuditAction.", "review.detail.field.", "")),
			Map.entry("form", List.of("")));

	/** Details that name a person by her id; the first, in other entries, a stage. */
	private static final Set<String> PERSONS = Set.of("to", "deputy", "askedBy", "agreedBy", "person");

	/**
	 * Details that are moments: among them when something would have ended, had it not
	 * before, and when Keycloak saw what it could tell long after.
	 */
	private static final Set<String> MOMENTS = Set.of("until", "untilBefore", "keycloakAt", "since", "before");

	private static final String FIELDS = "fields";

	private static final String RECORD = "record";

	private static final String BEGINS = "begins";

	/** In somebody's own words, which are not ours to translate. */
	private static final String REASON = "reason";

	private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private DetailText() {
	}

	/**
	 * What an entry is called; the end of somebody's part is not told as its beginning.
	 */
	static String title(AuditRow row, Map<String, String> detail) {
		String begins = detail.get(BEGINS);
		if (begins == null) {
			return AuditView.action(row.action());
		}
		return Texts.text(Boolean.parseBoolean(begins) ? "review.assignment.begins" : "review.assignment.ends");
	}

	/**
	 * As {@link #of(String, String, Map)}, for a value among the others of its entry: the
	 * fields of a record are called as the record calls them.
	 */
	static Optional<String> of(String name, Map<String, String> detail, Map<UUID, String> names) {
		String value = detail.getOrDefault(name, "");
		String record = detail.get(RECORD);
		if (!name.equals(FIELDS) || record == null) {
			return of(name, value, names);
		}
		return Optional
			.of(Arrays.stream(value.split(","))
				.map((field) -> FieldText.label(record, field))
				.collect(Collectors.joining(", ")))
			.filter((words) -> !words.isEmpty());
	}

	/**
	 * The words for a value, or nothing where it says nothing.
	 * @param names of the staff, by their ids
	 */
	static Optional<String> of(String name, String value, Map<UUID, String> names) {
		if (value.equals("false") || name.equals(BEGINS)) {
			return Optional.empty();
		}
		if (name.equals(REASON)) {
			return Optional.of(value);
		}
		if (MOMENTS.contains(name)) {
			return Optional.of(Dates.moment(Instant.parse(value)));
		}
		if (value.equals("true")) {
			return Optional.of(Texts.text("review.yes"));
		}
		String words = Arrays.stream(value.replaceAll("^\\[|]$", "").split(","))
			.map(String::strip)
			.filter((word) -> !word.isEmpty())
			.map((word) -> word(name, word, names))
			.collect(Collectors.joining(", "));
		return words.isEmpty() ? Optional.empty() : Optional.of(words);
	}

	private static String word(String name, String constant, Map<UUID, String> names) {
		if (PERSONS.contains(name) && ID.matcher(constant).matches()) {
			String person = names.get(UUID.fromString(constant));
			return (person != null) ? person : Texts.text("review.unknownPerson");
		}
		return WORDS.getOrDefault(name, List.of())
			.stream()
			.flatMap((prefix) -> Texts.find(prefix + constant)
				.or(() -> Texts.find(prefix + constant.toUpperCase(Locale.ROOT)))
				.stream())
			.findFirst()
			.orElse(constant);
	}

}
