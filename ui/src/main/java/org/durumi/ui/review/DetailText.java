package org.durumi.ui.review;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.durumi.ui.i18n.Texts;

/** Says in words what an event's detail holds: names of stages, fields and records. */
final class DetailText {

	/** Where the words of a detail's values stand, by the detail's name. */
	private static final Map<String, List<String>> WORDS = Map.ofEntries(Map.entry("from", List.of("Stage.")),
			Map.entry("to", List.of("Stage.")), Map.entry("stage", List.of("Stage.")),
			Map.entry("stages", List.of("Stage.")), Map.entry("missing", List.of("Condition.")),
			Map.entry("refusals", List.of("Refusal.")), Map.entry("actions", List.of("AuditAction.")),
			Map.entry("scope", List.of("CaseListFilter.Scope.")), Map.entry("kind", List.of("ApprovalKind.")),
			Map.entry("record", List.of("cases.timeline.")),
			Map.entry("fields", List.of("cases.timeline.", "IdentityField.", "SafeContactField.")));

	private DetailText() {
	}

	/** The words for a value, or nothing where it says nothing. */
	static Optional<String> of(String name, String value) {
		if (value.equals("false")) {
			return Optional.empty();
		}
		if (value.equals("true")) {
			return Optional.of(Texts.text("review.yes"));
		}
		String words = Arrays.stream(value.replaceAll("^\\[|]$", "").split(","))
			.map(String::strip)
			.filter((word) -> !word.isEmpty())
			.map((word) -> word(name, word))
			.collect(Collectors.joining(", "));
		return words.isEmpty() ? Optional.empty() : Optional.of(words);
	}

	private static String word(String name, String constant) {
		return WORDS.getOrDefault(name, List.of())
			.stream()
			.flatMap((prefix) -> Texts.find(prefix + constant)
				.or(() -> Texts.find(prefix + constant.toUpperCase(Locale.ROOT)))
				.stream())
			.findFirst()
			.orElse(constant);
	}

}
