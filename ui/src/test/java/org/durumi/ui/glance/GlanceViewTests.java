package org.durumi.ui.glance;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import org.durumi.reference.CaseId;
import org.durumi.review.AccessComparison;
import org.durumi.review.AccessComparison.Reach;
import org.durumi.review.Accesses;
import org.durumi.review.Accesses.By;
import org.durumi.review.Accesses.Measure;
import org.durumi.review.Accesses.OnCase;
import org.durumi.review.Accesses.Person;
import org.durumi.review.ReviewSettings;
import org.durumi.ui.WithStaff;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class GlanceViewTests extends ScreenTest {

	private static final LocalDate FROM = LocalDate.of(2026, 3, 3);

	private static final LocalDate TO = LocalDate.of(2026, 3, 9);

	private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

	private static final UUID GARAM = new UUID(0, 1);

	private static final String ENTRIES = "audit?person=" + GARAM + "&from=2026-03-03&to=2026-03-09&zone=Asia%2FSeoul";

	private final AccessComparison comparison = mock(AccessComparison.class);

	@BeforeEach
	void settings() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.comparison.settings()).thenReturn(new ReviewSettings(Duration.ofSeconds(5), ZONE, LocalTime.of(7, 0),
				LocalTime.of(21, 0), Set.of(DayOfWeek.MONDAY), 12, Duration.ofMinutes(10), 5, Duration.ofMinutes(10),
				40, Duration.ofHours(1), 9, Duration.ofHours(24), Duration.ofHours(72), Duration.ofDays(7)));
	}

	@Test
	void saysWhatStandsOutInSentences() {
		show(busy());
		assertThat(text()).contains("2026-03-03 to 2026-03-09, hours of Asia/Seoul")
			.contains("54 looks in all, most at 10:00–11:00: 44.")
			.contains("Outside office hours and days: 9 looks by 1 person, most by 문가람: 9.")
			.contains("문가람 stands out: Cases looked into 30, median of the others 2.")
			.contains("Amber Crane 12 stands out: 12 looks by 4 people.");
	}

	@Test
	void eachHourSaysItsNumberAndLeadsToTheEntriesBehindIt() {
		show(busy());
		Anchor night = anchor("문가람, 02:00–03:00: 9 looks, outside office hours");
		assertThat(night.getHref()).isEqualTo(ENTRIES);
		assertThat(night.getClassNames()).contains("heat-late", "heat-1");
		assertThat(night.getElement().getTextRecursively()).isEqualTo("02 ☾9");
		Anchor day = anchor("문가람, 10:00–11:00: 40 looks");
		assertThat(day.getClassNames()).contains("heat-4").doesNotContain("heat-late");
		assertThat(anchor("누구 (not of your teams), 10:00–11:00: 4 looks").getClassNames()).contains("heat-1");
	}

	@Test
	void whatStandsOutIsMarkedInWordsAndEachFigureIsALink() {
		show(busy());
		assertThat(text()).contains("▲stands out");
		assertThat(find(Anchor.class).all()).filteredOn((link) -> link.getHref().equals(ENTRIES))
			.extracting((link) -> link.getElement().getTextRecursively())
			.contains("문가람30", "문가람 9");
		assertThat(find(Anchor.class).all()).filteredOn((link) -> link.getHref().equals(ENTRIES + "&outcome=DENIED"))
			.extracting((link) -> link.getElement().getTextRecursively())
			.containsExactly("문가람2");
		assertThat(find(Anchor.class).all()).extracting(Anchor::getHref).contains("cases/" + new UUID(0, 9));
		assertThat(find(Anchor.class).all())
			.allSatisfy((link) -> assertThat(link.getHref()).doesNotContain("Amber").doesNotContain("문가람"));
	}

	@Test
	void eachPictureIsATableToo() {
		show(busy());
		assertThat(find(NativeTable.class).all()).extracting((table) -> table.getElement().getTextRecursively())
			.hasSize(3)
			.anySatisfy((text) -> assertThat(text).contains("문가람30 (stands out)"))
			.anySatisfy((text) -> assertThat(text).contains("Amber Crane 12 (stands out)412"));
	}

	@Test
	void anotherReachIsReadAnew() {
		when(this.comparison.upToToday(Reach.FOUR_WEEKS)).thenReturn(busy());
		show(nothing());
		assertThat(find(EmptyState.class).all()).hasSize(1);
		@SuppressWarnings("unchecked")
		RadioButtonGroup<Reach> reach = find(RadioButtonGroup.class).single();
		reach.setValue(Reach.FOUR_WEEKS);
		assertThat(find(EmptyState.class).all()).isEmpty();
		assertThat(text()).contains("54 looks in all");
	}

	@Test
	void whoIsNotTheReadersToKnowIsNotNamed() {
		Person stranger = new Person(new UUID(0, 3), null, false, hours(10, 1), Map.of(Measure.CASES, 1));
		GlanceView view = show(new Accesses(FROM, TO, ZONE, List.of(stranger),
				List.of(new OnCase(new CaseId(new UUID(0, 9)), null, List.of(new By(new UUID(0, 3), null, 1)))), 1, 1,
				1));
		assertThat(find(Anchor.class, view).all()).isEmpty();
		assertThat(text()).contains("somebody of another organisation (not of your teams)")
			.contains("Nobody stands out against the others.")
			.contains("No case stands out against the others.")
			.contains("None outside office hours and days.");
	}

	@Test
	void isSaidInKoreanAndChinese() {
		for (Locale language : List.of(Locale.KOREAN, Locale.SIMPLIFIED_CHINESE)) {
			UI.getCurrent().setLocale(language);
			GlanceView view = show(busy());
			assertThat(text()).contains(language.equals(Locale.KOREAN) ? "문가람 님이 눈에 띕니다" : "문가람 突出")
				.doesNotContain("!", "{");
			UI.getCurrent().remove(view);
		}
	}

	@Test
	@WithStaff
	void isNoCaseworkers() {
		assertThatThrownBy(() -> navigate(GlanceView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	private GlanceView show(Accesses accesses) {
		when(this.comparison.upToToday(Reach.WEEK)).thenReturn(accesses);
		GlanceView view = new GlanceView(this.comparison);
		UI.getCurrent().add(view);
		return view;
	}

	private Anchor anchor(String label) {
		return find(Anchor.class).all()
			.stream()
			.filter((link) -> label.equals(link.getElement().getAttribute("aria-label")))
			.findFirst()
			.orElseThrow(() -> new AssertionError("no link is called " + label));
	}

	private static Accesses busy() {
		List<Integer> hours = hours(10, 40);
		hours.set(2, 9);
		Person garam = new Person(GARAM, "문가람", true, hours,
				Map.of(Measure.CASES, 30, Measure.OUT_OF_HOURS, 9, Measure.REFUSED, 2));
		Person haneul = new Person(new UUID(0, 2), "윤하늘", true, hours(9, 1), Map.of(Measure.CASES, 1));
		Person other = new Person(new UUID(0, 3), "누구", false, hours(10, 4), Map.of(Measure.CASES, 3));
		OnCase one = new OnCase(new CaseId(new UUID(0, 9)), "Amber Crane 12", List.of(new By(GARAM, "문가람", 9),
				new By(new UUID(0, 2), "윤하늘", 1), new By(new UUID(0, 3), "누구", 1), new By(new UUID(0, 4), null, 1)));
		return new Accesses(FROM, TO, ZONE, List.of(garam, haneul, other), List.of(one), 20, 1, 2);
	}

	private static Accesses nothing() {
		return new Accesses(FROM, TO, ZONE, List.of(), List.of(), 0, 0, 0);
	}

	private static List<Integer> hours(int hour, int looks) {
		List<Integer> hours = new ArrayList<>(Collections.nCopies(24, 0));
		hours.set(hour, looks);
		return hours;
	}

	private static String text() {
		return UI.getCurrent().getElement().getTextRecursively();
	}

}
