package org.durumi.ui.handoffs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffState;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Timeline;
import org.durumi.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/** What happened to one handoff, newest first. */
final class HandoffCourse {

	private final List<Timeline.Entry> entries = new ArrayList<>();

	private HandoffCourse() {
	}

	/** Its own timeline. */
	static List<Timeline.Entry> of(HandoffOutbox.Entry of, String partner, Map<UUID, String> names) {
		HandoffCourse course = new HandoffCourse();
		Handoff handoff = of.handoff();
		Handoff.Times times = handoff.times();
		course.add(times.asked(), Tone.NEUTRAL, "asked", names.getOrDefault(of.composedBy(), "–"));
		course.add(times.approved(), Tone.CURRENT, "approved", null);
		course.add(times.sealed(), Tone.CURRENT, "sealed", null);
		course.add(times.collected(), Tone.CURRENT, "collected", partner);
		if (handoff.state() == HandoffState.DECLINED) {
			course.add(times.answered(), Tone.DANGER, "declined", partner, code(handoff.declined()));
		}
		else {
			course.add(times.answered(), Tone.GOOD, "accepted", partner);
		}
		course.add(times.completed(), Tone.GOOD, "completed", partner, code(handoff.outcome()));
		HandoffOutbox.Checked checked = of.checked();
		if (checked != null) {
			course.add(checked.at(), Tone.GOOD, "checked", names.getOrDefault(checked.by(), "–"));
		}
		course.add(times.takenBack(), Tone.DANGER, "takenBack", null);
		course.add(times.chased(), Tone.ATTENTION, "chased", null);
		course.add(times.escalated(), Tone.DANGER, "escalated", null);
		course.add(times.frozen(), Tone.DANGER, "frozen", null,
				handoff.frozen().stream().sorted().map(Texts::text).collect(Collectors.joining("; ")));
		course.add(times.recallDemanded(), Tone.DANGER, "demanded", null);
		course.add(times.packageGone(), Tone.NEUTRAL, "packageGone", null);
		course.add(times.copyGone(), Tone.NEUTRAL, "copyGone", null);
		if (handoff.state() == HandoffState.RECALLED && times.takenBack() == null
				|| handoff.state() == HandoffState.EXPIRED) {
			course.add(times.ended(), Tone.NEUTRAL, (handoff.state() == HandoffState.RECALLED) ? "recalled" : "expired",
					null);
		}
		course.entries.sort(Comparator.comparing(Timeline.Entry::at).reversed());
		return course.entries;
	}

	private void add(@Nullable Instant at, Tone tone, String what, @Nullable String who, String... words) {
		if (at != null) {
			this.entries.add(new Timeline.Entry(at, tone, Texts.text("handoffs.course." + what),
					Texts.text("handoffs.course." + what + ".what", (Object[]) words), who));
		}
	}

	private static String code(@Nullable Enum<?> code) {
		return (code != null) ? Texts.text(code) : "–";
	}

}
