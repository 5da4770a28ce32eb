package org.durumi.ui.consent;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import org.durumi.access.AccessRefused;
import org.durumi.access.StaffDirectory;
import org.durumi.consent.Consent;
import org.durumi.consent.Consent.Withheld;
import org.durumi.consent.ConsentOutcome;
import org.durumi.consent.ConsentState;
import org.durumi.consent.Consents;
import org.durumi.consent.SharedItem;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class ConsentAskViewTests extends ScreenTest {

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private static final UUID CLINIC = new UUID(0, 8);

	private final Consents consents = mock(Consents.class);

	private final StaffDirectory staff = mock(StaffDirectory.class);

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.staff.partners()).thenReturn(Map.of(CLINIC, "The River Clinic"));
		when(this.consents.record(eq(CASE), any()))
			.thenReturn(new ConsentOutcome.Recorded(new UUID(0, 9), ConsentState.GIVEN));
	}

	@Test
	void isReadInHerLanguageWhateverThePageSpeaksAndWhatSheSaidStays() {
		ConsentPaper korean = paper(show());
		assertThat(korean.getElement().getAttribute("lang")).isEqualTo("ko");
		assertThat(korean.getElement().getTextRecursively()).contains("천천히 읽어 드리겠습니다",
				Dates.day(Dates.today().plusMonths(12)) + "까지");
		keep().getFirst().setValue(Set.of(SharedItem.LOCATION));
		find(TextField.class).single().setValue("They asked for her.");

		test(find(Button.class).withText("中文").single()).click();
		assertThat(find(ConsentPaper.class).single().getElement().getTextRecursively()).contains("我慢慢念给您听");
		assertThat(keep().getFirst().getValue()).containsExactly(SharedItem.LOCATION);
		record();
		assertThat(recorded()).satisfies((consent) -> {
			assertThat(consent.language()).isEqualTo(Language.MANDARIN);
			assertThat(consent.textVersion()).isEqualTo("services-1");
			assertThat(consent.expiresOn()).isEqualTo(Dates.today().plusMonths(12));
			assertThat(consent.withheld())
				.containsExactly(new Withheld(SharedItem.LOCATION, null, "They asked for her."));
		});
	}

	@Test
	void sharingIsWithOneThatIsChosenAndSomeIsKeptFromItAlone() {
		ConsentAskView view = show();
		purpose().setValue(Consent.Purpose.INFORMATION_SHARING);
		record();
		verify(this.consents, never()).record(any(), any());

		recipient().setValue(CLINIC);
		assertThat(paper(view).getElement().getTextRecursively()).contains("The River Clinic");
		assertThat(keep()).hasSize(2);
		keep().get(0).setValue(Set.of(SharedItem.HEALTH, SharedItem.RELATIVES_AT_HOME));
		keep().get(1).setValue(Set.of(SharedItem.RELATIVES_AT_HOME));
		record();
		assertThat(recorded()).satisfies((consent) -> {
			assertThat(consent.recipient()).isEqualTo(CLINIC);
			assertThat(consent.withheld()).containsExactlyInAnyOrder(
					new Withheld(SharedItem.RELATIVES_AT_HOME, null, ""), new Withheld(SharedItem.HEALTH, CLINIC, ""));
		});
	}

	@Test
	void aRefusalIsSaidAndNothingIsLeft() {
		show();
		when(this.consents.record(eq(CASE), any()))
			.thenReturn(new ConsentOutcome.Refused(Set.of(ConsentOutcome.Reason.BEFORE_BIRTH)));
		record();
		assertThat(find(ConsentAskView.class).all()).hasSize(1);
	}

	@Test
	void isForWhoeverWorksOnTheCase() {
		doThrow(AccessRefused.class).when(this.consents).requireAsking(CASE);
		assertThatExceptionOfType(AccessRefused.class).isThrownBy(this::show);
	}

	private ConsentAskView show() {
		ConsentAskView view = new ConsentAskView(this.consents, this.staff);
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getRouteParameters()).thenReturn(new RouteParameters(ConsentAskView.ID, CASE.toString()));
		view.beforeEnter(event);
		UI.getCurrent().add(view);
		return view;
	}

	private ConsentPaper paper(ConsentAskView view) {
		return find(ConsentPaper.class, view).single();
	}

	private void record() {
		test(find(Button.class).withText("She says yes: record it").single()).click();
	}

	private Consent recorded() {
		ArgumentCaptor<Consent> recorded = ArgumentCaptor.forClass(Consent.class);
		verify(this.consents).record(eq(CASE), recorded.capture());
		return recorded.getValue();
	}

	@SuppressWarnings("unchecked")
	private List<CheckboxGroup<SharedItem>> keep() {
		return find(CheckboxGroup.class).all().stream().map((group) -> (CheckboxGroup<SharedItem>) group).toList();
	}

	@SuppressWarnings("unchecked")
	private Select<Consent.Purpose> purpose() {
		return find(Select.class).all().getFirst();
	}

	@SuppressWarnings("unchecked")
	private ComboBox<UUID> recipient() {
		return find(ComboBox.class).single();
	}

}
