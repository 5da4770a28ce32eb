package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import org.durumi.access.CaseAct;
import org.durumi.consent.SharedItem;
import org.durumi.consent.Sharing;
import org.durumi.followup.ClosureChecklist;
import org.durumi.handoffs.FieldId;
import org.durumi.handoffs.HandoffAcknowledgements;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffChoice;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffDraft;
import org.durumi.handoffs.HandoffComposing.Asked;
import org.durumi.handoffs.HandoffSaved;
import org.durumi.handoffs.HandoffField;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffNotices;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffPreview;
import org.durumi.handoffs.HandoffPreview.Item;
import org.durumi.handoffs.HandoffPreview.Withheld;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.HandoffTemplate;
import org.durumi.handoffs.RegisteredSection;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.OurKey;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.PartnerKeys;
import org.durumi.partners.Partners;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Language;
import org.durumi.ui.records.Permissions;
import org.durumi.ui.shell.ScreenTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class ComposeViewTests extends ScreenTest {

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private static final FieldId HANGUL = new FieldId("identity", "hangul");

	private static final FieldId PINYIN = new FieldId("identity", "pinyin");

	private static final Partner CLINIC = partner(2, "River Clinic", PartnerFunction.MEDICAL, true);

	private static final Partner KEYLESS = partner(4, "Lantern", PartnerFunction.MEDICAL, true);

	private static final Partner CLOSED = partner(5, "Old Mill", PartnerFunction.MEDICAL, false);

	private static final Partner LAWYERS = partner(6, "Counsel", PartnerFunction.LEGAL, true);

	private final HandoffComposing composing = mock(HandoffComposing.class);

	private final Permissions permissions = mock(Permissions.class);

	private final Partners partners = mock(Partners.class);

	private final PartnerKeys keys = mock(PartnerKeys.class);

	@BeforeEach
	void fourPartners() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.partners.all()).thenReturn(List.of(CLINIC, KEYLESS, CLOSED, LAWYERS));
		when(this.partners.contactLanguage(CLINIC.id())).thenReturn(Optional.of(Language.ENGLISH));
		when(this.keys.current()).thenReturn(Map.of(CLINIC.id(), key(), CLOSED.id(), key(), LAWYERS.id(), key()));
		when(this.composing.minimum(any())).thenReturn(Set.of(HANGUL));
		when(this.composing.sections()).thenReturn(List
			.of(new RegisteredSection("identity", Compartment.IDENTITY, Set.of(HandoffTemplate.MEDICAL_REFERRAL),
					List.of(HandoffField.of("hangul", SharedItem.NAMES), HandoffField.of("pinyin", SharedItem.NAMES)),
					(opening, fields) -> Map.of())));
		when(this.composing.save(eq(CASE), any())).thenReturn(new HandoffSaved.Kept(new UUID(0, 9), 0));
	}

	@Test
	void whoCannotBeChosenIsNamedWithTheReason() {
		ComposeView view = open();
		assertThat(choice().getListDataView().getItems()).containsExactly(CLINIC);
		assertThat(textOf(view))
			.contains("Lantern", "Has no key that two people have compared", "Old Mill",
					"Nothing may be handed to this partner", "Counsel", "Does not help with this.")
			.contains("No key of ours is set up");
		pressButton("Show what the partner would see");
		verify(this.composing, never()).preview(any(), any());
	}

	@Test
	void theLeastIsChosenAndWhatIsShownIsWhatIsAskedFor() {
		ComposeView view = open();
		assertThat(fields().getValue()).containsExactly(HANGUL);
		consented();
		choose();
		pressButton("Show what the partner would see");
		assertThat(textOf(view)).contains("What River Clinic would see", "한아름", "Pinyin", "Nothing is known");
		assertThat(linksIn(view)).doesNotContain("cases/" + CASE + "/consent");
		pressButton("Ask a supervisor");
		verify(this.composing, never()).ask(any(), anyInt(), any(), any());

		find(TextArea.class).single().setValue("She is ill.");
		when(this.composing.ask(new UUID(0, 9), 0, "She is ill.", null)).thenReturn(Asked.GOES_ELSEWHERE);
		pressButton("Ask a supervisor");
		assertThat(saved()).satisfies((choice) -> {
			assertThat(choice.partner()).isEqualTo(CLINIC.id());
			assertThat(choice.template()).isEqualTo(HandoffTemplate.MEDICAL_REFERRAL);
			assertThat(choice.language()).as("what the clinic reads").isEqualTo(Language.ENGLISH);
			assertThat(choice.fields()).containsExactly(HANGUL);
			assertThat(choice.override()).isEmpty();
		});
		verify(this.composing).ask(new UUID(0, 9), 0, "She is ill.", null);
	}

	@Test
	@SuppressWarnings("unchecked")
	void aTransferIsAskedForOnceAllIsSettled() {
		HandoffChoice kept = new HandoffChoice(CLINIC.id(), HandoffTemplate.CASE_TRANSFER, Language.ENGLISH,
				Set.of(HANGUL), "");
		when(this.composing.open(Handed.ID)).thenReturn(new HandoffDraft(Handed.at(HandoffState.DRAFT), CASE, kept));
		when(this.composing.save(eq(Handed.ID), anyInt(), any())).thenReturn(new HandoffSaved.Kept(Handed.ID, 2));
		consented();
		open(Handed.ID);
		pressButton("Show what the partner would see");
		find(TextArea.class).single().setValue("She moves there.");
		CheckboxGroup<String> settled = find(CheckboxGroup.class).from(find(AskForm.class).single()).single();
		settled.setValue(Set.of("followup.closure.safety", "followup.closure.wayBack"));
		pressButton("Ask a supervisor");
		assertThat(settled.isInvalid()).as("one is not settled").isTrue();
		verify(this.composing, never()).ask(any(), anyInt(), any(), any());

		settled.select("followup.closure.referrals");
		when(this.composing.ask(eq(Handed.ID), eq(2), eq("She moves there."), any())).thenReturn(Asked.CASE_CLOSED);
		pressButton("Ask a supervisor");
		ArgumentCaptor<ClosureChecklist> asked = ArgumentCaptor.captor();
		verify(this.composing).ask(eq(Handed.ID), eq(2), eq("She moves there."), asked.capture());
		assertThat(asked.getValue().reason()).isEqualTo(ClosureChecklist.Reason.TRANSFERRED);
		assertThat(asked.getValue().refusals(LocalDate.MAX)).isEmpty();
	}

	@Test
	void anyChangeClosesThePreview() {
		open();
		consented();
		choose();
		pressButton("Show what the partner would see");
		fields().setValue(Set.of(HANGUL, PINYIN));
		assertThat(find(PreviewSection.class).all()).isEmpty();
		assertThat(find(AskForm.class).all()).isEmpty();
	}

	@Test
	void withoutConsentItLeadsToAskingHerAndOnlyTheOwnerOverrides() {
		ComposeView view = open();
		when(this.composing.preview(eq(CASE), any()))
			.thenReturn(new HandoffPreview(new Sharing.Missing(), List.of(item(HANGUL, Withheld.NO_CONSENT, false))));
		choose();
		pressButton("Show what the partner would see");
		assertThat(linksIn(view)).contains("cases/" + CASE + "/consent");
		assertThat(textOf(view)).contains("She has not consented to sharing with River Clinic",
				"Only the owner of the case can hand it over all the same.");
		assertThat(buttonTexts()).doesNotContain("Ask a supervisor", "Hand it over without her consent");

		when(this.permissions.may(CASE, CaseAct.OVERRIDE_CONSENT)).thenReturn(true);
		pressButton("Show what the partner would see");
		pressButton("Hand it over without her consent");
		assertThat(find(TextArea.class).single().isInvalid()).as("without a reason").isTrue();
		when(this.composing.preview(eq(CASE), any()))
			.thenReturn(new HandoffPreview(new Sharing.Missing(), List.of(item(HANGUL, null, true))));
		find(TextArea.class).single().setValue("She is unconscious.");
		pressButton("Hand it over without her consent");
		assertThat(textOf(view)).contains("Without her consent", "한아름");
		pressButton("Keep as a draft");
		assertThat(saved().override()).isEqualTo("She is unconscious.");
		fields().setValue(Set.of(PINYIN));
		when(this.composing.save(eq(new UUID(0, 9)), eq(0), any()))
			.thenReturn(new HandoffSaved.Kept(new UUID(0, 9), 1));
		pressButton("Keep as a draft");
		ArgumentCaptor<HandoffChoice> again = ArgumentCaptor.forClass(HandoffChoice.class);
		verify(this.composing).save(eq(new UUID(0, 9)), eq(0), again.capture());
		assertThat(again.getValue().override()).as("of something else").isEmpty();
	}

	@Test
	void aDraftIsGoneOnWithAsItWasKept() {
		HandoffChoice kept = new HandoffChoice(CLINIC.id(), HandoffTemplate.MEDICAL_REFERRAL, Language.MANDARIN,
				Set.of(PINYIN), "She is unconscious.");
		when(this.composing.open(Handed.ID)).thenReturn(new HandoffDraft(Handed.at(HandoffState.DRAFT), CASE, kept));
		when(this.composing.save(any(), anyInt(), any())).thenReturn(new HandoffSaved.Stale());
		open(Handed.ID);
		pressButton("Keep as a draft");
		verify(this.composing).save(Handed.ID, 1, kept);

		when(this.composing.open(Handed.ID)).thenReturn(new HandoffDraft(Handed.at(HandoffState.SEALED), CASE, kept));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> open(Handed.ID));
	}

	@Test
	void isForWhoeverWorksOnTheCase() {
		doThrow(new AccessDeniedException("case")).when(this.composing).requireComposing(CASE);
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(this::open);
		verify(this.composing, never()).open(any());
	}

	private ComposeView open() {
		return open(new RouteParameters(ComposeView.ID, CASE.toString()));
	}

	private void open(UUID draft) {
		open(new RouteParameters(Map.of(ComposeView.ID, CASE.toString(), ComposeView.DRAFT, draft.toString())));
	}

	private ComposeView open(RouteParameters parameters) {
		HandoffServices services = new HandoffServices(mock(HandoffOutbox.class), this.composing,
				mock(HandoffApprovals.class), mock(HandoffAcknowledgements.class), mock(HandoffMessages.class),
				mock(HandoffNotices.class), this.permissions);
		OurKey ours = mock(OurKey.class);
		when(ours.signing()).thenReturn(Optional.empty());
		ComposeView view = new ComposeView(services, new PartnerChoice(this.partners, this.keys, ours));
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getRouteParameters()).thenReturn(parameters);
		view.beforeEnter(event);
		UI.getCurrent().add(view);
		return view;
	}

	private void consented() {
		when(this.composing.preview(eq(CASE), any()))
			.thenReturn(new HandoffPreview(new Sharing.Consented(new UUID(0, 7), Set.of(), null),
					List.of(item(HANGUL, null, false), item(PINYIN, Withheld.UNKNOWN, false))));
	}

	private static Item item(FieldId field, @Nullable Withheld withheld, boolean overridden) {
		return new Item(field, Compartment.IDENTITY, SharedItem.NAMES, withheld, overridden,
				(withheld == null) ? List.of("한아름") : List.of());
	}

	private HandoffChoice saved() {
		ArgumentCaptor<HandoffChoice> saved = ArgumentCaptor.forClass(HandoffChoice.class);
		verify(this.composing).save(eq(CASE), saved.capture());
		return saved.getValue();
	}

	private void choose() {
		choice().setValue(CLINIC);
	}

	@SuppressWarnings("unchecked")
	private RadioButtonGroup<Partner> choice() {
		return find(RadioButtonGroup.class).single();
	}

	@SuppressWarnings("unchecked")
	private CheckboxGroup<FieldId> fields() {
		return find(CheckboxGroup.class).single();
	}

	private static Partner partner(int id, String name, PartnerFunction function, boolean enabled) {
		return new Partner(new UUID(0, id), name, Set.of(function), Set.of("TH"), enabled);
	}

	private static KeyEntry key() {
		Instant now = Clock.systemUTC().instant();
		return new KeyEntry(new UUID(0, 8), KeyState.USABLE, null, "Curve25519", now.plus(Duration.ofDays(90)),
				new UUID(0, 1), now, Set.of(), false);
	}

}
