package org.durumi.ui.approvals;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import org.durumi.access.StaffDirectory;
import org.durumi.actor.Role;
import org.durumi.handoffs.FieldId;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffState;
import org.durumi.reference.CaseId;
import org.durumi.ui.WithStaff;
import org.durumi.ui.handoffs.Handed;
import org.durumi.ui.shell.ScreenTest;
import org.durumi.ui.shell.StepUpCard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** The page of approvals, and what a second person sees of a handoff. */
@WithStaff(roles = Role.SUPERVISOR)
class ApprovalsViewTests extends ScreenTest {

	private final StaffDirectory staff = mock(StaffDirectory.class);

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
		when(this.staff.factorRestsUntil()).thenReturn(Optional.empty());
	}

	@Test
	void showsTheKindsThatAreTheReadersInOrder() {
		RequestKind others = kind(false, true, "of others");
		ApprovalsView view = open(kind(true, false, "first"), others, kind(true, false, "second"));
		assertThat(textOf(view)).containsSubsequence("first", "second").doesNotContain("of others");
		verify(others, never()).waiting(any());
		verify(others, never()).asked(any());
		assertThat(find(StepUpCard.class, view).all()).isEmpty();
		assertThat(textOf(open(others))).contains("No requests");
	}

	@Test
	void whoMayAgreeToWhatWantsAFreshFactorIsLedToIt() {
		assertThat(find(StepUpCard.class, open(kind(true, true, "export"))).all()).hasSize(1);
	}

	@Test
	@WithStaff(roles = Role.SUPERVISOR, acr = 2)
	void whoseFactorIsFreshIsNot() {
		assertThat(find(StepUpCard.class, open(kind(true, true, "export"))).all()).isEmpty();
	}

	@Test
	void whatLeavesWithoutHerConsentIsNamedWithTheReason() {
		FieldId hangul = new FieldId("identity", "hangul");
		FieldId birth = new FieldId("identity", "birth");
		Component what = what("She is unconscious.", new HandoffApprovals.Field(hangul, true, true, List.of("한아름")),
				new HandoffApprovals.Field(birth, true, false, List.of("2001")));
		assertThat(textOf(what)).contains("without her consent: Who she is · Name (Hangul).",
				"because: She is unconscious.");
		assertThat(find(DescriptionList.Description.class, onPage(what)).all()).extracting(ScreenTest::textOf)
			.containsExactly("한아름◆Without her consent", "2001");

		assertThat(textOf(what("", new HandoffApprovals.Field(hangul, true, false, List.of("한아름")))))
			.doesNotContain("onsent");
	}

	private static Component what(String override, HandoffApprovals.Field... fields) {
		return HandoffRequests.what(new HandoffApprovals.Opened(Handed.at(HandoffState.AWAITING_APPROVAL),
				new CaseId(new UUID(0, 3)), "She is ill.", override, List.of(fields)));
	}

	private static RequestKind kind(boolean hers, boolean fresh, String card) {
		RequestKind kind = mock(RequestKind.class);
		when(kind.isFor(any())).thenReturn(hers);
		when(kind.wantsFreshFactor()).thenReturn(fresh);
		when(kind.waiting(any())).thenReturn(List.of(new Span(card)));
		return kind;
	}

	private ApprovalsView open(RequestKind... kinds) {
		return onPage(new ApprovalsView(List.of(kinds), this.staff, Clock.systemUTC()));
	}

}
