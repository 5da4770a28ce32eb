package org.durumi.ui.partners;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.partners.KeyComparison;
import org.durumi.partners.KeyCustody;
import org.durumi.partners.KeyEntry;
import org.durumi.partners.KeyState;
import org.durumi.partners.KeyWarnings;
import org.durumi.partners.KeyWarnings.Urgency;
import org.durumi.partners.NoticeAddress;
import org.durumi.partners.OurKey;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerChange;
import org.durumi.partners.PartnerFunction;
import org.durumi.partners.PartnerKeys;
import org.durumi.partners.Partners;
import org.durumi.partners.RevocationReason;
import org.durumi.security.handoff.Fingerprint;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.HandoffPrimary;
import org.durumi.ui.WithStaff;
import org.durumi.ui.shell.ScreenTest;
import org.durumi.ui.shell.StepUpCard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** The directory of partners, one partner's page, and the page for everybody. */
class PartnerViewsTests extends ScreenTest {

	private static final Instant NOW = Clock.systemUTC().instant();

	private static final Partner CLINIC = new Partner(new UUID(0, 2), "Clinic of the Two Rivers",
			Set.of(PartnerFunction.MEDICAL), Set.of("CN", "LA"), true);

	private static final Partner SHELTER = new Partner(new UUID(0, 3), "House at the Gate",
			Set.of(PartnerFunction.SHELTER), Set.of("TH"), true);

	private static final Partner NEW = new Partner(new UUID(0, 4), "Lantern", Set.of(), Set.of(), false);

	private static final Fingerprint PRINT = new Fingerprint("0123456789ABCDEF0123456789ABCDEF01234567");

	private static final UUID KEY = new UUID(7, 7);

	private final Partners partners = mock(Partners.class);

	private final PartnerKeys keys = mock(PartnerKeys.class);

	private final KeyCustody custody = mock(KeyCustody.class);

	private final KeyWarnings warnings = mock(KeyWarnings.class);

	private final OurKey ours = mock(OurKey.class);

	private final StaffDirectory staff = mock(StaffDirectory.class);

