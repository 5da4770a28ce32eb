package org.durumi.ui.handoffs;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.RouteParameters;
import org.durumi.access.CaseAct;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffAcknowledgements;
import org.durumi.handoffs.HandoffAcknowledgements.Outcome;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffMessages.Kind;
import org.durumi.handoffs.HandoffNotice;
import org.durumi.handoffs.HandoffNotice.Standing;
import org.durumi.handoffs.HandoffNotice.What;
import org.durumi.handoffs.HandoffNotices;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffState;
import org.durumi.reference.CaseId;
import org.durumi.reference.Language;
import org.durumi.security.handoff.AcknowledgementRefused;
import org.durumi.ui.WithStaff;
import org.durumi.ui.records.Permissions;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.ScreenTest;
import org.durumi.ui.shell.StepUpCard;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** Our list of handoffs, and one of them. */
class HandoffViewTests extends ScreenTest {

	private static final CaseId CASE = new CaseId(new UUID(0, 3));

	private final HandoffOutbox outbox = mock(HandoffOutbox.class);

	private final HandoffApprovals approvals = mock(HandoffApprovals.class);

	private final HandoffMessages messages = mock(HandoffMessages.class);

	private final HandoffNotices notices = mock(HandoffNotices.class);

	private final Permissions permissions = mock(Permissions.class);

	private final StaffDirectory staff = mock(StaffDirectory.class);

	private final Clock clock = Clock.fixed(Handed.NOW, ZoneOffset.UTC);

