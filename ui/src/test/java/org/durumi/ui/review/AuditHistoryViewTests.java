package org.durumi.ui.review;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.review.AuditHistory.Act;
import org.durumi.review.AuditHistory.Whose;
import org.durumi.review.AuditRow;
import org.durumi.review.BeforeAndAfter;
import org.durumi.audit.AuditEvent;
import org.durumi.ui.WithStaff;
import org.durumi.ui.kit.EmptyState;
import org.durumi.ui.kit.SealedText;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class AuditHistoryViewTests extends ScreenTest {

	private static final UUID CASE = new UUID(0, 4);

	private static final UUID PERSON = new UUID(0, 2);

	private final ReviewActs acts = Reviewed.acts();

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.acts.staff().names()).thenReturn(Map.of(PERSON, "문가람"));
		when(this.acts.history().read(any(), any(), anyInt(), anyInt()))
			.thenReturn(List.of(act(1, BeforeAndAfter.Access.OPENS), act(2, BeforeAndAfter.Access.NOT_HERS),
					new Act(Reviewed.row(), Map.of(), false, BeforeAndAfter.Access.NONE)));
		when(this.acts.review().beforeAndAfter(new UUID(7, 1)))
			.thenReturn(Optional.of(new BeforeAndAfter(Compartment.ROUTE, "shelter_place",
					List.of(new BeforeAndAfter.Field("place", "House three", "House four")))));
	}

	@Test
	void tellsACaseDayByDayWithFieldNamesAndValuesOnAClick() {
		AuditHistoryView view = at("audit-history?case=" + CASE);
		verify(this.acts.history()).read(new Whose.OfCase(new CaseId(CASE)), null, 0, 21);
		assertThat(find(H1.class, view).single().getText()).isEqualTo("Everything about Amber Crane 12");
		assertThat(text(view))
			.contains("2026-03-09", "Changed a record", "문가람", "Record: Shelter", "Fields: Which house, without names",
					"You hold no key for what stood in these fields.", "You hold no key for the detail of this entry.")
			.doesNotContain("House three");
		SealedText values = find(SealedText.class, view).single();
		verify(this.acts.review(), never()).beforeAndAfter(any());
		test(find(com.vaadin.flow.component.button.Button.class, values).single()).click();
		assertThat(text(view)).contains("Which house, without names: House three → House four");
	}

	@Test
	void tellsWhatAPersonDidWithTheCases() {
		AuditHistoryView view = at("audit-history?person=" + PERSON);
		verify(this.acts.history()).read(new Whose.OfPerson(PERSON), null, 0, 21);
		assertThat(find(H1.class, view).single().getText()).isEqualTo("Everything 문가람 did");
		assertThat(text(view)).contains("Amber Crane 12 · ");
		enter(view, "audit-history?x=1");
		assertThat(find(H1.class, view).single().getText()).as("nobody's any more").doesNotContain("문가람");
	}

	@ParameterizedTest
	@ValueSource(strings = { "audit-history", "audit-history?case=none", "audit-history?person=", "audit-history?x=1" })
	void anAddressThatNamesNobodySaysWhereToLookAndReadsNothing(String address) {
		AuditHistoryView view = at(address);
		assertThat(find(EmptyState.class, view).all()).hasSize(1);
		verify(this.acts.history(), never()).read(any(), any(), anyInt(), anyInt());
	}

	@Test
	@WithStaff
	void isNoCaseworkers() {
		assertThatThrownBy(() -> navigate(AuditHistoryView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	private static Act act(int number, BeforeAndAfter.Access values) {
		return new Act(new AuditRow(new UUID(7, number), Reviewed.NOW, PERSON, "문가람", "RECORD_CHANGED",
				AuditEvent.Outcome.DONE, "RECORD", new UUID(0, 3), null, new CaseId(CASE), "Amber Crane 12", "ROUTE",
				false, false), Map.of("record", "shelter_place", "fields", "place"), true, values);
	}

	private AuditHistoryView at(String address) {
		AuditHistoryView view = new AuditHistoryView(this.acts);
		UI.getCurrent().add(view);
		enter(view, address);
		return view;
	}

	private static void enter(AuditHistoryView view, String address) {
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getLocation()).thenReturn(new Location(address));
		view.beforeEnter(event);
	}

	private static String text(AuditHistoryView view) {
		return view.getElement().getTextRecursively();
	}

}
