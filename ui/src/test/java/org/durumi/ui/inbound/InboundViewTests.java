package org.durumi.ui.inbound;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.spring.security.AuthenticationContext;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.cases.Stage;
import org.durumi.consent.Consent;
import org.durumi.inbound.Handed;
import org.durumi.inbound.HandingIn;
import org.durumi.inbound.HoldingArea;
import org.durumi.inbound.NotTaken;
import org.durumi.inbound.Referral;
import org.durumi.inbound.ReferralDraft;
import org.durumi.inbound.ReferralFault;
import org.durumi.inbound.ReferralState;
import org.durumi.inbound.Urgency;
import org.durumi.people.DuplicateMatch;
import org.durumi.people.DuplicateSearchResult;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactDraft;
import org.durumi.people.Strength;
import org.durumi.reference.CaseId;
import org.durumi.ui.WithStaff;
import org.durumi.ui.shell.ScreenTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** Handing somebody to us, and the holding area. */
class InboundViewTests extends ScreenTest {

	private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

	private static final UUID ID = new UUID(0, 9);

	private static final UUID HARBOUR = new UUID(0, 2);

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private final HoldingArea holding = mock(HoldingArea.class);

	private final HandingIn handing = mock(HandingIn.class);

	private final StaffDirectory staff = mock(StaffDirectory.class);

	private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

