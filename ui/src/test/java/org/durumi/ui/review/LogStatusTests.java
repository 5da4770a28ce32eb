package org.durumi.ui.review;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.progressbar.ProgressBar;
import org.durumi.actor.Actor;
import org.durumi.actor.Role;
import org.durumi.actor.SessionRef;
import org.durumi.audit.LogState;
import org.durumi.audit.LogVerification;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigned;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.VerificationReport;
import org.durumi.ui.shell.Routes;
import org.durumi.ui.shell.ScreenTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class LogStatusTests extends ScreenTest {

	private static final Instant VERIFIED = Instant.parse("2026-03-01T08:00:00Z");

	private static final Instant FAILING = Instant.parse("2026-03-04T08:00:00Z");

	private static final Instant CANCELLED = Instant.parse("2026-03-05T08:00:00Z");

	private final LogVerification verification = mock(LogVerification.class);

	@BeforeEach
	void english() {
		UI.getCurrent().setLocale(Locale.ENGLISH);
	}

	@Test
	void aLogThatHoldsIsGreen() {
		assertThat(shown(report(), null)).contains("The log holds", "tone-good", "Verified to entry 1,234")
			.doesNotContain("could not be verified", "tone-danger");
	}

	@Test
	void aLogThatCouldNotBeVerifiedIsRedWhateverWasFoundBefore() {
		assertThat(shown(report(), FAILING))
			.contains("The log could not be verified", "tone-danger", "could not be verified since ",
					"Before that it was verified to entry 1,234")
			.doesNotContain("The log holds", "tone-good");
		assertThat(shown(null, FAILING)).contains("The log could not be verified", "tone-danger")
			.doesNotContain("Before that", "Not verified yet", "tone-neutral");
	}

	@Test
	void whatWasFoundStaysWhileTheLogCannotBeVerified() {
		assertThat(shown(report("Entry 7 was altered."), FAILING)).contains("The log could not be verified",
				"The log does not hold", "Entry 7 was altered.");
		assertThat(shown(report("Entry 7 was altered."), null))
			.contains("The log does not hold", "Entry 7 was altered.")
			.doesNotContain("could not be verified", "tone-good");
	}

	@Test
	void aLogThatWasNotVerifiedYetSaysSo() {
		assertThat(shown(null, null)).contains("Not verified yet").doesNotContain("tone-good", "tone-danger");
	}

	@Test
	void eventsThatWaitForAMinuteAreRedAndANoticeOnEveryPageOfASupervisor() {
		LogNotices notices = new LogNotices(this.verification);
		assertThat(shown(report(), null)).doesNotContain("tone-danger");
		assertThat(notice(notices, Role.SUPERVISOR)).doesNotContain("audit log");
		when(this.verification.state()).thenReturn(
				new LogState(LogState.Sequencing.STALLED, report(), VERIFIED, null, false, 0, 0, null, null, null));

		assertThat(new LogStatus(this.verification).getElement().getOuterHTML()).contains("tone-danger",
				"Events wait for their place: none is lost");
		assertThat(notice(notices, Role.SUPERVISOR)).contains("The audit log needs to be looked after",
				"href=\"" + Routes.AUDIT + "\"");
		assertThat(notices.create(with(Role.CASEWORKER))).isEmpty();
		assertThat(notices.create(with(Role.ADMIN))).isEmpty();
	}

	@Test
	void aLogThatDoesNotHoldIsANoticeToo() {
		shown(report("Entry 7 was altered."), null);
		assertThat(notice(new LogNotices(this.verification), Role.SUPERVISOR)).contains("needs to be looked after");
		shown(report(), FAILING);
		assertThat(notice(new LogNotices(this.verification), Role.SUPERVISOR)).contains("needs to be looked after");
	}

	@Test
	void howFarItIsCosignedIsSaidAndWhatBreaksNothingIsFolded() {
		assertThat(shown(report(), null))
			.contains("Co-signed by a supervisor’s key to entry 1,200", "durumi.witness/7+ab+key",
					"Also to know about the log", "Entries 3 to 5 were lost.")
			.doesNotContain("refused to co-sign");
		assertThat(shown(null, null)).doesNotContain("Co-signed");
	}

	@Test
	void aKeyThatRefusedAndALogThatIsBehindAreRed() {
		for (Cosigning.Reason reason : Cosigning.Reason.values()) {
			when(this.verification.state()).thenReturn(
					new LogState(LogState.Sequencing.BEHIND, null, null, null, false, 0, 0, null, reason, null));
			assertThat(new LogStatus(this.verification).getElement().getOuterHTML()).contains("tone-danger",
					"A supervisor’s key or a witness refused to co-sign", "until an administrator declares the loss",
					"Tell whoever keeps the checkpoints");
		}
	}

	@Test
	void aWitnessThatKeepsNothingIsSaid() {
		when(this.verification.state()).thenReturn(
				new LogState(LogState.Sequencing.RUNNING, report(), VERIFIED, null, false, 0, 0, null, null, VERIFIED));
		assertThat(new LogStatus(this.verification).getElement().getOuterHTML()).contains("tone-attention",
				"The witness has kept no checkpoint since 2026-03-01 08:00");
		assertThat(shown(report(), null)).doesNotContain("witness has kept");
	}

	@Test
	void isSaidInEachLanguage() {
		UI.getCurrent().setLocale(Locale.KOREAN);
		assertThat(shown(report(), FAILING)).contains("기록을 검증할 수 없음", "1,234번째 항목까지").doesNotContain("기록이 온전함");
		UI.getCurrent().setLocale(Locale.SIMPLIFIED_CHINESE);
		assertThat(shown(report(), FAILING)).contains("日志无法验证", "验证至第 1,234 条").doesNotContain("日志完好");
	}

	@Test
	void asksOnceASecondHoweverOftenItIsToldToVerify() {
		when(this.verification.state())
			.thenReturn(new LogState(LogState.Sequencing.RUNNING, null, null, null, true, 5, 0, null, null, null));
		LogStatus status = new LogStatus(this.verification);
		UI ui = UI.getCurrent();
		ui.add(status);
		Button verify = find(Button.class, status).withText("Verify now").single();
		verify.click();
		verify.click();
		verify.click();
		clearInvocations(this.verification);
		ComponentUtil.fireEvent(ui, new PollEvent(ui, true));
		verify(this.verification, times(1)).state();
		ui.remove(status);
		assertThat(ui.getPollInterval()).as("once it is gone").isEqualTo(-1);
	}

	@Test
	void whoeverComesWhileOneIsUnderWaySeesHowFarItIsAndMayStopIt() {
		when(this.verification.state()).thenReturn(under(5000, 20_000));
		LogStatus status = new LogStatus(this.verification);
		UI ui = UI.getCurrent();
		ui.add(status);
		assertThat(status.getElement().getTextRecursively()).contains("Verifying: 5,000 of 20,000 entries read.");
		assertThat(find(ProgressBar.class, status).single().getValue()).isEqualTo(0.25);
		when(this.verification.state()).thenReturn(under(21_000, 20_000));
		ComponentUtil.fireEvent(ui, new PollEvent(ui, true));
		assertThat(find(ProgressBar.class, status).single().getValue()).as("more came meanwhile").isEqualTo(1);

		when(this.verification.state()).thenReturn(new LogState(LogState.Sequencing.RUNNING, report(), VERIFIED, null,
				false, 0, 0, CANCELLED, null, null));
		test(find(Button.class, status).withText("Stop").single()).click();
		verify(this.verification).cancel();
		assertThat(find(Button.class, status).withText("Stop").all()).isEmpty();
		assertThat(find(ProgressBar.class, status).all()).isEmpty();
		assertThat(status.getElement().getTextRecursively()).contains("Verified to entry 1,234, at 2026-03-01 08:00",
				"The verification was stopped at 2026-03-05 08:00 UTC, before its end: it says nothing.");
		ui.remove(status);
	}

	@Test
	void aFirstVerificationThatWasStoppedIsNoGoodOne() {
		when(this.verification.state()).thenReturn(
				new LogState(LogState.Sequencing.RUNNING, null, null, null, false, 0, 0, CANCELLED, null, null));
		assertThat(new LogStatus(this.verification).getElement().getOuterHTML())
			.contains("Not verified yet", "it says nothing")
			.doesNotContain("tone-good", "The log holds");
	}

	private static LogState under(long read, long total) {
		return new LogState(LogState.Sequencing.RUNNING, null, null, null, true, read, total, null, null, null);
	}

	private static String notice(LogNotices notices, Role role) {
		return notices.create(with(role)).orElseThrow().getElement().getOuterHTML();
	}

	private static Actor with(Role role) {
		return new Actor(new UUID(0, 1), new UUID(0, 2), new UUID(0, 3), Set.of(role), SessionRef.random(), 1);
	}

	private static VerificationReport report(String... findings) {
		return new VerificationReport(new Checkpoint("log.example", 1234, new byte[32], new UUID(0, 1), 1233L),
				VERIFIED, 0, List.of(findings), true, List.of("Entries 3 to 5 were lost."),
				List.of(new Cosigned("durumi.witness/7+ab+key", 1200, VERIFIED)));
	}

	private String shown(@Nullable VerificationReport report, @Nullable Instant failingSince) {
		when(this.verification.state()).thenReturn(new LogState(LogState.Sequencing.RUNNING, report,
				(report != null) ? VERIFIED : null, failingSince, false, 0, 0, null, null, null));
		return new LogStatus(this.verification).getElement().getOuterHTML();
	}

}
