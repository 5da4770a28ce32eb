package kitgallery;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import org.durumi.ui.i18n.Language;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.kit.CaseHeader;
import org.durumi.ui.kit.ConfirmWithReason;
import org.durumi.ui.kit.ConflictView;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.Field;
import org.durumi.ui.kit.FilterChips;
import org.durumi.ui.kit.RecordForm;
import org.durumi.ui.kit.RefusalPanel;
import org.durumi.ui.kit.SealedText;
import org.durumi.ui.kit.StageCounts;
import org.durumi.ui.kit.StageStepper;
import org.durumi.ui.kit.StageStepper.State;
import org.durumi.ui.kit.Tag;
import org.durumi.ui.kit.Timeline;
import org.durumi.ui.kit.Tone;
import org.durumi.ui.kit.Values;

/** Every component of the kit with invented contents. */
@Route(registerAtStartup = false)
final class GalleryView extends Main implements BeforeEnterObserver {

	private static final Field<String> NAME = Field.text("kit.filters", 40).required();

	private static final Field<LocalDate> DAY = Field.day("kit.date.day").required();

	private static final Field<Instant> MOMENT = Field.moment("kit.date.time");

	private static final Field<State> STATE = Field.choice("kit.stepper", State.class);

	private static final Field<Integer> NUMBER = Field.number("kit.counts", 0, 9);

	private static final Field<String> NOTE = Field.longText("kit.confirm.reason", 500);

	private static final Field<Boolean> TICK = Field.tick("kit.save.unsaved").required();

	@Override
	public void beforeEnter(BeforeEnterEvent event) {
		List<String> tags = event.getLocation().getQueryParameters().getParameters("lang");
		tags.stream()
			.findFirst()
			.flatMap(Language::ofTag)
			.ifPresent((language) -> event.getUI().setLocale(language.locale()));
		removeAll();
		addClassName("page");
		boolean korean = Texts.locale().getLanguage().equals("ko");
		add(header(korean), card(stepper(korean)), counts(korean), chips(), refusal(korean));
		Div columns = new Div(card(timeline(korean)), card(identity(korean)));
		columns.addClassName("card-grid");
		add(columns, card(form()), card(conflict()), empty(),
				new Button("Dialog", (click) -> new ConfirmWithReason("kit.leave", Texts.text("kit.leave.what"),
						"Quiet Heron", "kit.leave.yes", (reason) -> Optional.empty())
					.open()));
	}

	private static Component header(boolean korean) {
		return new CaseHeader(korean ? "고요한 왜가리" : "Quiet Heron", "K7M2-4QXD")
			.fact("kit.stepper", new Tag(Tone.CURRENT, korean ? "보호 중" : "Sheltered"))
			.fact("kit.counts", korean ? "한보라" : "Han Bora")
			.fact("kit.filters", new Tag(Tone.GOOD, korean ? "동의함" : "Consent given"))
			.fact("kit.errors", new Tag(Tone.DANGER, korean ? "위험 높음" : "High risk"))
			.fact("kit.date.day", new Tag(Tone.ATTENTION, "2026-11-24"))
			.fact("kit.case.more", new Tag(Tone.NEUTRAL, korean ? "보통" : "Plain"))
			.primary("kit.save", (click) -> {
			})
			.more("kit.cancel", (click) -> {
			});
	}

	private static StageStepper stepper(boolean korean) {
		List<String> names = korean ? List.of("신원 확인", "평가", "보호", "이동 중", "제3국", "도착", "하나원", "정착", "종결")
				: List.of("Identified", "Assessed", "Sheltered", "In passage", "Third country", "Arrived", "Hanawon",
						"Resettled", "Closed");
		List<State> states = List.of(State.COMPLETED, State.COMPLETED, State.SKIPPED, State.CURRENT, State.NOT_YET,
				State.NOT_YET, State.NOT_YET, State.NOT_YET, State.NOT_YET);
		return new StageStepper(java.util.stream.IntStream.range(0, names.size())
			.mapToObj((index) -> new StageStepper.Step(names.get(index), states.get(index)))
			.toList());
	}

