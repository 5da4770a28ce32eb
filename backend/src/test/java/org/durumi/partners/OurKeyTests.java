package org.durumi.partners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;

import org.durumi.partners.KeyWarnings.Urgency;
import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.handoff.HandoffKey;
import org.durumi.security.handoff.HandoffPrimary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class OurKeyTests {

	private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	@TempDir
	private static Path folder;

	private static BootCipher cipher;

	private static HandoffKey made;

	@BeforeAll
	static void makeAKey() throws IOException {
		cipher = cipher("a boot secret of the tests");
		made = HandoffPrimary.generate("Rescue", NOW).issue(NOW, Duration.ofDays(100)).key();
		made.toFile(file(), cipher);
	}

	@Test
	void signsUntilItExpiresAndIsPublishedAfterwardsToo() {
		OurKey now = new OurKey(new OurKeySettings(file()), cipher, CLOCK);
		OurKey later = new OurKey(new OurKeySettings(file()), cipher, Clock.offset(CLOCK, Duration.ofDays(100)));

		assertThat(now.signing())
			.hasValueSatisfying((key) -> assertThat(key.signingFingerprint()).isEqualTo(made.signingFingerprint()));
		assertThat(later.signing()).isEmpty();
		assertThat(later.published()).contains(made.publicKey());
		assertThat(later.fingerprint()).contains(made.fingerprint());
	}

	@Test
	void isAbsentWhereNoneIsConfigured() {
		OurKey none = new OurKey(new OurKeySettings(null), cipher, CLOCK);
		assertThat(none.signing()).isEmpty();
		assertThat(none.published()).isEmpty();
	}

	@Test
	void whatDoesNotOpenStopsTheStartWithASentence() throws IOException {
		BootCipher other = cipher("another boot secret of the tests");
		assertThatExceptionOfType(HandoffKeyUnusable.class)
			.isThrownBy(() -> new OurKey(new OurKeySettings(file()), other, CLOCK))
			.withMessageContaining("does not open with the boot secret");
		assertThatExceptionOfType(HandoffKeyUnusable.class)
			.isThrownBy(() -> new OurKey(new OurKeySettings(folder.resolve("none")), cipher, CLOCK))
			.satisfies((unusable) -> {
				FailureAnalysis said = new HandoffKeyUnusable.Analyzer().analyze(unusable);
				assertThat(Objects.requireNonNull(said).getDescription()).contains("is not there").doesNotContain("\n");
				assertThat(said.getAction()).contains("durumi.handoff.key-file");
			});
	}

	@Test
	void isWarnedOfAMonthAndAWeekBeforeAndOnceItIsOver() {
		for (Map.Entry<Integer, Urgency> day : Map
			.of(69, Urgency.NONE, 71, Urgency.EARLY, 92, Urgency.EARLY, 94, Urgency.LATE, 101, Urgency.LATE)
			.entrySet()) {
			Clock then = Clock.offset(CLOCK, Duration.ofDays(day.getKey()));
			Partners partners = mock(Partners.class);
			PartnerKeys keys = mock(PartnerKeys.class);
			when(keys.current()).thenReturn(Map.of());
			KeyWarnings warnings = new KeyWarnings(partners, keys, new OurKey(new OurKeySettings(file()), cipher, then),
					then);
			assertThat(warnings.mostUrgent()).as("day %d", day.getKey())
				.isEqualTo(new KeyWarnings.Running(day.getValue(), (day.getValue() != Urgency.NONE) ? 1 : 0));
		}
	}

	private static Path file() {
		return folder.resolve("handoff.key");
	}

	private static BootCipher cipher(String text) throws IOException {
		Path file = Files.writeString(Files.createTempFile(folder, "secret", ""), text);
		try (BootSecret secret = BootSecret.read(file)) {
			return new BootCipher(secret);
		}
	}

}
