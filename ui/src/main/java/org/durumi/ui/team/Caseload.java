package org.durumi.ui.team;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.cases.CaseListRow;
import org.durumi.cases.Caseloads;
import org.durumi.cases.Caseloads.Outcome;
import org.durumi.cases.Caseloads.Way;
import org.durumi.reference.CaseId;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.ConfirmWithReason;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;
import org.springframework.stereotype.Service;

/**
 * Hands over several of somebody's cases: which and to whom, then what will happen, and
 * only then it does.
 */
@Service
final class Caseload {

	private final Caseloads caseloads;

	private final StaffDirectory staff;

	Caseload(Caseloads caseloads, StaffDirectory staff) {
		this.caseloads = caseloads;
		this.staff = staff;
	}

	/** Asks which cases go to whom; all are chosen to begin with. */
	void handOver(UUID owner, Runnable changed) {
		List<CaseListRow> cases = this.caseloads.of(owner);
		if (cases.isEmpty()) {
			Notices.tell(Texts.text("team.caseload.none"));
			return;
		}
		Field<StaffMember> to = Field
			.option("team.caseload.to", () -> this.caseloads.possibleOwners(owner), label(this.staff.teams()))
			.required();
		Field<Set<CaseListRow>> chosen = Field.options("team.caseload.cases", () -> cases,
				(row) -> Texts.text("team.case", row.codeName(), Texts.text(row.stage())));
		FormDialog dialog = new FormDialog(Texts.text("team.caseload"), "38rem");
		RecordForm<Values> form = new RecordForm<>("team.caseload", (values) -> values, to, chosen);
		form.addClassName("caseload-form");
		form.rule(chosen, (values) -> values.find(chosen).isPresent() ? Optional.empty()
				: Optional.of(Texts.text("team.caseload.choose")));
		form.fill(new Values().with(chosen, Set.copyOf(cases)));
		form.onSubmit("team.caseload.next", (values) -> {
			Set<CaseId> ids = values.get(chosen).stream().map(CaseListRow::id).collect(Collectors.toSet());
			StaffMember person = values.get(to);
			Map<Way, Integer> plan = this.caseloads.plan(ids, person.subject());
			if (plan.keySet().equals(Set.of(Way.ASKED))) {
				form.refuse(Set.of(Texts.text("team.caseload.onlyAsked")));
				return;
			}
			form.saved(Instant.now());
			dialog.close();
			confirm(ids, person, plan, changed);
		});
		dialog.hold(form);
		dialog.open();
	}

	private void confirm(Set<CaseId> cases, StaffMember to, Map<Way, Integer> plan, Runnable changed) {
		String consequence = consequence(plan, to.name());
		if (plan.containsKey(Way.ASK)) {
			new ConfirmWithReason("team.caseload", consequence, label(this.staff.teams()).apply(to),
					"team.caseload.act", (reason) -> act(cases, to, reason, changed))
				.open();
			return;
		}
		ConfirmDialog question = new ConfirmDialog(Texts.text("team.caseload"), consequence,
				Texts.text("team.caseload.act"),
				(confirm) -> act(cases, to, "", changed).ifPresent((refusal) -> Notices.refused(List.of(refusal))));
		question.setCancelable(true);
		question.setCancelText(Texts.text("kit.cancel"));
		question.open();
	}

	private Optional<String> act(Set<CaseId> cases, StaffMember to, String reason, Runnable changed) {
		return switch (this.caseloads.handOver(cases, to.subject(), reason)) {
			case Outcome.Done done -> {
				Notices.tell(said(done.ways(), to.name()));
				changed.run();
				yield Optional.empty();
			}
			case Outcome.NoSuchColleague none -> Optional.of(Texts.text("cases.handOver.noSuchColleague"));
			case Outcome.ReasonNeeded needed -> Optional.of(Texts.text("team.caseload.reason"));
		};
	}

	private static String consequence(Map<Way, Integer> plan, String name) {
		return sentences("team.caseload.plan.", plan, name);
	}

	private static String said(Map<Way, Integer> ways, String name) {
		return sentences("team.caseload.done.", ways, name);
	}

	private static String sentences(String key, Map<Way, Integer> ways, String name) {
		return Stream.of(Way.values())
			.filter(ways::containsKey)
			.map((way) -> Texts.text(key + way.name(), ways.getOrDefault(way, 0), name))
			.collect(Collectors.joining(" "));
	}

	/** The name and the team, since the list reaches beyond the reader's own. */
	private static Function<StaffMember, String> label(Map<UUID, String> teams) {
		return (person) -> {
			String team = (person.team() != null) ? teams.get(person.team()) : null;
			return (team != null) ? person.name() + " · " + team : person.name();
		};
	}

}
