package org.durumi.ui.inbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.VaadinSession;
import org.awaitility.Awaitility;
import org.durumi.access.StaffDirectory;
import org.durumi.cases.Stage;
import org.durumi.consent.Consent;
import org.durumi.inbound.HoldingArea;
import org.durumi.inbound.Referral;
import org.durumi.inbound.ReferralDraft;
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
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** What was told is on a page no longer than it may be. */
class ReferralGoneTests extends ScreenTest {

	private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

	private static final UUID ID = new UUID(0, 9);

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private final HoldingArea holding = mock(HoldingArea.class);

	@Test
	@WithStaff
	void whatIsDecidedMeanwhileLeavesAnOpenPage() {
		ReferralView view = read(Stage.ASSESSED);
		when(this.holding.isWaiting(ID)).thenReturn(true);
		beat();
		assertThat(textOf(view)).contains("남보라");
		when(this.holding.isWaiting(ID)).thenThrow(new DataAccessResourceFailureException("away"));
		beat();
		assertThat(textOf(view)).as("an outage is no decision").contains("남보라");
		doReturn(false).when(this.holding).isWaiting(ID);
		when(this.holding.find(ID)).thenReturn(referral(ReferralState.DECLINED));
		beat();
		assertThat(textOf(view)).doesNotContain("남보라", "Quiet Lantern").contains("She no longer waits here");
	}

	@Test
	@WithStaff
	void aCaseThatIsClosedIsShownAndCannotBeTaken() {
		assertThat(textOf(read(Stage.CLOSED))).contains("Quiet Lantern", "Closed", "Reopen it first");
		assertThat(buttonTexts()).doesNotContain("Take her into this case").contains("Open a new case");
	}

	@Test
	@WithStaff
	void whatWasToldIsHiddenAgainAfterATimeAndWhenSheLeaves() {
		List<String> ended = new ArrayList<>();
		ToldSection brief = onPage(new ToldSection(Duration.ofMillis(50), () -> ended.add("over"), new Span("남보라")));
		assertThat(textOf(brief)).contains("남보라");
		Awaitility.await().pollInSameThread().untilAsserted(() -> {
			VaadinSession session = VaadinSession.getCurrent();
			session.getService().runPendingAccessTasks(session);
			assertThat(ended).containsExactly("over");
		});
		assertThat(brief.isAttached()).isFalse();
		assertThat(textOf(brief)).isEmpty();
	}

	private ReferralView read(Stage stage) {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		ReferralDraft told = new ReferralDraft(new IdentityDraft("남보라", "", "", "", "", "", null, null, null, Set.of()),
				SafeContactDraft.EMPTY, "", Urgency.AT_ONCE, "A safe place.", Consent.Form.ORALLY,
				LocalDate.of(2026, 11, 22), "Yes.", "LH-17");
		when(this.holding.find(ID)).thenReturn(referral(ReferralState.RECEIVED));
		when(this.holding.open(ID)).thenReturn(Optional.of(told));
		when(this.holding.candidates(told)).thenReturn(new DuplicateSearchResult(new UUID(0, 7),
				List.of(new DuplicateMatch(CASE, "Quiet Lantern", Set.of(IdentityField.HANGUL), Strength.SAME))));
		when(this.holding.stages(any())).thenReturn(Map.of(CASE, stage));
		ReferralView view = new ReferralView(this.holding, mock(StaffDirectory.class),
				Clock.fixed(NOW, ZoneOffset.UTC));
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getRouteParameters()).thenReturn(new RouteParameters(ReferralView.ID, ID.toString()));
		view.beforeEnter(event);
		onPage(view);
		pressButton("Show or hide what was told");
		return view;
	}

	private static Referral referral(ReferralState state) {
		return new Referral(ID, new UUID(0, 2), NOW.minusSeconds(60), NOW.plusSeconds(60), Urgency.AT_ONCE, state, null,
				(state == ReferralState.RECEIVED) ? null : NOW);
	}

	private static void beat() {
		ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
	}

}
