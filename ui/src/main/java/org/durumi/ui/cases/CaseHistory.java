package org.durumi.ui.cases;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import org.durumi.access.StaffDirectory;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.CaseNotes;
import org.durumi.cases.Stage;
import org.durumi.cases.StageApprovals;
import org.durumi.cases.Timeline;
import org.durumi.cases.TimelineEntry;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.SealedText;
import org.durumi.ui.kit.StageStepper;
import org.durumi.ui.kit.Tone;
import org.jspecify.annotations.Nullable;

/** Puts what happened in a case into words; what was said about it opens when asked. */
@org.springframework.stereotype.Component
final class CaseHistory {

	private final Timeline timeline;

	private final CaseNotes notes;

	private final StageApprovals approvals;

	private final StaffDirectory staff;

	CaseHistory(Timeline timeline, CaseNotes notes, StageApprovals approvals, StaffDirectory staff) {
		this.timeline = timeline;
		this.notes = notes;
		this.approvals = approvals;
		this.staff = staff;
	}

	CaseNotes notes() {
		return this.notes;
	}

	/** All entries, newest first. */
	List<org.durumi.ui.kit.Timeline.Entry> entries(CaseId caseId) {
		Map<UUID, String> names = this.staff.names();
		return this.timeline.of(caseId).stream().map((entry) -> entry(caseId, entry, names)).toList();
	}

	/** The way, with the stages that this case has passed. */
	List<StageStepper.Step> steps(CaseListRow facts) {
		Set<Stage> passed = this.timeline.of(facts.id())
			.stream()
			.filter((entry) -> entry.source().equals("stage_move"))
			.flatMap((entry) -> List.of(entry.facts().getOrDefault("from", ""), entry.facts().getOrDefault("to", ""))
				.stream())
			.filter((name) -> !name.isEmpty())
			.map(Stage::valueOf)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Stage.class)));
		Stage before = facts.stageBefore();
		Stage current = (facts.stage().isSetback() && before != null) ? before : facts.stage();
		List<StageStepper.Step> steps = new ArrayList<>();
		for (Stage stage : Stage.journey()) {
			steps.add(new StageStepper.Step(Texts.text(stage), state(stage, current, passed)));
		}
		return steps;
	}

	private static StageStepper.State state(Stage stage, Stage current, Set<Stage> passed) {
		if (stage == current) {
			return StageStepper.State.CURRENT;
		}
		if (current.isSetback() || stage.compareTo(current) > 0) {
			return StageStepper.State.NOT_YET;
		}
		return passed.contains(stage) ? StageStepper.State.COMPLETED : StageStepper.State.SKIPPED;
	}

	private org.durumi.ui.kit.Timeline.Entry entry(CaseId caseId, TimelineEntry entry, Map<UUID, String> names) {
		return new org.durumi.ui.kit.Timeline.Entry(entry.at(), tone(entry),
				Texts.text("cases.timeline." + entry.source()), title(entry),
				(entry.by() != null) ? names.get(entry.by()) : null, detail(caseId, entry));
	}

	private static Tone tone(TimelineEntry entry) {
		if (!entry.source().equals("stage_move")) {
			return (entry.source().equals("detention")) ? Tone.DANGER : Tone.NEUTRAL;
		}
		Stage to = Stage.valueOf(entry.facts().getOrDefault("to", Stage.IDENTIFIED.name()));
		return to.isSetback() ? Tone.DANGER : Tone.CURRENT;
	}

	private static String title(TimelineEntry entry) {
		Map<String, String> facts = entry.facts();
		return switch (entry.source()) {
			case "stage_move" -> {
				String to = Texts.text(Stage.valueOf(facts.getOrDefault("to", "")));
				String kind = Texts.text("cases.timeline.kind." + facts.get("kind"));
				yield facts.containsKey("from")
						? Texts.text("cases.timeline.moved", kind, Texts.text(Stage.valueOf(facts.get("from"))), to)
						: Texts.text("cases.timeline.intake", to);
			}
			case "approval_request" ->
				Texts.text("cases.timeline.approval", Texts.text("ApprovalKind." + facts.get("kind")),
						Texts.text("Approval.State." + facts.get("state")));
			case "note" -> Texts.text("cases.timeline.note.in", Texts.text(entry.compartment()));
			default -> Texts.text("cases.timeline.recorded");
		};
	}

	private @Nullable Component detail(CaseId caseId, TimelineEntry entry) {
		return switch (entry.source()) {
			// moved by nobody of ours, and with no word
			case "stage_move" ->
				(entry.by() != null) ? new SealedText("cases.timeline.why", () -> move(caseId, entry.id())) : null;
			case "note" -> new SealedText("cases.timeline.note", () -> this.notes.open(entry.id()).orElseThrow());
			case "approval_request" -> new SealedText("cases.timeline.why", () -> approval(entry.id()));
			default -> null;
		};
	}

	private String move(CaseId caseId, UUID id) {
		Timeline.MoveText text = this.timeline.openMove(caseId, id);
		List<String> lines = new ArrayList<>();
		lines.add(Texts.text("cases.timeline.on", Dates.day(text.on())));
		if (!text.reason().isEmpty()) {
			lines.add(text.reason());
		}
		if (!text.beforeUs().isEmpty()) {
			lines.add(Texts.text("cases.timeline.beforeUs",
					text.beforeUs().stream().map(Texts::text).collect(Collectors.joining(", "))));
		}
		if (!text.owed().isEmpty()) {
			lines.add(Texts.text("cases.timeline.owed",
					text.owed().stream().map(Texts::text).collect(Collectors.joining(", "))));
		}
		return String.join("\n", lines);
	}

	private String approval(UUID id) {
		StageApprovals.Opened opened = this.approvals.open(id);
		String comment = opened.comment();
		return (comment != null && !comment.isEmpty())
				? Texts.text("cases.timeline.asked", opened.request().reason(), comment) : opened.request().reason();
	}

}
