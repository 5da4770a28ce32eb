package org.durumi.ui.review;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.server.VaadinSession;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.LogState;
import org.durumi.audit.LogVerification;
import org.durumi.audit.Reading;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.AuditEntry;
import org.durumi.review.AuditFilter;
import org.durumi.review.BeforeAndAfter;
import org.durumi.ui.kit.FilterChips;
import org.durumi.ui.shell.ScreenTest;
import org.durumi.ui.shell.StepUp;
import org.durumi.ui.shell.StepUpCard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class AuditViewTests extends ScreenTest {

	private static final UUID PERSON = new UUID(0, 2);

	private final ReviewActs acts = Reviewed.acts();

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.acts.staff().names()).thenReturn(Map.of(PERSON, "문가람"));
		when(this.acts.review().page(any(Reading.class), any(), anyInt(), anyInt()))
			.thenReturn(List.of(Reviewed.row()));
	}

	@Test
	@SuppressWarnings("unchecked")
	void everyFilterNarrowsTheListAndHasAChipThatTakesItAway() {
		AuditView view = show();
		find(ComboBox.class, view).single().setValue(PERSON);
		find(TextField.class, view).single().setValue("Amber Crane 12");
		box(view, "Compartment").setValue(Set.of(Compartment.HARM));
		box(view, "Outcome").setValue(Set.of(AuditEvent.Outcome.DENIED));
		day(view, "From").setValue(LocalDate.parse("2026-03-01"));
		day(view, "To").setValue(LocalDate.parse("2026-03-09"));

		assertThat(read()).isEqualTo(new AuditFilter(PERSON, "Amber Crane 12", Set.of(), Set.of(Compartment.HARM),
				Set.of(AuditEvent.Outcome.DENIED), Instant.parse("2026-03-01T00:00:00Z"),
				Instant.parse("2026-03-10T00:00:00Z"), false));
		assertThat(chips(view)).containsExactly("문가람", "“Amber Crane 12”", "Harm", "Denied", "from 2026-03-01",
				"to 2026-03-09");
		find(Button.class, find(FilterChips.class, view).single()).all().forEach(Button::click);
		assertThat(read()).isEqualTo(AuditFilter.NONE);
		assertThat(find(FilterChips.class, view).all()).isEmpty();
	}

	@Test
	void aRangeThatEndsBeforeItBeginsSaysSo() {
		AuditView view = show();
		day(view, "From").setValue(LocalDate.parse("2026-03-09"));
		day(view, "To").setValue(LocalDate.parse("2026-03-01"));
		assertThat(day(view, "To").isInvalid()).isTrue();
		assertThat(day(view, "To").getErrorMessage()).isEqualTo("It ends before it begins.");
		day(view, "To").setValue(LocalDate.parse("2026-03-09"));
		assertThat(day(view, "To").isInvalid()).isFalse();
	}

	@Test
	@SuppressWarnings("unchecked")
	void leadsFromAFilterToTheHistoryOfThePersonOrCase() {
		when(this.acts.history().caseCalled("Amber Crane 12")).thenReturn(Optional.of(new CaseId(new UUID(0, 3))));
		AuditView view = show();
		assertThat(links(view)).doesNotContain("Everything 문가람 did");
		find(ComboBox.class, view).single().setValue(PERSON);
		find(TextField.class, view).single().setValue("Amber");
		assertThat(links(view)).contains("Everything 문가람 did").doesNotContain("Everything about Amber");
		find(TextField.class, view).single().setValue("Amber Crane 12");
		assertThat(links(view)).contains("Everything 문가람 did", "Everything about Amber Crane 12");
	}

	@Test
	void rowsAreTakenOutOnlyOnceSheHasShownThatItIsHer() {
		AuditView view = show();
		assertThat(links(view)).contains("Take them out");
		assertThat(view.getElement().getTextRecursively()).contains("at most 10,000 at once");
		UI.getCurrent().remove(view);
		when(this.acts.export().isFactorFresh()).thenReturn(false);
		AuditView stale = show();
		assertThat(links(stale)).doesNotContain("Take them out");
		assertThat(find(StepUpCard.class, stale).all()).hasSize(1);
	}

	@Test
	void comesBackToTheEntryOfWhichAProofWasWanted() {
		when(this.acts.review().open(Reviewed.EVENT)).thenReturn(Optional.of(new AuditEntry(Reviewed.row(), Map.of(),
				true, BeforeAndAfter.Access.NONE, null, List.of(), List.of())));
		AuditView view = show();
		view.beforeEnter(entering("audit?entry=none"));
		verify(this.acts.review(), never()).open(any());
		view.beforeEnter(entering("audit?entry=" + Reviewed.EVENT));
		roundTrip();
		assertThat(find(EntryDialog.class).all()).hasSize(1);
	}

	@Test
	void anotherAddressClearsWhatTheOneBeforeShowed() {
		AuditView view = show();
		find(TextField.class, view).single().setValue("Amber Crane 12");
		view.beforeEnter(entering("audit?person=" + PERSON + "&from=2026-03-01&zone=Asia/Seoul&outcome=DENIED"));
		assertThat(read()).isEqualTo(new AuditFilter(PERSON, "", Set.of(), Set.of(), Set.of(AuditEvent.Outcome.DENIED),
				Instant.parse("2026-02-28T15:00:00Z"), null, false));
		assertThat(chips(view)).contains("from 2026-03-01 (Asia/Seoul)");
		view.beforeEnter(entering("audit?emergencies"));
		assertThat(read()).isEqualTo(new AuditFilter(null, "", Set.of("GLASS_BROKEN"), null, null, true));
		view.beforeEnter(entering("audit"));
		assertThat(read()).isEqualTo(AuditFilter.NONE);
		day(view, "From").setValue(LocalDate.parse("2026-03-01"));
		assertThat(read().from()).as("her own days again").isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
	}

	@Test
	void whatIsTakenOutSaysThroughWhichFiltersAndComesBackWithThem() {
		when(this.acts.export().isFactorFresh()).thenReturn(false);
		AuditView view = show();
		assertThat(text(view)).contains("No filter is in force");
		view.beforeEnter(entering("audit?export&person=" + PERSON + "&from=2026-03-01"));
		find(TextField.class, view).single().setValue("Amber Crane 12");
		assertThat(text(view)).contains("Filters in force: 문가람, “Amber Crane 12”, from 2026-03-01.");
		assertThat(find(Details.class, view).withPropertyValue(Details::isOpened, true).all()).isNotEmpty();

		test(find(Button.class, find(StepUpCard.class, view).single()).single()).click();
		assertThat(VaadinSession.getCurrent().getSession().getAttribute(StepUp.class.getName() + ".return"))
			.isEqualTo("audit?export&person=" + PERSON + "&from=2026-03-01");
	}

	private static String text(AuditView view) {
		return view.getElement().getTextRecursively();
	}

	private static BeforeEnterEvent entering(String address) {
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getLocation()).thenReturn(new Location(address));
		return event;
	}

	private AuditView show() {
		LogVerification verification = mock(LogVerification.class);
		when(verification.state())
			.thenReturn(new LogState(LogState.Sequencing.RUNNING, null, null, null, false, 0, 0, null, null, null));
		AuditView view = new AuditView(this.acts, verification);
		UI.getCurrent().add(view);
		return view;
	}

	/** The filter that the list was last read with. */
	private AuditFilter read() {
		test(find(Grid.class).single()).getRow(0);
		ArgumentCaptor<AuditFilter> filter = ArgumentCaptor.forClass(AuditFilter.class);
		verify(this.acts.review(), atLeastOnce()).page(any(Reading.class), filter.capture(), anyInt(), anyInt());
		return filter.getValue();
	}

	@SuppressWarnings("unchecked")
	private MultiSelectComboBox<Object> box(AuditView view, String label) {
		return find(MultiSelectComboBox.class, view).withPropertyValue(MultiSelectComboBox::getLabel, label).single();
	}

	private DatePicker day(AuditView view, String label) {
		return find(DatePicker.class, view).withPropertyValue(DatePicker::getLabel, label).single();
	}

	private List<String> chips(AuditView view) {
		return find(Button.class, find(FilterChips.class, view).single()).all().stream().map(Button::getText).toList();
	}

	private List<String> links(AuditView view) {
		return find(Anchor.class, view).all().stream().map(Anchor::getText).toList();
	}

}