	@BeforeEach
	void aCaseworker() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.permissions.may(CASE, CaseAct.HAND_OFF)).thenReturn(true);
		when(this.staff.partners()).thenReturn(Map.of(Handed.CLINIC, "River Clinic"));
		when(this.staff.factorRestsUntil()).thenReturn(Optional.empty());
	}

	@Test
	@WithStaff
	void theListSaysWhoOwesWhatAndWhatIsOverdueAndIsFiltered() {
		when(this.notices.asking(List.of(Handed.ID, Handed.ID))).thenReturn(Set.of(Handed.ID));
		when(this.outbox.page(any(), anyInt(), anyInt()))
			.thenReturn(List.of(entry(Handed.at(HandoffState.COLLECTED, Handed.NOW.minus(Duration.ofHours(1)), null)),
					entry(Handed.at(HandoffState.SEALED))));
		OutboxView view = onPage(new OutboxView(this.outbox, this.notices, this.staff, this.clock));
		assertThat(textOf(view)).contains("Medical referral", "quiet-crane", "River Clinic", "Overdue",
				"The partner says by", "The partner collects it by", "Telephone the partner");
		verify(this.outbox).page(new HandoffOutbox.Filter(Set.of(HandoffState.DRAFT, HandoffState.AWAITING_APPROVAL,
				HandoffState.SEALED, HandoffState.COLLECTED, HandoffState.ACCEPTED), null), 0, 26);

		when(this.outbox.page(any(), anyInt(), anyInt())).thenReturn(List.of());
		partner().setValue(Handed.CLINIC);
		verify(this.outbox).page(new HandoffOutbox.Filter(Set.of(HandoffState.DRAFT, HandoffState.AWAITING_APPROVAL,
				HandoffState.SEALED, HandoffState.COLLECTED, HandoffState.ACCEPTED), Handed.CLINIC), 0, 26);
		assertThat(textOf(view)).contains("Nothing here", "A handoff begins on a case’s page");
	}

	@Test
	@WithStaff
	void whatWasNotCollectedIsTakenByHandAndTakenBack() {
		HandoffView view = open(Handed.at(HandoffState.SEALED));
		assertThat(textOf(view)).contains("Download the sealed package", "package and copy are deleted");
		assertThat(find(Upload.class, view).all()).hasSize(1);
		when(this.outbox.recall(Handed.ID)).thenReturn(HandoffOutbox.Recalled.TAKEN_BACK);
		pressButton("Take it back");
		verify(this.outbox, never()).recall(any());
		test(find(ConfirmDialog.class).single()).confirm();
		verify(this.outbox).recall(Handed.ID);
	}

	@Test
	@WithStaff
	void aCaseThatCameBackSaysThatNobodyFollowsHer() {
		HandoffOutbox.Entry back = new HandoffOutbox.Entry(Handed.at(HandoffState.COMPLETED), CASE, "quiet-crane",
				new UUID(0, 1), true, false, false, null);
		when(this.outbox.page(any(), anyInt(), anyInt())).thenReturn(List.of(back));
		assertThat(textOf(onPage(new OutboxView(this.outbox, this.notices, this.staff, this.clock))))
			.contains("nobody follows her");
		assertThat(textOf(open(back))).contains("nobody follows her").doesNotContain("Take the case back");
	}

	@Test
	@WithStaff
	void whatNeedsAttentionIsShownAtOnceToWhoComesForIt() {
		HandoffOutbox.Entry back = new HandoffOutbox.Entry(Handed.at(HandoffState.COMPLETED), CASE, "quiet-crane",
				new UUID(0, 1), true, false, false, null);
		when(this.outbox.due(any(), anyInt(), anyInt())).thenReturn(List.of(back));
		OutboxView view = new OutboxView(this.outbox, this.notices, this.staff, this.clock);
		assertThat(textOf(view)).doesNotContain("quiet-crane");
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getLocation()).thenReturn(new Location(Routes.HANDOFFS + "?" + Routes.DUE));
		view.beforeEnter(event);
		assertThat(textOf(onPage(view))).contains("quiet-crane");
	}

	@Test
	@WithStaff
	void howATransferEndedIsAskedAndNoted() {
		HandoffOutbox.Entry ended = new HandoffOutbox.Entry(Handed.at(HandoffState.COMPLETED), CASE, "quiet-crane",
				new UUID(0, 1), false, false, true, null);
		when(this.outbox.checkEnd(Handed.ID)).thenReturn(true);
		assertThat(textOf(open(ended))).contains("How it ended is the partner’s word");
		pressButton("It is as they reported");
		verify(this.outbox, never()).checkEnd(any());
		test(find(ConfirmDialog.class).single()).confirm();
		verify(this.outbox).checkEnd(Handed.ID);
	}

	@Test
	@WithStaff
	void whoAskedHowItEndedAndThatItWasTakenBackStandInItsCourse() {
		when(this.staff.names()).thenReturn(Map.of(new UUID(0, 9), "Seo Gaon"));
		HandoffOutbox.Entry entry = new HandoffOutbox.Entry(Handed.takenBack(), CASE, "quiet-crane", new UUID(0, 1),
				false, false, false, new HandoffOutbox.Checked(new UUID(0, 9), Handed.NOW));
		assertThat(textOf(open(entry))).contains("The partner said the same on the telephone.", "Seo Gaon",
				"The case was taken back from the partner.");
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR, acr = 2)
	void aSupervisorTakesACaseBackThatIsTheirsAfterTheEnd() {
		HandoffOutbox.Entry theirs = new HandoffOutbox.Entry(Handed.at(HandoffState.COMPLETED), CASE, "quiet-crane",
				new UUID(0, 1), false, true, false, null);
		assertThat(textOf(open(theirs))).as("a caseworker").doesNotContain("Take the case back");
		when(this.permissions.may(CASE, CaseAct.DECIDE)).thenReturn(true);
		when(this.approvals.takeCaseBack(Handed.ID)).thenReturn(HandoffApprovals.Decided.DONE);
		assertThat(textOf(open(theirs))).contains("Telephone them first");
		pressButton("Take the case back");
		verify(this.approvals, never()).takeCaseBack(any());
		test(find(ConfirmDialog.class).single()).confirm();
		verify(this.approvals).takeCaseBack(Handed.ID);
	}

	@Test
	@WithStaff
	void whatNoMailTellsIsReadOutInBothLanguagesAndNoted() {
		when(this.notices.of(Handed.ID)).thenReturn(List.of(notice(What.WAITS, Standing.NO_SERVER, Language.KOREAN),
				notice(What.MESSAGE, Standing.NOT_TAKEN, Language.THAI),
				notice(What.DEMANDED, Standing.OVER, Language.KOREAN)));
		HandoffView view = open(Handed.at(HandoffState.SEALED));
		NoticesSection section = find(NoticesSection.class, view).single();
		assertThat(textOf(section))
			.contains("no mail is sent from here", "Something waits for your organisation in the portal, until",
					"귀 기관 앞으로 온 것이 포털에 있습니다", "did not take it", "needs your organisation’s attention")
			.doesNotContain("포털에 귀 기관에서 확인하셔야", "demanded back", "beef", "quiet-crane", "River Clinic", "referral",
					"Durumi");
		when(this.notices.told(Handed.ID, What.WAITS)).thenReturn(true);
		test(find(Button.class, section).withText("I told them").all().getFirst()).click();
		verify(this.notices).told(Handed.ID, What.WAITS);
	}

	@Test
	@WithStaff
	void whoWasToldIsNotAskedFor() {
		when(this.staff.names()).thenReturn(Map.of(new UUID(0, 9), "Seo Gaon"));
		when(this.notices.of(Handed.ID)).thenReturn(List.of(notice(What.WAITS, Standing.TOLD_BY_MAIL, null),
				notice(What.MESSAGE, Standing.TOLD_BY_TELEPHONE, null),
				notice(What.STOPPED, Standing.UNDER_WAY, null)));
		HandoffView view = open(Handed.at(HandoffState.COLLECTED));
		assertThat(textOf(view)).contains("Told by mail on", "by telephone, says Seo Gaon", "A mail is on its way");
		assertThat(buttonTexts()).doesNotContain("I told them");
		when(this.outbox.page(any(), anyInt(), anyInt())).thenReturn(List.of(entry(Handed.at(HandoffState.SEALED))));
		assertThat(textOf(onPage(new OutboxView(this.outbox, this.notices, this.staff, this.clock))))
			.contains("The partner collects it by")
			.doesNotContain("Telephone the partner");
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR)
	void whoeverHasNoPartInItIsNotAskedToTell() {
		when(this.permissions.may(CASE, CaseAct.HAND_OFF)).thenReturn(false);
		when(this.notices.of(Handed.ID)).thenReturn(List.of(notice(What.WAITS, Standing.NO_SERVER, null)));
		assertThat(find(NoticesSection.class, open(Handed.at(HandoffState.SEALED))).all()).isEmpty();
		when(this.permissions.may(CASE, CaseAct.DECIDE)).thenReturn(true);
		assertThat(find(NoticesSection.class, open(Handed.at(HandoffState.SEALED))).all()).hasSize(1);
	}

	private static HandoffNotice notice(What what, Standing standing, @Nullable Language language) {
		boolean told = standing == Standing.TOLD_BY_MAIL || standing == Standing.TOLD_BY_TELEPHONE;
		return new HandoffNotice(Handed.ID, what, standing, Handed.NOW,
				(what == What.WAITS) ? Handed.NOW.plusSeconds(60) : null, told ? Handed.NOW : null,
				(standing == Standing.TOLD_BY_TELEPHONE) ? new UUID(0, 9) : null, language);
	}

	@Test
	@WithStaff
	void whatWasCollectedCanBeDemandedBackOnly() {
		HandoffView view = open(Handed.at(HandoffState.COLLECTED));
		assertThat(textOf(view)).contains("what they took cannot be deleted from here");
		assertThat(buttonTexts()).contains("Demand it back").doesNotContain("Take it back");
		view = open(Handed.at(HandoffState.COMPLETED));
		assertThat(find(HandoffActs.class, view).all()).isEmpty();
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR)
	void aFrozenOneWaitsForASupervisorWhoShowsThatItIsHer() {
		when(this.permissions.may(CASE, CaseAct.HAND_OFF)).thenReturn(false);
		when(this.permissions.may(CASE, CaseAct.DECIDE)).thenReturn(true);
		HandoffView view = open(Handed.at(HandoffState.SEALED, Handed.NOW.plusSeconds(60), Handoff.Frozen.CONSENT));
		assertThat(textOf(view)).contains("Stopped", "She withdrew her consent");
		assertThat(find(StepUpCard.class, view).all()).hasSize(1);
		assertThat(buttonTexts()).doesNotContain("Let it go on");
		assertThat(find(Upload.class, view).all()).isEmpty();
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR, acr = 2)
	void aFrozenOneGoesOnByHerWord() {
		when(this.permissions.may(CASE, CaseAct.DECIDE)).thenReturn(true);
		open(Handed.at(HandoffState.SEALED, Handed.NOW.plusSeconds(60), Handoff.Frozen.ARREST));
		when(this.approvals.release(Handed.ID, 1)).thenReturn(HandoffApprovals.Decided.CONSENT_CHANGED);
		pressButton("Let it go on");
		verify(this.approvals).release(Handed.ID, 1);
	}

	@Test
	@WithStaff
	void messagesAreReadWhenAskedForAndAnswered() {
		HandoffView view = open(Handed.at(HandoffState.ACCEPTED));
		verify(this.messages, never()).read(any());
		when(this.messages.read(Handed.ID)).thenReturn(List.of(new HandoffMessages.Message(new UUID(0, 5),
				Kind.QUESTION, new UUID(0, 6), Handed.CLINIC, Handed.NOW, "Does she need an interpreter?")));
		pressButton("Show");
		assertThat(textOf(view)).contains("Does she need an interpreter?", "River Clinic");
		when(this.messages.write(Handed.ID, Kind.ANSWER, "Yes.")).thenReturn(HandoffMessages.Written.TOO_LATE);
		find(TextArea.class).single().setValue("Yes.");
		pressButton("Send");
		assertThat(find(TextArea.class).single().getValue()).as("not lost").isEqualTo("Yes.");
		when(this.messages.write(Handed.ID, Kind.ANSWER, "Yes.")).thenReturn(HandoffMessages.Written.DONE);
		pressButton("Send");
		assertThat(find(TextArea.class).single().getValue()).isEmpty();
		view = open(Handed.at(HandoffState.DECLINED));
		assertThat(find(TextArea.class, view).all()).isEmpty();
	}

	@Test
	void eachRefusalOfAnAnswerIsASentence() {
		for (AcknowledgementRefused.Reason reason : AcknowledgementRefused.Reason.values()) {
			assertThat(AcknowledgementUpload.sentence(new Outcome.Unproved(reason))).endsWith(".");
		}
		assertThat(AcknowledgementUpload.sentence(new Outcome.Counted(HandoffState.ACCEPTED)))
			.isEqualTo("It counts: Accepted");
	}

	@Test
	@WithStaff
	void anotherIdIsNotHere() {
		when(this.outbox.require(any())).thenThrow(new AccessDeniedException("handoff"));
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> enter(Handed.ID.toString()));
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> enter("../cases"));
	}

	@Test
	@WithStaff(roles = Role.PARTNER)
	void isNoPartnersMembers() {
		assertThatThrownBy(() -> navigate(OutboxView.class)).isInstanceOf(IllegalArgumentException.class);
	}

	private HandoffView open(Handoff handoff) {
		return open(entry(handoff));
	}

	private HandoffView open(HandoffOutbox.Entry entry) {
		UI.getCurrent().removeAll();
		when(this.outbox.require(Handed.ID)).thenReturn(entry);
		return enter(Handed.ID.toString());
	}

	private HandoffView enter(String id) {
		HandoffView view = new HandoffView(
				new HandoffServices(this.outbox, mock(HandoffComposing.class), this.approvals,
						mock(HandoffAcknowledgements.class), this.messages, this.notices, this.permissions),
				this.staff, this.clock);
		BeforeEnterEvent event = mock(BeforeEnterEvent.class);
		when(event.getRouteParameters()).thenReturn(new RouteParameters(HandoffView.ID, id));
		view.beforeEnter(event);
		return onPage(view);
	}

	private static HandoffOutbox.Entry entry(Handoff handoff) {
		return new HandoffOutbox.Entry(handoff, CASE, "quiet-crane", new UUID(0, 1), false, false, false, null);
	}

	@SuppressWarnings("unchecked")
	private ComboBox<UUID> partner() {
		return find(ComboBox.class).single();
	}

}
