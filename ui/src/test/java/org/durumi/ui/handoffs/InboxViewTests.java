package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.security.AuthenticationContext;
import org.awaitility.Awaitility;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.handoffs.DeclineCode;
import org.durumi.handoffs.HandedField;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffInbox;
import org.durumi.handoffs.HandoffInbox.Answered;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffMessages.Kind;
import org.durumi.handoffs.HandoffState;
import org.durumi.ui.WithStaff;
import org.durumi.ui.kit.Masking;
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** What a partner's member sees. */
@WithStaff(roles = Role.PARTNER, name = "Dr. Somchai")
class InboxViewTests extends ScreenTest {

	private final HandoffInbox inbox = mock(HandoffInbox.class);

	private final HandoffMessages messages = mock(HandoffMessages.class);

	private final StaffDirectory staff = mock(StaffDirectory.class);

	private final Clock clock = Clock.fixed(Handed.NOW, ZoneOffset.UTC);

	@Autowired
	private AuthenticationContext authentication;

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.staff.organisations()).thenReturn(Map.of());
	}

	@Test
	void theListSaysWhatIsOwedAndAnEmptyOneWhatToExpect() {
		InboxView empty = onPage(new InboxView(this.inbox, this.clock));
		assertThat(textOf(empty)).contains("Nothing was handed to you yet", "told by mail or by telephone");
		when(this.inbox.page(anyInt(), anyInt()))
			.thenReturn(List.of(Handed.at(HandoffState.SEALED), Handed.at(HandoffState.COLLECTED, Handed.NOW, null)));
		InboxView view = onPage(new InboxView(this.inbox, this.clock));
		assertThat(textOf(view)).contains("Medical referral", "Not opened yet", "Open it by", "Say by", "Overdue");
	}

	@Test
	void isReadWhenSheSaysSoUnderHerNameAndTheTime() {
		ReceivedView view = open(Handed.at(HandoffState.SEALED));
		verify(this.inbox, never()).read(any());
		assertThat(textOf(view)).contains("Open it before you answer.");
		assertThat(buttonTexts()).doesNotContain("Accept");

		Handoff collected = Handed.at(HandoffState.COLLECTED);
		when(this.inbox.read(Handed.ID)).thenReturn(Optional
			.of(new HandoffInbox.Copy(collected, List.of(new HandedField("case.stage", List.of("IDENTIFIED")),
					new HandedField("identity.hangul", List.of("한아름"))))));
		pressButton("Open and read");
		assertThat(textOf(view)).contains("Who she is", "한아름", "Identified");
		assertThat(buttonTexts()).contains("Accept", "Decline");
		Component mark = find(ReadingSection.class, view).single()
			.getChildren()
			.flatMap(Component::getChildren)
			.filter((child) -> child.getElement().getClassList().contains("handoff-mark"))
			.findFirst()
			.orElseThrow();
		assertThat(mark.getElement().getChild(0).getAttribute("data-mark")).startsWith("Dr. Somchai · ");
		assertThat(textOf(mark)).as("no part of the text").isEmpty();
		assertThat(mark.getElement().getAttribute("aria-hidden")).isEqualTo("true");
	}

	@Test
	void whatSheReadsIsHiddenAgainAfterATimeAndWhenSheLeaves() {
		List<String> ended = new ArrayList<>();
		ReadingSection brief = onPage(reading(Duration.ofMillis(50), ended));
		assertThat(textOf(brief)).contains("한아름");
		assertThat(brief.getElement().getOuterHTML()).as("the browser hides it by itself").contains("data-mask-after");
		Awaitility.await().pollInSameThread().untilAsserted(() -> {
			VaadinSession session = VaadinSession.getCurrent();
			session.getService().runPendingAccessTasks(session);
			assertThat(ended).containsExactly("over");
		});
		assertThat(brief.isAttached()).isFalse();
		assertThat(textOf(brief)).doesNotContain("한아름");

		ReadingSection left = onPage(reading(Masking.SHOWN_FOR, ended));
		assertThat(textOf(left)).contains("한아름");
		UI.getCurrent().remove(left);
		assertThat(textOf(left)).doesNotContain("한아름");
		assertThat(ended).as("nobody is there to be told").hasSize(1);
	}

	private static ReadingSection reading(Duration shownFor, List<String> ended) {
		return new ReadingSection(List.of(new HandedField("identity.hangul", List.of("한아름"))), "Dr. Somchai",
				Handed.NOW, shownFor, () -> true, () -> ended.add("over"), () -> ended.add("gone"));
	}

	@Test
	void whatMayNoLongerBeReadLeavesAnOpenPage() {
		ReceivedView view = open(Handed.at(HandoffState.COLLECTED));
		when(this.inbox.read(Handed.ID)).thenReturn(Optional.of(new HandoffInbox.Copy(Handed.at(HandoffState.COLLECTED),
				List.of(new HandedField("identity.hangul", List.of("한아름"))))));
		pressButton("Open and read");
		when(this.inbox.mayRead(Handed.ID)).thenReturn(true);
		beat();
		assertThat(textOf(view)).contains("한아름");
		when(this.inbox.mayRead(Handed.ID)).thenThrow(new DataAccessResourceFailureException("away"));
		beat();
		assertThat(textOf(view)).as("an outage is no refusal").contains("한아름");

		doReturn(false).when(this.inbox).mayRead(Handed.ID);
		when(this.inbox.find(Handed.ID)).thenReturn(Handed.at(HandoffState.RECALLED));
		beat();
		assertThat(textOf(view)).doesNotContain("한아름").contains("It can no longer be read here.");
		assertThat(buttonTexts()).doesNotContain("Open and read", "Accept");
		clearInvocations(this.inbox);
		beat();
		verify(this.inbox, never()).mayRead(any());
	}

	private static void beat() {
		ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
	}

	@Test
	void whatIsGoneIsSaidAndNothingShown() {
		ReceivedView view = open(Handed.at(HandoffState.SEALED));
		when(this.inbox.read(Handed.ID)).thenReturn(Optional.empty());
		when(this.inbox.find(Handed.ID)).thenReturn(Handed.at(HandoffState.RECALLED));
		pressButton("Open and read");
		assertThat(find(ReadingSection.class, view).all()).isEmpty();
		assertThat(buttonTexts()).doesNotContain("Open and read", "Accept", "Send");
	}

	@Test
	void acceptsAfterReadingWhatThatMeans() {
		open(Handed.at(HandoffState.COLLECTED));
		when(this.inbox.accept(Handed.ID)).thenReturn(Answered.DONE);
		pressButton("Accept");
		verify(this.inbox, never()).accept(any());
		when(this.inbox.find(Handed.ID)).thenReturn(Handed.at(HandoffState.ACCEPTED));
		test(find(ConfirmDialog.class).single()).confirm();
		verify(this.inbox).accept(Handed.ID);
		assertThat(buttonTexts()).contains("Report how it ended").doesNotContain("Accept");
	}

	@Test
	void declinesForAReason() {
		open(Handed.at(HandoffState.COLLECTED));
		pressButton("Decline");
		pressButton("Decline");
		verify(this.inbox, never()).decline(any(), any());
		when(this.inbox.decline(Handed.ID, DeclineCode.NO_PLACE)).thenReturn(Answered.TOO_LATE);
		why().setValue(DeclineCode.NO_PLACE);
		pressButton("Decline");
		verify(this.inbox).decline(Handed.ID, DeclineCode.NO_PLACE);
	}

	@Test
	void saysHowItGoesOnceAccepted() {
		ReceivedView view = open(Handed.at(HandoffState.ACCEPTED));
		assertThat(kinds(view)).containsExactly(Kind.PROGRESS, Kind.QUESTION, Kind.ANSWER);
		view = open(Handed.at(HandoffState.COLLECTED));
		assertThat(kinds(view)).containsExactly(Kind.QUESTION, Kind.ANSWER);
	}

	@Test
	void aCaseThatWasTakenBackIsSaidToBeTheirsNoLonger() {
		assertThat(textOf(open(Handed.takenBack()))).contains("Case taken back", "it is no longer yours");
		assertThat(textOf(open(Handed.at(HandoffState.COMPLETED)))).doesNotContain("no longer yours");
	}

	@Test
	void aStoppedOneIsNeitherReadNorAnswered() {
		ReceivedView view = open(Handed.at(HandoffState.COLLECTED, Handed.NOW.plusSeconds(60), Handoff.Frozen.ARREST));
		assertThat(textOf(view)).contains("has stopped it for now").doesNotContain("arrested", "Download");
		assertThat(buttonTexts()).doesNotContain("Open and read", "Accept", "Send");
	}

	@Test
	void anotherOrganisationsIsRefused() {
		when(this.inbox.find(Handed.ID)).thenThrow(new AccessDeniedException("handoff"));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(this::enter);
	}

	@Test
	@WithStaff
	void isNobodysWhoWorksHere() {
		assertThatThrownBy(() -> navigate(InboxView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	private ReceivedView open(Handoff handoff) {
		UI.getCurrent().removeAll();
		when(this.inbox.find(Handed.ID)).thenReturn(handoff);
		return enter();
	}

	private ReceivedView enter() {
		ReceivedView view = new ReceivedView(this.inbox, this.messages, this.staff, this.authentication, this.clock);
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getRouteParameters()).thenReturn(new RouteParameters(ReceivedView.ID, Handed.ID.toString()));
		view.beforeEnter(event);
		return onPage(view);
	}

	@SuppressWarnings("unchecked")
	private List<Kind> kinds(ReceivedView view) {
		return ((Select<Kind>) find(Select.class, view).single()).getListDataView().getItems().toList();
	}

	@SuppressWarnings("unchecked")
	private Select<DeclineCode> why() {
		return find(Select.class).all()
			.stream()
			.map((select) -> (Select<DeclineCode>) select)
			.filter((select) -> "Why".equals(select.getLabel()))
			.findFirst()
			.orElseThrow();
	}

}