	@BeforeEach
	void threePartners() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.partners.all()).thenReturn(List.of(CLINIC, SHELTER, NEW));
		when(this.partners.find(CLINIC.id())).thenReturn(Optional.of(CLINIC));
		when(this.warnings.of(any())).thenReturn(Urgency.EARLY);
		when(this.keys.current()).thenReturn(Map.of(CLINIC.id(), key(KeyState.USABLE, PRINT, false)));
		when(this.staff.factorRestsUntil()).thenReturn(Optional.empty());
	}

	@Test
	@WithStaff
	void theDirectoryIsFilteredByWhatAndWhere() {
		PartnersView view = onPage(new PartnersView(this.partners, this.keys, this.warnings, this.ours));
		assertThat(textOf(view)).contains("No key of ours is set up")
			.contains("Medical care", "China", "Laos", "Runs out within 30 days", "No key",
					"Nothing goes to it or comes from it");
		assertThat(linksIn(view)).contains("partners/" + CLINIC.id()).doesNotContain("staff");

		choose(0, PartnerFunction.SHELTER);
		assertThat(textOf(view)).contains("House at the Gate").doesNotContain("Two Rivers");
		choose(1, "CN");
		assertThat(textOf(view)).contains("No partner helps with this there.");
		choose(0, null);
		assertThat(textOf(view)).contains("Two Rivers").doesNotContain("House at the Gate");
	}

	@Test
	@WithStaff(roles = Role.ADMIN)
	void anAdministratorIsLedToWherePartnersAreAddedAndToOurKey() {
		HandoffKey key = HandoffPrimary.generate("Ours", NOW).issue(NOW, Duration.ofDays(20)).key();
		when(this.ours.signing()).thenReturn(Optional.of(key));
		when(this.ours.published()).thenReturn(Optional.of(key.publicKey()));
		when(this.ours.fingerprint()).thenReturn(Optional.of(key.fingerprint()));
		when(this.ours.expires()).thenReturn(Optional.of(key.expires()));

		PartnersView view = onPage(new PartnersView(this.partners, this.keys, this.warnings, this.ours));

		assertThat(linksIn(view)).contains("staff", "handoff-key");
		assertThat(textOf(view)).contains(key.fingerprint().grouped(), "It runs out");
		HandoffKeyView published = onPage(new HandoffKeyView(this.ours));
		assertThat(textOf(published)).contains(key.fingerprint().grouped());
		assertThat(find(Pre.class, published).single().getText()).isEqualTo(key.publicKey());
		assertThat(linksIn(published)).containsExactly("/.well-known/openpgpkey/handoff-key.asc");
	}

	@Test
	@WithStaff(acr = 2)
	void whatIsTypedIsComparedAndTheFingerprintIsNotShownMeanwhile() {
		when(this.keys.of(CLINIC.id())).thenReturn(List.of(key(KeyState.PENDING, null, true)));
		when(this.custody.confirm(eq(KEY), any())).thenReturn(KeyComparison.DIFFERENT, KeyComparison.FIRST);
		PartnerView view = open();
		assertThat(textOf(view)).contains("2 people are still to compare").doesNotContain("0123");
		assertThat(find(StepUpCard.class, view).all()).isEmpty();

		pressButton("Compare the fingerprint");
		find(TextField.class).single().setValue("89ab");
		pressButton("This is what I heard");
		assertThat(find(TextField.class).single().getErrorMessage()).startsWith("This is not the fingerprint");
		pressButton("This is what I heard");

		verify(this.custody, times(2)).confirm(KEY, "89ab");
		assertThat(find(TextField.class).all()).isEmpty();
	}

	@Test
	@WithStaff
	void aCaseworkerBringsNothingInAndRevokesNothing() {
		when(this.keys.of(CLINIC.id())).thenReturn(List.of(key(KeyState.USABLE, PRINT, false)));
		when(this.partners.noticeAddress(CLINIC.id()))
			.thenReturn(Optional.of(new NoticeAddress("office@clinic.example")));
		PartnerView view = open();
		assertThat(textOf(view)).contains(PRINT.grouped(), "office@clinic.example");
		assertThat(find(Upload.class, view).all()).isEmpty();
		assertThat(buttonTexts()).doesNotContain("Revoke", "Compare the fingerprint", "What it helps with");
		assertThat(find(StepUpCard.class, view).all()).hasSize(1);
	}

	@Test
	@WithStaff(roles = Role.ADMIN)
	void anAdministratorEditsBringsInAndRevokes() {
		when(this.keys.of(CLINIC.id())).thenReturn(List.of(key(KeyState.USABLE, PRINT, false)));
		when(this.partners.change(any(), any())).thenReturn(PartnerChange.Outcome.NEEDS_FRESH_FACTOR,
				PartnerChange.Outcome.DONE);
		PartnerView view = open();
		assertThat(find(Upload.class, view).all()).hasSize(1);
		assertThat(buttonTexts()).contains("Revoke");

		pressButton("What it helps with");
		find(TextField.class).single().setValue("Office <office@clinic.example>");
		pressButton("Save");
		assertThat(find(TextField.class).single().getErrorMessage()).contains("one bare address");
		verify(this.partners, never()).change(any(), any());
		find(TextField.class).single().setValue("office@clinic.example");
		pressButton("Save");
		assertThat(textOf(UI.getCurrent())).contains("To open a partner for handovers");
		pressButton("Save");
		verify(this.partners, times(2)).change(CLINIC.id(), new PartnerChange(CLINIC.functions(), CLINIC.regions(),
				null, true, new NoticeAddress("office@clinic.example")));
		assertThat(buttonTexts()).doesNotContain("Save");
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR)
	void aKeyIsRevokedWithAReason() {
		when(this.keys.of(CLINIC.id())).thenReturn(List.of(key(KeyState.USABLE, PRINT, false)));
		open();
		pressButton("Revoke");
		pressButton("Revoke");
		verify(this.custody, never()).revoke(any(), any());

		choose(0, RevocationReason.EXPOSED);
		pressButton("Revoke");
		verify(this.custody).revoke(KEY, RevocationReason.EXPOSED);
	}

	@Test
	void whereNoKeyIsSetUpNoneIsPublished() {
		assertThat(textOf(onPage(new HandoffKeyView(this.ours)))).contains("No key is set up here.");
		assertThat(new HandoffKeyEndpoint(this.ours).key().getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
	}

	@Test
	void supervisorsAndAdministratorsAreToldThatKeysRunOut() {
		when(this.warnings.mostUrgent()).thenReturn(new KeyWarnings.Running(Urgency.EARLY, 2));
		KeyNotices notices = new KeyNotices(this.warnings);
		for (Role role : Role.values()) {
			clearInvocations(this.warnings);
			Optional<Component> notice = notices.create(actor(role));
			boolean told = EnumSet.of(Role.ADMIN, Role.SUPERVISOR).contains(role);
			assertThat(notice.isPresent()).isEqualTo(told);
			verify(this.warnings, times(told ? 1 : 0)).mostUrgent();
			notice.ifPresent((one) -> assertThat(textOf(one)).contains("2 keys run out within 30 days"));
		}
		when(this.warnings.mostUrgent()).thenReturn(new KeyWarnings.Running(Urgency.LATE, 1),
				new KeyWarnings.Running(Urgency.NONE, 0));
		assertThat(notices.create(actor(Role.ADMIN))).get()
			.satisfies((late) -> assertThat(textOf(late)).contains("1 key has less than 7 days left"));
		assertThat(notices.create(actor(Role.ADMIN))).get().satisfies((none) -> assertThat(textOf(none)).isEmpty());
	}

	@Test
	@WithStaff(roles = Role.PARTNER)
	void isNoPartnersMembers() {
		assertThatThrownBy(() -> navigate(PartnersView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	private PartnerView open() {
		PartnerView view = onPage(new PartnerView(this.partners, this.keys, this.custody, this.warnings, this.staff));
		view.setParameter(mock(BeforeEnterEvent.class), CLINIC.id().toString());
		return view;
	}

	@SuppressWarnings("unchecked")
	private void choose(int index, @Nullable Object value) {
		((Select<Object>) find(Select.class).all().get(index)).setValue(value);
	}

	private static Actor actor(Role role) {
		return new Actor(new UUID(0, 1), new UUID(0, 9), null, Set.of(role), SessionRef.random(), 1);
	}

	private static KeyEntry key(KeyState state, @Nullable Fingerprint print, boolean mayConfirm) {
		return new KeyEntry(KEY, state, print, "Curve25519", NOW.plus(Duration.ofDays(20)), new UUID(0, 9), NOW,
				Set.of(), mayConfirm);
	}

}
