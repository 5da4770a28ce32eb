package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.spring.security.AuthenticationContext;
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
import org.durumi.ui.shell.ScreenTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
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
		InboxView empty = add(new InboxView(this.inbox, this.clock));
		assertThat(text(empty)).contains("Nothing was handed to you yet", "telephones you");
		when(this.inbox.page(anyInt(), anyInt()))
			.thenReturn(List.of(Handed.at(HandoffState.SEALED), Handed.at(HandoffState.COLLECTED, Handed.NOW, null)));
		InboxView view = add(new InboxView(this.inbox, this.clock));
		assertThat(text(view)).contains("Medical referral", "Not opened yet", "Open it by", "Say by", "Overdue");
	}

	@Test
	void isReadWhenSheSaysSoUnderHerNameAndTheTime() {
		ReceivedView view = open(Handed.at(HandoffState.SEALED));
		verify(this.inbox, never()).read(any());
		assertThat(text(view)).contains("Open it before you answer.");
		assertThat(buttons()).doesNotContain("Accept");

		Handoff collected = Handed.at(HandoffState.COLLECTED);
		when(this.inbox.read(Handed.ID)).thenReturn(Optional
			.of(new HandoffInbox.Copy(collected, List.of(new HandedField("case.stage", List.of("IDENTIFIED")),
					new HandedField("identity.hangul", List.of("한아름"))))));
		press("Open and read");
		assertThat(text(view)).contains("Who she is", "한아름", "Identified");
		assertThat(buttons()).contains("Accept", "Decline");
		Component mark = find(ReadingSection.class, view).single()
			.getChildren()
			.flatMap(Component::getChildren)
			.filter((child) -> child.getElement().getClassList().contains("handoff-mark"))
			.findFirst()
			.orElseThrow();
		assertThat(mark.getElement().getChild(0).getAttribute("data-mark")).startsWith("Dr. Somchai · ");
		assertThat(text(mark)).as("no part of the text").isEmpty();
		assertThat(mark.getElement().getAttribute("aria-hidden")).isEqualTo("true");
	}

	@Test
	void whatIsGoneIsSaidAndNothingShown() {
		ReceivedView view = open(Handed.at(HandoffState.SEALED));
		when(this.inbox.read(Handed.ID)).thenReturn(Optional.empty());
		when(this.inbox.find(Handed.ID)).thenReturn(Handed.at(HandoffState.RECALLED));
		press("Open and read");
		assertThat(find(ReadingSection.class, view).all()).isEmpty();
		assertThat(buttons()).doesNotContain("Open and read", "Accept", "Send");
	}

	@Test
	void acceptsAfterReadingWhatThatMeans() {
		open(Handed.at(HandoffState.COLLECTED));
		when(this.inbox.accept(Handed.ID)).thenReturn(Answered.DONE);
		press("Accept");
		verify(this.inbox, never()).accept(any());
		when(this.inbox.find(Handed.ID)).thenReturn(Handed.at(HandoffState.ACCEPTED));
		test(find(ConfirmDialog.class).single()).confirm();
		verify(this.inbox).accept(Handed.ID);
		assertThat(buttons()).contains("Report how it ended").doesNotContain("Accept");
	}

	@Test
	void declinesForAReason() {
		open(Handed.at(HandoffState.COLLECTED));
		press("Decline");
		press("Decline");
		verify(this.inbox, never()).decline(any(), any());
		when(this.inbox.decline(Handed.ID, DeclineCode.NO_PLACE)).thenReturn(Answered.TOO_LATE);
		why().setValue(DeclineCode.NO_PLACE);
		press("Decline");
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
	void aStoppedOneIsNeitherReadNorAnswered() {
		ReceivedView view = open(Handed.at(HandoffState.COLLECTED, Handed.NOW.plusSeconds(60), Handoff.Frozen.ARREST));
		assertThat(text(view)).contains("has stopped it for now").doesNotContain("arrested", "Download");
		assertThat(buttons()).doesNotContain("Open and read", "Accept", "Send");
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
		return add(view);
	}

	private static <C extends Component> C add(C view) {
		UI.getCurrent().add(view);
		return view;
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

	private static String text(Component component) {
		return component.getElement().getTextRecursively();
	}

}
