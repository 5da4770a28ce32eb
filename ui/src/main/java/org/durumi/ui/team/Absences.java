package org.durumi.ui.team;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.cases.Deputies;
import org.durumi.cases.Deputyship;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FormDialog;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;
import org.durumi.ui.records.Notices;
import org.springframework.stereotype.Service;

/** How an absence is arranged, shown and ended, on the team's page and on one's own. */
@Service
final class Absences {

	private static final Field<LocalDate> FIRST = Field.day("team.away.first").required().notInPast();

	private static final Field<LocalDate> LAST = Field.day("team.away.last").required().notInPast();

	private final Deputies deputies;

	private final StaffDirectory staff;

	Absences(Deputies deputies, StaffDirectory staff) {
		this.deputies = deputies;
		this.staff = staff;
	}

	boolean isPossible(UUID absent) {
		return !this.deputies.possible(absent).isEmpty();
	}

	/** Asks who stands in for her, and from when until when. */
	void arrange(UUID absent, String titleKey, Runnable changed) {
		Field<StaffMember> deputy = Field
			.option("team.away.deputy", () -> this.deputies.possible(absent), StaffMember::name)
			.required();
		FormDialog dialog = new FormDialog(Texts.text(titleKey), "34rem");
		RecordForm<Values> form = new RecordForm<>(titleKey, (values) -> values, deputy, FIRST, LAST);
		form.fill(new Values().with(FIRST, Dates.today()));
		form.onSubmit("team.away.arrange", (values) -> {
			switch (this.deputies.arrange(absent, values.get(deputy).subject(), values.get(FIRST), values.get(LAST),
					Dates.zone())) {
				case DONE -> {
					form.saved(Instant.now());
					dialog.close();
					Notices.kept();
					changed.run();
				}
				case NO_SUCH_TIME -> form.refuse(LAST, Texts.text("team.away.noSuchTime", Deputies.MAX_DAYS));
				case NO_SUCH_COLLEAGUE -> form.refuse(deputy, Texts.text("team.away.noSuchColleague"));
				case ALREADY_ARRANGED -> form.refuse(Set.of(Texts.text("team.away.already")));
			}
		});
		dialog.hold(form);
		dialog.open();
	}

	/** What is arranged, by who is away, each with the button that ends it. */
	Map<UUID, List<Component>> arranged(Runnable changed) {
		Map<UUID, String> names = this.staff.names();
		return this.deputies.arranged()
			.stream()
			.collect(Collectors.groupingBy(Deputyship::absent,
					Collectors.mapping(
							(deputyship) -> line(deputyship, names.getOrDefault(deputyship.deputy(), "–"), changed),
							Collectors.toList())));
	}

	private Component line(Deputyship deputyship, String deputy, Runnable changed) {
		boolean begun = deputyship.hasBegunAt(Instant.now());
		Tag tag = new Tag(begun ? Tone.CURRENT : Tone.NEUTRAL, Texts.text(begun ? "team.away" : "team.away.later"));
		Span who = new Span(Texts.text("team.away.line", deputy, Dates.day(Dates.dayOf(deputyship.begins())),
				Dates.day(Dates.dayOf(deputyship.last()))));
		Button end = new Button(Texts.text(begun ? "team.away.end" : "team.away.callOff"), (click) -> {
			this.deputies.end(deputyship);
			Notices.tell(Texts.text("team.away.ended", deputy));
			changed.run();
		});
		end.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
		end.setAriaLabel(Texts.text("records.of", end.getText(), deputy));
		Div line = new Div(tag, who, end);
		line.addClassName("away-line");
		return line;
	}

}
