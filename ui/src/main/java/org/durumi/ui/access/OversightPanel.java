package org.durumi.ui.access;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import org.durumi.access.AccessMatrix;
import org.durumi.access.CaseAct;
import org.durumi.access.Relation;
import org.durumi.audit.AuditAction;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.CaseOversight;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.records.CasePanel;
import org.durumi.ui.records.PanelFrame;
import org.durumi.ui.records.Permissions;
import org.jspecify.annotations.Nullable;

/** Who can see this case, and why; and who has looked at it. */
@org.springframework.stereotype.Component
final class OversightPanel implements CasePanel {

	private final CaseOversight oversight;

	private final AccessMatrix matrix;

	private final Permissions permissions;

	OversightPanel(CaseOversight oversight, AccessMatrix matrix, Permissions permissions) {
		this.oversight = oversight;
		this.matrix = matrix;
		this.permissions = permissions;
	}

	@Override
	public String anchor() {
		return "access";
	}

	@Override
	public int order() {
		return 90;
	}

	@Override
	public boolean isFor(CaseId caseId) {
		return this.permissions.may(caseId, CaseAct.OVERSEE);
	}

	@Override
	public Component create(CaseId caseId, Runnable changed) {
		PanelFrame frame = new PanelFrame(anchor(), "access.case");
		frame.say(Texts.text("access.case.what"));
		boolean[] open = new boolean[1];
		Button[] toggle = new Button[1];
		toggle[0] = frame.act("records.show", () -> {
			open[0] = !open[0];
			toggle[0].setText(Texts.text(open[0] ? "records.hide" : "records.show"));
			if (open[0]) {
				show(frame, this.oversight.of(caseId));
			}
			else {
				frame.empty();
			}
		});
		toggle[0].addThemeVariants(ButtonVariant.TERTIARY);
		return frame;
	}

	private void show(PanelFrame frame, CaseOversight.Report report) {
		Div parts = new Div(new H3(Texts.text("access.case.can")), standing(report.standing()),
				new Paragraph(Texts.text("access.case.nobodyElse")), new H3(Texts.text("access.case.did")));
		parts.addClassName("oversight");
		parts
			.add(report.looks().isEmpty() ? new Paragraph(Texts.text("access.case.nobodyYet")) : looks(report.looks()));
		frame.show(parts);
	}

	/**
	 * One line a person: how she stands to the case, in each way, and what that opens.
	 */
	private Component standing(List<CaseOversight.Standing> standing) {
		UnorderedList list = list();
		standing.stream()
			.collect(Collectors.groupingBy(CaseOversight.Standing::person, LinkedHashMap::new, Collectors.toList()))
			.values()
			.forEach((ways) -> {
				Span why = new Span(ways.stream().map((one) -> why(one, standing)).collect(Collectors.joining("; ")));
				list.add(item(name(ways.getFirst().name()), why, new Span(opens(ways))));
			});
		return list;
	}

	private static String why(CaseOversight.Standing one, List<CaseOversight.Standing> all) {
		String relation = (one.relation() == Relation.DEPUTY) ? Texts.text("access.deputy", owner(all))
				: Texts.text(one.relation());
		return (one.until() != null) ? Texts.text("access.until", relation, Dates.moment(one.until())) : relation;
	}

	/** Whom a deputy stands in for, who is at work or there would be none. */
	private static String owner(List<CaseOversight.Standing> standing) {
		return standing.stream()
			.filter((one) -> one.relation() == Relation.OWNER)
			.findFirst()
			.map(CaseOversight.Standing::name)
			.orElse(Texts.text("access.unknown"));
	}

	private String opens(List<CaseOversight.Standing> ways) {
		Set<Compartment> opens = ways.stream()
			.flatMap((one) -> this.matrix.of(one.relation()).opens().keySet().stream())
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Compartment.class)));
		if (opens.size() == Compartment.values().length) {
			return Texts.text("access.opens.all");
		}
		return opens.stream().map(Texts::text).collect(Collectors.joining(", "));
	}

	private static Component looks(List<CaseOversight.Look> looks) {
		UnorderedList list = list();
		looks.forEach((look) -> {
			Component what = switch (look.action()) {
				case GLASS_BROKEN -> new Tag(Tone.ATTENTION, Texts.text(look.action()));
				case EXPORTED -> new Tag(Tone.ATTENTION, Texts.text("access.exported"));
				case DENIED -> new Tag(Tone.DANGER, what(look.action(), look.compartment()));
				default -> new Span(what(look.action(), look.compartment()));
			};
			list.add(item(name(look.name()), what,
					new Span(Texts.text("access.times", look.times(), Dates.moment(look.last())))));
		});
		return list;
	}

	private static String what(AuditAction action, @Nullable Compartment compartment) {
		return (compartment != null) ? Texts.text("records.of", Texts.text(action), Texts.text(compartment))
				: Texts.text(action);
	}

	private static Span name(@Nullable String name) {
		Span span = new Span((name != null) ? name : Texts.text("access.unknown"));
		span.addClassName("oversight-name");
		return span;
	}

	private static UnorderedList list() {
		UnorderedList list = new UnorderedList();
		list.addClassName("plain-list");
		return list;
	}

	private static ListItem item(Component... parts) {
		Div line = new Div(parts);
		line.addClassNames("oversight-line");
		return new ListItem(line);
	}

}
