package org.durumi.ui.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Article;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.consent.Consent;
import org.durumi.consent.Consent.Withheld;
import org.durumi.consent.ConsentEntry;
import org.durumi.consent.Consents;
import org.durumi.consent.SharedItem;
import org.durumi.keys.SealedRecord;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.ui.i18n.Dates;
import org.durumi.ui.records.Permissions;
import org.durumi.ui.shell.ScreenTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class ConsentPanelTests extends ScreenTest {

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private static final UUID CLINIC = new UUID(0, 8);

	private final Consents consents = mock(Consents.class);

	private final Permissions permissions = mock(Permissions.class);

	private final StaffDirectory staff = mock(StaffDirectory.class);

	@BeforeEach
	void aCaseworker() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.staff.partners()).thenReturn(Map.of(CLINIC, "The River Clinic"));
		when(this.permissions.may(CASE, CaseAct.WORK)).thenReturn(true);
	}

	@Test
	void eachConsentSaysHowFarItGoesAndWhetherItStands() {
		Consent shared = consent(Consent.Purpose.INFORMATION_SHARING, Dates.today().plusDays(9),
				new Withheld(SharedItem.HEALTH, CLINIC, ""),
				new Withheld(SharedItem.RELATIVES_AT_HOME, null, "They would be punished."))
			.to(CLINIC);
		List<String> shown = shown(shared, consent(Consent.Purpose.SERVICES, null),
				consent(Consent.Purpose.PASSAGE, Dates.today().minusDays(1)));
		assertThat(shown.get(0)).contains("Ends soon", "The River Clinic", Dates.day(Dates.today().plusDays(9)),
				"Health (from The River Clinic); Relatives in the DPRK (from everybody): They would be punished.");
		assertThat(shown.get(1)).contains("Stands").doesNotContain("Stands until", "Ends soon");
		assertThat(shown.get(2)).contains("Expired");
	}

	@Test
	void whatStopsIsReadBeforeItIsTakenBack() {
		shown(consent(Consent.Purpose.INFORMATION_SHARING, null).to(CLINIC), consent(Consent.Purpose.SERVICES, null),
				consent(Consent.Purpose.SERVICES, null));
		test(find(Button.class).withText("Withdraw").all().get(0)).click();
		assertThat(dialog()).contains("Nothing more goes to The River Clinic");
		find(Dialog.class).single().close();
		test(find(Button.class).withText("Withdraw").all().get(1)).click();
		assertThat(dialog()).contains("another consent or a basis stands in its place");
	}

	@Test
	void actingWithoutHerIsOfferedToWhoMay() {
		shown(consent(Consent.Purpose.SERVICES, null));
		assertThat(find(Button.class).withText("Act without her consent").all()).isEmpty();
		when(this.permissions.may(CASE, CaseAct.ACT_WITHOUT_CONSENT)).thenReturn(true);
		shown(consent(Consent.Purpose.SERVICES, null));
		test(find(Button.class).withText("Act without her consent").single()).click();
		assertThat(dialog()).contains("A supervisor reads your reason.");
	}

	@SuppressWarnings("unchecked")
	private List<String> shown(Consent... ledger) {
		List<ConsentEntry> entries = IntStream.range(0, ledger.length)
			.mapToObj((n) -> new ConsentEntry(new UUID(1, n), 0, Instant.EPOCH, new UUID(0, 1), ledger[n]))
			.toList();
		when(this.consents.sealed(CASE)).thenReturn(List.of(mock(SealedRecord.class)));
		when(this.consents.open(CASE)).thenReturn(entries);
		Component panel = new ConsentPanel(this.consents, this.permissions, this.staff).create(CASE, () -> {
		});
		UI.getCurrent().add(panel);
		test(find(Button.class, panel).withText("Show").single()).click();
		return find(Article.class, panel).all().stream().map((one) -> one.getElement().getTextRecursively()).toList();
	}

	private String dialog() {
		return find(Dialog.class).single().getElement().getTextRecursively();
	}

	private static Consent consent(Consent.Purpose purpose, @Nullable LocalDate last, Withheld... withheld) {
		return new Consent(purpose, Consent.Form.ORALLY, Language.KOREAN, "1", LocalDate.of(2026, 1, 5), "", last,
				List.of(withheld));
	}

}
