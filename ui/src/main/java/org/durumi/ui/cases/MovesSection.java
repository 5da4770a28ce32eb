package org.durumi.ui.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.CaseAct;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.CasePage;
import org.durumi.cases.Condition;
import org.durumi.cases.MoveOutcome;
import org.durumi.cases.Refusal;
import org.durumi.cases.Stage;
import org.durumi.cases.StageApprovals;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.CaseHeader;
import org.durumi.ui.kit.ConfirmWithReason;
import org.durumi.ui.kit.RefusalPanel;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.records.Notices;
import org.durumi.ui.records.PanelFrame;

/**
 * Where the case can go from here: each step with what is missing for it, and where that
 * is fixed. A refused move says so on top of the page.
 */
final class MovesSection extends Div {

	static final String ANCHOR = "moves";

	private static final Map<Condition, String> ANCHORS = Map.ofEntries(Map.entry(Condition.CONSENT, "consent"),
			Map.entry(Condition.STANDING_CONSENT, "consent"), Map.entry(Condition.RISK_ASSESSMENT, "risk"),
			Map.entry(Condition.RECENT_RISK_ASSESSMENT, "risk"), Map.entry(Condition.IMMEDIATE_NEEDS, "needs"),
			Map.entry(Condition.SHELTER_PLACE, "shelter"), Map.entry(Condition.PLANNED_LEGS, "legs"),
			Map.entry(Condition.LAST_LEG_HANDED_OVER, "legs"), Map.entry(Condition.SAFETY_PLAN, "safety-plan"),
			Map.entry(Condition.SECOND_PERSON, ANCHOR), Map.entry(Condition.EXIT_CLEARANCE, "exit-clearance"),
			Map.entry(Condition.ACCEPTED_ELSEWHERE, "decision"), Map.entry(Condition.PROTECTION_GRANTED, "decision"),
			Map.entry(Condition.PROTECTION_REFUSED, "decision"), Map.entry(Condition.DISCHARGE, "discharge"),
			Map.entry(Condition.PLAN_COMPLETED, "tasks"), Map.entry(Condition.CLOSURE_CHECKLIST, "closure"),
			Map.entry(Condition.DETENTION, "detention"));

	private final transient CaseActs acts;

	private final CaseId caseId;

	private final RefusalPanel refusals;

	/**
	 * Of what the page shows; it changes under an open dialog when the page is renewed.
	 */
	private int version;

	private transient Runnable changed = () -> {
	};

	MovesSection(CaseActs acts, CaseId caseId, RefusalPanel refusals) {
		this.acts = acts;
		this.caseId = caseId;
		this.refusals = refusals;
		addClassName("moves-section");
	}

	void onChange(Runnable changed) {
		this.changed = changed;
	}

	/** Shows the steps that follow, and puts the nearest one into the header. */
	void show(CasePage page, CaseHeader header) {
		removeAll();
		CaseListRow facts = page.facts();
		this.version = facts.version();
		if (page.elsewhere()) {
			PanelFrame frame = new PanelFrame(ANCHOR, "cases.moves");
			frame.say(Texts.text(Refusal.ELSEWHERE));
			add(frame);
		}
		if (!page.moves().isEmpty()) {
			showMoves(page, facts, header);
		}
		// nothing follows a death, and yet it may have been recorded of the wrong person
		if (page.undoable()) {
			header.more("cases.undo", (click) -> undo(facts));
		}
	}

