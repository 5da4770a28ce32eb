package org.durumi.ui.review;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.review.AuditRow;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.SealedText;

/** What stood in fields before and after, masked until it is asked for. */
final class ChangedText {

	private ChangedText() {
	}

	/**
	 * For an entry that tells of it and whose reader may open it.
	 * @param names of people
	 */
	static SealedText of(ReviewActs acts, AuditRow row, Map<UUID, String> names) {
		return new SealedText("review.values", () -> values(acts, row, names));
	}

	/** A line a field. */
	private static String values(ReviewActs acts, AuditRow row, Map<UUID, String> people) {
		Map<UUID, String> names = new HashMap<>(acts.staff().teams());
		names.putAll(acts.staff().organisations());
		names.putAll(people);
		return acts.review()
			.beforeAndAfter(row.id())
			.map((values) -> values.fields()
				.stream()
				.map((field) -> Texts.text("review.values.change", FieldText.label(values.record(), field.name()),
						FieldText.value(values.record(), field.name(), field.before(), names),
						FieldText.value(values.record(), field.name(), field.after(), names)))
				.collect(Collectors.joining("\n")))
			.orElse("");
	}

}
