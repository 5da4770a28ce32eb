package org.durumi.ui.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import org.durumi.access.StaffDirectory;
import org.durumi.cases.CaseRegistration;
import org.durumi.consent.Consent;
import org.durumi.inbound.HoldingArea;
import org.durumi.inbound.Referral;
import org.durumi.inbound.ReferralDraft;
import org.durumi.inbound.ReferralState;
import org.durumi.inbound.Urgency;
import org.durumi.people.DuplicateSearch;
import org.durumi.people.DuplicateSearchResult;
import org.durumi.people.IdentityDraft;
import org.durumi.people.SafeContactDraft;
import org.durumi.ui.WithStaff;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** The forms that are filled in with what a partner told. */
class ReferredRegistrationTests extends ScreenTest {

	private static final Instant NOW = Instant.parse("2025-01-15T10:00:00Z");

	private static final UUID ID = new UUID(0, 9);

	private final HoldingArea holding = mock(HoldingArea.class);

	@Test
	@WithStaff
	void theFormsAreEmptiedOnceSheDoesNotWait() {
		RegistrationForms forms = filledIn();
		when(this.holding.isWaiting(ID)).thenReturn(true);
		beat();
		assertThat(names(forms)).contains("남보라");
		when(this.holding.isWaiting(ID)).thenReturn(false);
		beat();
		beat();
		assertThat(names(forms)).isEmpty();
		assertThat(textOf(forms)).contains("What the partner told is no longer shown");
		assertThat(find(Notification.class).all()).as("it is said once").hasSize(1);
	}

	@Test
	@WithStaff
	void theFormsAreEmptiedWhenItIsTooLateToTakeHer() {
		RegistrationForms forms = filledIn();
		when(this.holding.acceptIntoNew(eq(ID), any())).thenReturn(new HoldingArea.Accepted.TooLate());
		pressButton("Register");
		assertThat(names(forms)).isEmpty();
		assertThat(textOf(forms)).contains("What the partner told is no longer shown");
	}

	private RegistrationForms filledIn() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		ReferralDraft told = new ReferralDraft(new IdentityDraft("남보라", "", "", "", "", "", null, null, null, Set.of()),
				SafeContactDraft.EMPTY, "", Urgency.AT_ONCE, "A safe place.", Consent.Form.ORALLY,
				LocalDate.of(2025, 1, 14), "Yes.", "LH-17");
		when(this.holding.candidates(told)).thenReturn(new DuplicateSearchResult(new UUID(0, 7), List.of()));
		return onPage(new RegistrationForms(
				new RegistrationServices(mock(DuplicateSearch.class), mock(CaseRegistration.class), this.holding,
						mock(StaffDirectory.class)),
				new Referral(ID, new UUID(0, 2), NOW.minusSeconds(60), NOW.plusSeconds(60), Urgency.AT_ONCE,
						ReferralState.RECEIVED, null, null),
				told));
	}

	private List<String> names(RegistrationForms forms) {
		return find(TextField.class, forms).all().stream().map(TextField::getValue).toList();
	}

	private static void beat() {
		ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
	}

}