	private static StageCounts<String> counts(boolean korean) {
		StageCounts<String> counts = new StageCounts<>((choice) -> {
		});
		Map<String, StageCounts.Count> figures = new LinkedHashMap<>();
		figures.put("a", new StageCounts.Count(korean ? "신원 확인" : "Identified", 38));
		figures.put("b", new StageCounts.Count(korean ? "평가" : "Assessed", 21));
		figures.put("c", new StageCounts.Count(korean ? "보호" : "Sheltered", 64));
		figures.put("d", new StageCounts.Count(korean ? "이동 중" : "In passage", 9));
		figures.put("e", new StageCounts.Count(korean ? "제3국" : "Third country", 17));
		counts.show(figures);
		counts.choose(Optional.of("c"));
		return counts;
	}

	private static FilterChips<String> chips() {
		FilterChips<String> chips = new FilterChips<>((filter) -> {
		});
		chips.put("stage", Texts.text("kit.stepper"));
		chips.put("risk", Texts.text("kit.errors"));
		return chips;
	}

	private static RefusalPanel refusal(boolean korean) {
		RefusalPanel panel = new RefusalPanel();
		panel.show(korean ? "아직 이동을 시작할 수 없습니다" : "The passage cannot begin yet", List.of(
				new RefusalPanel.Reason(korean ? "위험 평가가 14일보다 오래되었습니다." : "The risk assessment is older than 14 days.",
						"risk"),
				new RefusalPanel.Reason(korean ? "두 번째 사람의 승인이 없습니다." : "A second person has not approved.", null)));
		return panel;
	}

	private static Timeline timeline(boolean korean) {
		Instant now = Instant.parse("2026-11-23T09:30:00Z");
		return new Timeline((offset, limit) -> (offset > 0) ? List.of()
				: List.of(
						new Timeline.Entry(now, Tone.CURRENT, korean ? "단계" : "Stage",
								korean ? "보호 → 이동 중" : "Sheltered → In passage", korean ? "한보라" : "Han Bora"),
						new Timeline.Entry(now.minusSeconds(7_200), Tone.DANGER, korean ? "경보" : "Alert",
								korean ? "연락이 끊김" : "Silent for five days", null),
						new Timeline.Entry(now.minusSeconds(90_000), Tone.GOOD, korean ? "동의" : "Consent",
								korean ? "서비스 동의를 받음" : "Consent to services recorded", korean ? "서윤아" : "Seo Yuna",
								new SealedText("kit.confirm.reason", () -> "…")),
						new Timeline.Entry(now.minusSeconds(180_000), Tone.NEUTRAL, korean ? "연락" : "Contact",
								korean ? "안전한 시간에 통화" : "Call at the safe hour", korean ? "한보라" : "Han Bora")));
	}

	private static Component identity(boolean korean) {
		return new Section(new SealedText("kit.filters", () -> korean ? "리옥주" : "Ri Ok Ju"),
				new SealedText("kit.date.day", () -> "1994-05"), new SealedText("kit.counts", () -> "010-0000-0000"));
	}

	private static Component form() {
		RecordForm<Values> form = new RecordForm<>("kit.save", (values) -> values, NAME, DAY, MOMENT, STATE, NUMBER,
				NOTE, TICK);
		form.onSubmit("kit.save", (values) -> form.saved(Instant.EPOCH));
		return form;
	}

	private static Component conflict() {
		return new ConflictView<>(
				List.of(new ConflictView.Difference<>("a", Texts.text("kit.date.day"), "Yanji", "Seoul")), (sides) -> {
				});
	}

	private static Component empty() {
		return new EmptyState("kit.timeline.nothing", "kit.conflict.how", new Button(Texts.text("kit.save")));
	}

	private static Div card(Component content) {
		Div card = new Div(content);
		card.addClassName("card");
		return card;
	}

}