	@Autowired
	private AuthenticationContext authentication;

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.staff.organisations()).thenReturn(Map.of(HARBOUR, "Harbour"));
	}

	@Test
	@WithStaff
	void aCaseworkerGoesFromTheListToOneAndItSaysHowLongSheWaits() {
		HoldingView empty = add(holdingView());
		assertThat(text(empty)).contains("Nobody waits");
		when(this.holding.waiting(any(), anyInt(), anyInt()))
			.thenReturn(List.of(referral(ReferralState.RECEIVED, null)));
		when(this.holding.closedPartners()).thenReturn(Set.of(HARBOUR));
		HoldingView view = add(holdingView());
		assertThat(text(view)).contains("From Harbour", "Partner closed", "At once", "Waiting for 3 days",
				"2026-12-23");
		assertThat(find(Anchor.class, view).single().getHref()).isEqualTo("referrals/" + ID);
	}

	@Test
	@WithStaff
	@SuppressWarnings("unchecked")
	void whoWaitsIsShownOfOnePartnerAlone() {
		UUID other = new UUID(0, 4);
		when(this.holding.partners()).thenReturn(Set.of(HARBOUR, other));
		when(this.holding.waiting(any(), anyInt(), anyInt()))
			.thenReturn(List.of(referral(ReferralState.RECEIVED, null)));
		HoldingView view = add(holdingView());
		when(this.holding.waiting(eq(other), anyInt(), anyInt())).thenReturn(List.of());
		find(ComboBox.class, view).single().setValue(other);
		assertThat(text(view)).doesNotContain("From Harbour");
		find(ComboBox.class, view).single().clear();
		assertThat(text(view)).contains("From Harbour");
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR)
	void aSupervisorSeesThatSomebodyWaitsAndOpensNothing() {
		when(this.holding.waiting(any(), anyInt(), anyInt()))
			.thenReturn(List.of(referral(ReferralState.RECEIVED, null)));
		HoldingView view = add(holdingView());
		assertThat(text(view)).contains("From Harbour", "Caseworkers open them");
		assertThat(find(Anchor.class, view).all()).isEmpty();
		assertThatThrownBy(() -> navigate(HandedView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	@Test
	@WithStaff
	void nothingIsOpenedBeforeSheAsksAndThenTheCasesThatMayBeHersStandBeside() {
		ReferralView view = open(referral(ReferralState.RECEIVED, null));
		verify(this.holding, never()).open(any());
		assertThat(text(view)).contains("Harbour").doesNotContain("남보라");

		ReferralDraft told = told();
		when(this.holding.open(ID)).thenReturn(Optional.of(told));
		when(this.holding.candidates(told)).thenReturn(new DuplicateSearchResult(new UUID(0, 7),
				List.of(new DuplicateMatch(CASE, "Quiet Lantern", Set.of(IdentityField.HANGUL), Strength.SAME))));
		when(this.holding.stages(any())).thenReturn(Map.of(CASE, Stage.ASSESSED));
		press("Show or hide what was told");
		assertThat(text(view)).contains("남보라", "A safe place.", "LH-17", "Quiet Lantern", "Name in Hangul");
		press("Take her into this case");
		verify(this.holding, never()).acceptIntoExisting(any(), any());
		when(this.holding.acceptIntoExisting(ID, CASE)).thenReturn(new HoldingArea.Accepted.TooLate());
		when(this.holding.find(ID)).thenReturn(referral(ReferralState.ACCEPTED, null));
		test(find(ConfirmDialog.class).single()).confirm();
		verify(this.holding).acceptIntoExisting(ID, CASE);
		assertThat(text(view)).contains("Taken in", "She no longer waits here").doesNotContain("남보라");
		assertThat(buttons()).doesNotContain("Open a new case", "Do not take her");
	}

	@Test
	@WithStaff
	void sheSaysNoForAReason() {
		open(referral(ReferralState.RECEIVED, null));
		press("Do not take her");
		press("Do not take her");
		verify(this.holding, never()).decline(any(), any());
		why().setValue(NotTaken.NO_PLACE);
		when(this.holding.decline(ID, NotTaken.NO_PLACE)).thenReturn(HoldingArea.Declined.DONE);
		when(this.holding.find(ID)).thenReturn(referral(ReferralState.DECLINED, NotTaken.NO_PLACE));
		press("Do not take her");
		verify(this.holding).decline(ID, NotTaken.NO_PLACE);
		assertThat(buttons()).doesNotContain("Open a new case");
	}

	@Test
	@WithStaff(roles = Role.PARTNER)
	void aPartnerSeesWhereHersAreAndTakesBackWhatWaits() {
		HandedView empty = add(new HandedView(this.handing, this.clock));
		assertThat(text(empty)).contains("You have handed nobody to us", "Hand someone to us");
		UI.getCurrent().removeAll();
		when(this.handing.page(anyInt(), anyInt()))
			.thenReturn(List.of(new Handed(referral(ReferralState.RECEIVED, null), "LH-17"),
					new Handed(referral(ReferralState.DECLINED, NotTaken.NOT_OUR_REGION), "LH-16")));
		HandedView view = add(new HandedView(this.handing, this.clock));
		assertThat(text(view)).contains("LH-17", "We decide by", "LH-16", "Not taken", "Not where we are");
		assertThat(buttons()).filteredOn("Take it back"::equals).hasSize(1);
		when(this.handing.withdraw(ID)).thenReturn(HandingIn.Withdrawn.DONE);
		press("Take it back");
		verify(this.handing, never()).withdraw(any());
		test(find(ConfirmDialog.class).single()).confirm();
		verify(this.handing).withdraw(ID);
	}

	@Test
	@WithStaff(roles = Role.PARTNER)
	void whatIsMissingIsSaidAtItsFieldAndNothingIsSent() {
		HandView view = add(new HandView(this.handing));
		press("Hand her to us");
		verify(this.handing, never()).submit(any());
		assertThat(area("What help is asked").isInvalid()).isTrue();
		area("What help is asked").setValue("A safe place.");
		choice("How soon").setValue(Urgency.DAYS);
		choice("How she agreed to be handed to us, or what stands in its place").setValue(Consent.Form.ORALLY);
		area("What she agreed to, or why she could not be asked").setValue("Yes.");
		line("Your own reference").setValue("her name");
		press("Hand her to us");
		verify(this.handing, never()).submit(any());
		assertThat(line("Your own reference").isInvalid()).isTrue();
		assertThat(text(view)).contains("Say on which day she agreed.");

		line("Your own reference").setValue("LH-17");
		find(DatePicker.class).single().setValue(LocalDate.of(2026, 7, 1));
		when(this.handing.submit(any())).thenReturn(new HandingIn.Outcome.Refused(Set.of(ReferralFault.NOBODY)));
		press("Hand her to us");
		assertThat(text(view)).contains("Give a name she is called by, or a number.");
		assertThat(area("What help is asked").getValue()).as("nothing is lost").isEqualTo("A safe place.");

		line("Name in Hangul").setValue("남보라");
		when(this.handing.submit(any())).thenReturn(new HandingIn.Outcome.Closed());
		press("Hand her to us");
		when(this.handing.submit(any())).thenReturn(new HandingIn.Outcome.TooManyWaiting(50));
		press("Hand her to us");
		ArgumentCaptor<ReferralDraft> sent = ArgumentCaptor.forClass(ReferralDraft.class);
		verify(this.handing, times(3)).submit(sent.capture());
		assertThat(sent.getValue().identity().hangul()).isEqualTo("남보라");
		assertThat(sent.getValue().agreedOn()).isEqualTo(LocalDate.of(2026, 7, 1));
	}

	private static Referral referral(ReferralState state, @Nullable NotTaken code) {
		return new Referral(ID, HARBOUR, Instant.parse("2026-11-23T09:00:00Z"), Instant.parse("2026-12-23T09:00:00Z"),
				Urgency.AT_ONCE, state, code, (state == ReferralState.RECEIVED) ? null : NOW);
	}

	private static ReferralDraft told() {
		return new ReferralDraft(new IdentityDraft("남보라", "", "", "", "", "", null, null, null, Set.of()),
				SafeContactDraft.EMPTY, "", Urgency.AT_ONCE, "A safe place.", Consent.Form.ORALLY,
				LocalDate.of(2026, 11, 22), "Yes.", "LH-17");
	}

	private HoldingView holdingView() {
		return new HoldingView(this.holding, this.staff, this.authentication, this.clock);
	}

	private ReferralView open(Referral referral) {
		when(this.holding.find(ID)).thenReturn(referral);
		ReferralView view = new ReferralView(this.holding, this.staff, this.clock);
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getRouteParameters()).thenReturn(new RouteParameters(ReferralView.ID, ID.toString()));
		view.beforeEnter(event);
		return add(view);
	}

	private static <C extends Component> C add(C view) {
		UI.getCurrent().add(view);
		return view;
	}

	/** The last is on top. */
	private void press(String text) {
		find(Button.class).all()
			.stream()
			.filter((button) -> button.getText().equals(text))
			.reduce((first, last) -> last)
			.orElseThrow()
			.click();
	}

	private List<String> buttons() {
		return find(Button.class).all().stream().map(Button::getText).toList();
	}

	private TextArea area(String label) {
		return find(TextArea.class).all()
			.stream()
			.filter((one) -> label.equals(one.getLabel()))
			.findFirst()
			.orElseThrow();
	}

	private TextField line(String label) {
		return find(TextField.class).all()
			.stream()
			.filter((one) -> label.equals(one.getLabel()))
			.findFirst()
			.orElseThrow();
	}

	@SuppressWarnings("unchecked")
	private Select<Object> choice(String label) {
		return find(Select.class).all()
			.stream()
			.map((one) -> (Select<Object>) one)
			.filter((one) -> label.equals(one.getLabel()))
			.findFirst()
			.orElseThrow();
	}

	private Select<Object> why() {
		return choice("Why");
	}

	private static String text(Component component) {
		return component.getElement().getTextRecursively();
	}

}