	private void showMoves(CasePage page, CaseListRow facts, CaseHeader header) {
		PanelFrame frame = new PanelFrame(ANCHOR, "cases.moves");
		frame.say(Texts.text("cases.moves.what"));
		List<CasePage.PossibleMove> onwards = page.moves().stream().filter((move) -> isOnwards(facts, move)).toList();
		List<CasePage.PossibleMove> others = page.moves().stream().filter((move) -> !isOnwards(facts, move)).toList();
		List<Approval> requests = this.acts.approvals().openOfMine(this.caseId);
		UnorderedList next = list(facts, onwards, requests);
		frame.show(next);
		if (!others.isEmpty()) {
			Details more = new Details(Texts.text("cases.moves.others"), list(facts, others, requests));
			more.addClassName("other-moves");
			frame.add(more);
			more.setOpened(onwards.isEmpty());
		}
		add(frame);
		onwards.stream()
			.findFirst()
			.ifPresent((first) -> header.primary("cases.move.next", (click) -> ask(facts, first.to())));
		page.moves()
			.stream()
			.filter((move) -> move.to() == Stage.DETAINED)
			.findFirst()
			.filter((move) -> this.acts.permissions().may(this.caseId, CaseAct.WORK))
			.ifPresent((move) -> header.more("cases.arrest", (click) -> arrest(facts)));
	}

	private static boolean isOnwards(CaseListRow facts, CasePage.PossibleMove move) {
		boolean back = move.to() == facts.stageBefore();
		return !move.to().isSetback() && move.to() != Stage.CLOSED
				&& (facts.stage().isSetback() || facts.stage() == Stage.CLOSED ? back || facts.stageBefore() == null
						: move.to().compareTo(facts.stage()) > 0);
	}

	private UnorderedList list(CaseListRow facts, List<CasePage.PossibleMove> moves, List<Approval> requests) {
		UnorderedList list = new UnorderedList();
		list.addClassName("moves");
		moves.forEach((move) -> list.add(item(facts, move, requests)));
		return list;
	}

