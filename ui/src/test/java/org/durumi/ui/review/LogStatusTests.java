package org.durumi.ui.review;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import org.durumi.audit.LogState;
import org.durumi.audit.LogVerification;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigned;
import org.durumi.security.ledger.Cosigning;
import org.durumi.security.ledger.VerificationReport;
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
			when(this.verification.state())
				.thenReturn(new LogState(LogState.Sequencing.BEHIND, null, null, null, false, 0, reason));
			assertThat(new LogStatus(this.verification).getElement().getOuterHTML()).contains("tone-danger",
					"A supervisor’s key or a witness refused to co-sign", "until an administrator declares the loss",
					"Tell whoever keeps the checkpoints");
		}
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
			.thenReturn(new LogState(LogState.Sequencing.RUNNING, null, null, null, true, 5, null));
		LogStatus status = new LogStatus(this.verification);
		UI ui = UI.getCurrent();
		ui.add(status);
		Button verify = (Button) status.getChildren().filter(Button.class::isInstance).findFirst().orElseThrow();
		verify.click();
		verify.click();
		verify.click();
		clearInvocations(this.verification);
		ComponentUtil.fireEvent(ui, new PollEvent(ui, true));
		verify(this.verification, times(1)).state();
		ui.remove(status);
		assertThat(ui.getPollInterval()).as("once it is gone").isEqualTo(-1);
	}

	private static VerificationReport report(String... findings) {
		return new VerificationReport(new Checkpoint("log.example", 1234, new byte[32], new UUID(0, 1), 1233L),
				VERIFIED, 0, List.of(findings), true, List.of("Entries 3 to 5 were lost."),
				List.of(new Cosigned("durumi.witness/7+ab+key", 1200, VERIFIED)));
	}

	private String shown(@Nullable VerificationReport report, @Nullable Instant failingSince) {
		when(this.verification.state()).thenReturn(new LogState(LogState.Sequencing.RUNNING, report,
				(report != null) ? VERIFIED : null, failingSince, false, 0, null));
		return new LogStatus(this.verification).getElement().getOuterHTML();
	}

}
