package org.durumi.ui.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.VaadinSession;
import org.awaitility.Awaitility;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KitTests extends ScreenTest {

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@Test
	void aSealedTextIsFetchedOnTheClickOnly() {
		AtomicInteger fetched = new AtomicInteger();
		SealedText sealed = show(new SealedText("kit.date.day", () -> "text " + fetched.incrementAndGet()));
		assertThat(fetched).hasValue(0);
		assertThat(everythingIn(sealed)).doesNotContain("text");

		click(sealed);

		assertThat(everythingIn(sealed)).contains("text 1");
	}

	@Test
	void aSealedTextIsMaskedAgainByASecondClickAndWhenItLeaves() {
		SealedText sealed = show(new SealedText("kit.date.day", () -> "Okju"));
		click(sealed);
		click(sealed);
		assertThat(everythingIn(sealed)).doesNotContain("Okju");

		click(sealed);
		UI.getCurrent().remove(sealed);

		assertThat(everythingIn(sealed)).doesNotContain("Okju");
	}

	@Test
	void aSealedTextIsMaskedAgainByTime() {
		SealedText sealed = show(new SealedText("kit.date.day", () -> "Okju", Duration.ofMillis(50)));
		click(sealed);

		Awaitility.await().pollInSameThread().untilAsserted(() -> {
			VaadinSession session = VaadinSession.getCurrent();
			session.getService().runPendingAccessTasks(session);
			assertThat(sealed.isRevealed()).isFalse();
		});
		assertThat(everythingIn(sealed)).doesNotContain("Okju");
	}

	@Test
	void aStepperSaysWhereItStands() {
		StageStepper stepper = show(
				new StageStepper(List.of(new StageStepper.Step("Identified", StageStepper.State.COMPLETED),
						new StageStepper.Step("Assessed", StageStepper.State.CURRENT),
						new StageStepper.Step("Sheltered", StageStepper.State.NOT_YET))));

		List<ListItem> steps = find(ListItem.class, stepper).all();
		assertThat(steps).extracting((step) -> everythingIn(step))
			.satisfiesExactly((first) -> assertThat(first).contains("Identified", "completed"),
					(second) -> assertThat(second).contains("Assessed", "current"),
					(third) -> assertThat(third).contains("Sheltered", "not yet"));
		assertThat(steps.get(1).getElement().getAttribute("aria-current")).isEqualTo("step");
	}

	@Test
	void aTimelineFetchesOlderEntriesWhenAsked() {
		List<Integer> offsets = new ArrayList<>();
		Timeline timeline = show(new Timeline((offset, limit) -> {
			offsets.add(offset);
			return IntStream.range(offset, Math.min(50, offset + limit))
				.mapToObj((number) -> new Timeline.Entry(Instant.ofEpochSecond(1_000_000 - number), Tone.NEUTRAL,
						"Note", "entry " + number, null))
				.toList();
		}));
		assertThat(everythingIn(timeline)).contains("entry 0", "entry 19").doesNotContain("entry 20");

		test(find(Button.class, timeline).single()).click();
		test(find(Button.class, timeline).single()).click();

		assertThat(everythingIn(timeline)).contains("entry 49");
		assertThat(find(Button.class, timeline).all()).isEmpty();
		assertThat(offsets).containsExactly(0, 20, 40);
	}

	@Test
	void aRemovedFilterCallsBackOnce() {
		List<String> removed = new ArrayList<>();
		FilterChips<String> chips = show(new FilterChips<>(removed::add));
		chips.put("stage", "Stage: Assessed");
		chips.put("risk", "Risk: high");

		test(find(Button.class, chips).withText("Risk: high").single()).click();

		assertThat(removed).containsExactly("risk");
		assertThat(chips.filters()).containsExactly("stage");
	}

	@Test
	void pressingAStageTwiceChoosesAllAgain() {
		List<Optional<String>> choices = new ArrayList<>();
		StageCounts<String> counts = show(new StageCounts<>(choices::add));
		Map<String, StageCounts.Count> figures = new LinkedHashMap<>();
		figures.put("ASSESSED", new StageCounts.Count("Assessed", 12));
		counts.show(figures);
		NativeButton button = find(NativeButton.class, counts).single();

		test(button).click();
		assertThat(button.getElement().getAttribute("aria-pressed")).isEqualTo("true");
		test(button).click();

		assertThat(choices).containsExactly(Optional.of("ASSESSED"), Optional.empty());
	}

	@Test
	void aRiskyActNeedsAReason() {
		List<String> reasons = new ArrayList<>();
		ConfirmWithReason dialog = new ConfirmWithReason("kit.leave", "It ends.", "Quiet Heron", "kit.leave.yes",
				(reason) -> {
					reasons.add(reason);
					return reason.startsWith("No") ? Optional.of("It cannot be.") : Optional.empty();
				});
		dialog.open();

		test(find(Button.class).withText("Leave").single()).click();
		assertThat(reasons).isEmpty();
		assertThat(find(TextArea.class).single().isInvalid()).isTrue();

		test(find(TextArea.class).single()).setValue("No reason");
		test(find(Button.class).withText("Leave").single()).click();
		assertThat(find(TextArea.class).single().getErrorMessage()).isEqualTo("It cannot be.");
		assertThat(find(TextArea.class).single().getValue()).isEqualTo("No reason");

		test(find(TextArea.class).single()).setValue("  She asked for it. ");
		Button confirm = find(Button.class).withText("Leave").single();
		test(confirm).click();

		assertThat(reasons).containsExactly("No reason", "She asked for it.");
		assertThat(dialog.isOpened()).isFalse();
		confirm.click();
		assertThat(reasons).as("a second click on its way").hasSize(2);
	}

	@Test
	void aRefusalLinksToWhereItIsFixed() {
		RefusalPanel panel = show(new RefusalPanel());
		panel.show("Not yet", List.of(new RefusalPanel.Reason("Consent is missing.", "cases/1/consent"),
				new RefusalPanel.Reason("A second person decides.", null)));

		assertThat(find(Anchor.class, panel).single().getHref()).isEqualTo("cases/1/consent");
		assertThat(everythingIn(panel)).contains("Consent is missing.", "A second person decides.");
	}

	@Test
	void aConflictIsResolvedFieldByField() {
		List<Map<String, ConflictView.Side>> resolutions = new ArrayList<>();
		ConflictView<String> conflict = show(
				new ConflictView<>(List.of(new ConflictView.Difference<>("phone", "Phone", "010-1", "010-2"),
						new ConflictView.Difference<>("city", "City", "Yanji", "")), resolutions::add));
		List<RadioButtonGroup> groups = find(RadioButtonGroup.class, conflict).all();
		choose(groups.getFirst(), ConflictView.Side.MINE);

		test(find(Button.class, conflict).single()).click();
		assertThat(resolutions).isEmpty();
		assertThat(groups.getLast().isInvalid()).isTrue();

		choose(groups.getLast(), ConflictView.Side.THEIRS);
		test(find(Button.class, conflict).single()).click();

		assertThat(resolutions)
			.containsExactly(Map.of("phone", ConflictView.Side.MINE, "city", ConflictView.Side.THEIRS));
	}

	@Test
	void aDayIsIsoInEveryLanguage() {
		UI.getCurrent().setLocale(Locale.KOREAN);

		assertThat(Pickers.day("kit.date.day").getI18n().getDateFormats()).containsExactly("yyyy-MM-dd");
		assertThat(org.durumi.ui.i18n.Dates.day(LocalDate.of(2026, 3, 9))).isEqualTo("2026-03-09");
	}

	// the query knows the component's raw type only
	@SuppressWarnings("unchecked")
	private static void choose(RadioButtonGroup<?> group, ConflictView.Side side) {
		((RadioButtonGroup<ConflictView.Side>) group).setValue(side);
	}

	private static <C extends Component> C show(C component) {
		UI.getCurrent().add(component);
		return component;
	}

	private void click(SealedText sealed) {
		test(find(Button.class, sealed).single()).click();
	}

	private static String everythingIn(Component component) {
		return component.getElement().getTextRecursively();
	}

}