	private ListItem item(CaseListRow facts, CasePage.PossibleMove move, List<Approval> requests) {
		Span name = new Span(Texts.text("cases.move.to", Texts.text(move.to())));
		name.addClassName("move-name");
		Div line = new Div(name);
		line.addClassName("move-line");
		Refusal objection = move.objection();
		if (objection != null) {
			return new ListItem(line, note(Texts.text(objection)));
		}
		line.add(move.isOpen() ? new Tag(Tone.GOOD, Texts.text("cases.move.open"))
				: new Tag(Tone.NEUTRAL, Texts.text("cases.move.missing", move.missing().size())));
		Button go = new Button(Texts.text("cases.move"), (click) -> ask(facts, move.to()));
		go.setAriaLabel(Texts.text("cases.move.to", Texts.text(move.to())));
		go.addThemeVariants(ButtonVariant.SMALL);
		Div buttons = new Div(go);
		buttons.addClassName("move-buttons");
		ListItem item = new ListItem(line);
		if (!move.isOpen()) {
			UnorderedList missing = new UnorderedList();
			missing.addClassName("missing");
			move.missing().stream().sorted().forEach((condition) -> missing.add(missing(condition)));
			item.add(missing);
		}
		if (move.missing().contains(Condition.SECOND_PERSON)) {
			secondPerson(move.to(), requests, item, buttons);
		}
		if (move.alone() && move.missing().contains(Condition.SECOND_PERSON)) {
			Button alone = new Button(Texts.text("cases.emergency"), (click) -> emergency(facts));
			alone.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY, ButtonVariant.ERROR);
			buttons.add(alone);
		}
		item.add(buttons);
		return item;
	}

	/** Asks for a second person, or says how the request stands. */
	private void secondPerson(Stage to, List<Approval> requests, ListItem item, Div buttons) {
		ApprovalKind kind = kind(to);
		requests.stream()
			.filter((request) -> request.kind() == kind)
			.findFirst()
			.ifPresentOrElse((request) -> item
				.add(note(Texts.text("cases.approval.waits", Dates.moment(request.requestedAt())))), () -> {
					Button ask = new Button(Texts.text("cases.approval.ask"), (click) -> askFor(kind));
					ask.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
					buttons.add(ask);
				});
	}

	private static Component note(String text) {
		Span note = new Span(text);
		note.addClassName("move-note");
		return note;
	}

	private static ListItem missing(Condition condition) {
		ListItem item = new ListItem(new Span(Texts.text(condition)));
		String anchor = ANCHORS.get(condition);
		if (anchor != null && condition != Condition.SECOND_PERSON) {
			Anchor fix = new Anchor("#" + anchor, Texts.text("kit.refusal.fix"));
			fix.setAriaLabel(Texts.text("kit.refusal.fix.of", Texts.text(condition)));
			fix.setRouterIgnore(true);
			item.add(fix);
		}
		return item;
	}

	private void ask(CaseListRow facts, Stage to) {
		if (to == Stage.DETAINED) {
			arrest(facts);
			return;
		}
		new MoveDialog(facts, to, () -> this.version, (move) -> this.acts.stages().move(move), this::finish,
				this.changed)
			.open();
	}

	private void arrest(CaseListRow facts) {
		new ArrestDialog(facts, () -> this.version, this.acts.detentions(), this::finish, this.changed).open();
	}

	private void emergency(CaseListRow facts) {
		new ConfirmWithReason("cases.emergency.title", Texts.text("cases.emergency.what"), facts.codeName(),
				"cases.emergency.act",
				(reason) -> settle(
						this.acts.stages().startPassageInEmergency(this.caseId, Dates.today(), reason, this.version)))
			.open();
	}

	private void undo(CaseListRow facts) {
		new ConfirmWithReason("cases.undo.title", Texts.text("cases.undo.what"), facts.codeName(), "cases.undo",
				(reason) -> {
					MoveOutcome outcome = this.acts.stages().undo(this.caseId, reason, this.version);
					if (outcome instanceof MoveOutcome.Refused refused
							&& refused.refusals().contains(Refusal.UNDO_NEEDS_SECOND_PERSON)) {
						askFor(ApprovalKind.LATE_UNDO, reason);
						finish(outcome);
						return Optional.empty();
					}
					return settle(outcome);
				})
			.open();
	}

	private void askFor(ApprovalKind kind) {
		new ConfirmWithReason("cases.approval.title", Texts.text(Texts.key(kind) + ".what"),
				Texts.text("cases.approval.supervisor"), "cases.approval.ask", (reason) -> askFor(kind, reason))
			.open();
	}

	private Optional<String> askFor(ApprovalKind kind, String reason) {
		StageApprovals.Asked asked = this.acts.approvals()
			.ask(kind, this.caseId, new StageApprovals.Request(reason, null));
		if (asked == StageApprovals.Asked.ASKED) {
			Notices.tell(Texts.text(asked));
			this.changed.run();
			return Optional.empty();
		}
		return Optional.of(Texts.text(asked));
	}

	/** Finishes unless only the dialog can mend what stands against it. */
	private Optional<String> settle(MoveOutcome outcome) {
		if (outcome instanceof MoveOutcome.Refused refused && refused.missing().isEmpty()) {
			if (refused.refusals().contains(Refusal.STALE)) {
				this.changed.run();
			}
			return Optional.of(refused.refusals().stream().sorted().map(Texts::text).collect(Collectors.joining(" ")));
		}
		finish(outcome);
		return Optional.empty();
	}

	private void finish(MoveOutcome outcome) {
		switch (outcome) {
			case MoveOutcome.Moved moved -> {
				this.refusals.hide();
				Notices.tell(Texts.text("cases.moved", Texts.text(moved.from()), Texts.text(moved.to())));
				this.changed.run();
			}
			case MoveOutcome.Refused refused -> {
				List<RefusalPanel.Reason> reasons = refused.missing()
					.stream()
					.sorted()
					.map((condition) -> new RefusalPanel.Reason(Texts.text(condition), "#" + ANCHORS.get(condition)))
					.collect(Collectors.toList());
				refused.refusals()
					.stream()
					.sorted()
					.forEach((refusal) -> reasons.add(new RefusalPanel.Reason(Texts.text(refusal), null)));
				this.refusals.show(Texts.text("cases.refused"), reasons);
				this.refusals.scrollIntoView();
				this.changed.run();
			}
		}
	}

	private static ApprovalKind kind(Stage to) {
		return switch (to) {
			case IN_PASSAGE -> ApprovalKind.PASSAGE;
			case DECEASED -> ApprovalKind.DEATH;
			default -> ApprovalKind.CLOSURE;
		};
	}

}
