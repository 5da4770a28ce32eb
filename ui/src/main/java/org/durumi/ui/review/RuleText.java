package org.durumi.ui.review;

import java.time.Duration;
import java.time.format.TextStyle;
import java.util.List;
import java.util.stream.Collectors;

import com.vaadin.flow.component.html.Div;
import org.durumi.review.ReviewDesk;
import org.durumi.review.ReviewRule;
import org.durumi.review.ReviewSettings;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;

/** Says why an entry is on a desk: as a tag, and as a sentence with the threshold. */
final class RuleText {

	/** The units of a length of time, the longest first, by the key of their words. */
	private static final List<Unit> UNITS = List.of(new Unit("review.lasts.days", Duration.ofDays(1)),
			new Unit("review.lasts.hours", Duration.ofHours(1)),
			new Unit("review.lasts.minutes", Duration.ofMinutes(1)),
			new Unit("review.lasts.seconds", Duration.ofSeconds(1)));

	private RuleText() {
	}

	private record Unit(String key, Duration length) {

		private boolean divides(Duration duration) {
			return duration.toSeconds() % this.length.toSeconds() == 0;
		}

		private String count(Duration duration) {
			return Texts.text(this.key, duration.dividedBy(this.length));
		}

	}

	/** When the rule puts an entry on a desk. */
	static String sentence(ReviewRule rule, ReviewSettings settings) {
		String key = "review.rule." + rule.name();
		return switch (rule) {
			case BREAK_GLASS, ALERT, ESCALATED, OWN_RELATIVE, WITHOUT_CONSENT, UNDECIDED, DECLINED_UNREAD, EXPORT,
					AFTER_REASSIGNMENT, UNASSIGNED ->
				Texts.text(key);
			case BULK_REVEAL -> Texts.text(key, settings.bulkCases(), lasting(settings.bulkWithin()));
			case DENIED_BURST -> Texts.text(key, settings.deniedTimes(), lasting(settings.deniedWithin()));
			case DEEP_HISTORY -> Texts.text(key, settings.deepTimes(), lasting(settings.deepWithin()));
			case OUT_OF_HOURS -> Texts.text(key, settings.opens().toString(), settings.closes().toString(),
					settings.zone().getId(), days(settings));
			case SAMPLE -> Texts.text(key, settings.sampleSize());
		};
	}

	private static String days(ReviewSettings settings) {
		return settings.days()
			.stream()
			.sorted()
			.map((day) -> day.getDisplayName(TextStyle.SHORT, Texts.locale()))
			.collect(Collectors.joining(", "));
	}

	/** A length of time in its longest unit that says it exactly. */
	private static String lasting(Duration duration) {
		return UNITS.stream()
			.filter((unit) -> unit.divides(duration))
			.findFirst()
			.orElse(UNITS.getLast())
			.count(duration);
	}

	/** About how long, in its longest unit, and never nothing. */
	static String about(Duration duration) {
		return UNITS.stream()
			.limit(UNITS.size() - 1L)
			.filter((unit) -> duration.compareTo(unit.length().multipliedBy(2)) >= 0)
			.findFirst()
			.map((unit) -> unit.count(duration))
			.orElseGet(() -> UNITS.get(UNITS.size() - 2).count(Duration.ofMinutes(Math.max(1, duration.toMinutes()))));
	}

	/** The reasons, each with what came over its threshold. */
	static Div tags(List<ReviewDesk.Reason> reasons) {
		Div tags = new Div();
		tags.addClassName("case-block-tags");
		reasons.forEach((reason) -> tags.add(tag(reason)));
		return tags;
	}

	static Tag tag(ReviewDesk.Reason reason) {
		String words = Texts.text(reason.rule());
		Integer figure = reason.figure();
		return new Tag(tone(reason.rule()), (figure != null) ? Texts.text("review.figure", words, figure) : words);
	}

	private static Tone tone(ReviewRule rule) {
		return switch (rule) {
			case BREAK_GLASS, ALERT -> Tone.DANGER;
			case ESCALATED, OWN_RELATIVE, WITHOUT_CONSENT, UNDECIDED, DECLINED_UNREAD, EXPORT, BULK_REVEAL,
					DENIED_BURST ->
				Tone.ATTENTION;
			case AFTER_REASSIGNMENT, UNASSIGNED, DEEP_HISTORY, OUT_OF_HOURS, SAMPLE -> Tone.NEUTRAL;
		};
	}

}
