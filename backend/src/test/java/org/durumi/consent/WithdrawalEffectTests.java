package org.durumi.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.durumi.consent.Consent.Purpose;
import org.durumi.reference.Language;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.durumi.consent.WithdrawalEffect.ANOTHER_STANDS;
import static org.durumi.consent.WithdrawalEffect.NOTHING_RESTS_ON_IT;
import static org.durumi.consent.WithdrawalEffect.PASSAGE_STOPS;
import static org.durumi.consent.WithdrawalEffect.SERVICES_STOP;
import static org.durumi.consent.WithdrawalEffect.SHARING_STOPS;

class WithdrawalEffectTests {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

	private static final UUID CLINIC = new UUID(0, 8);

	@Test
	void whatRestsOnTheOnlyOneStops() {
		assertThat(ofFirst(consent(Purpose.SERVICES, null))).containsExactlyInAnyOrder(SERVICES_STOP, PASSAGE_STOPS);
		assertThat(ofFirst(consent(Purpose.PASSAGE, null), consent(Purpose.SERVICES, null)))
			.containsExactly(PASSAGE_STOPS);
		assertThat(ofFirst(consent(Purpose.INFORMATION_SHARING, null).to(CLINIC),
				consent(Purpose.INFORMATION_SHARING, null).to(new UUID(0, 9))))
			.containsExactly(SHARING_STOPS);
	}

	@Test
	void whatAnotherCarriesGoesOnAndWhatIsOverCarriesNothing() {
		assertThat(ofFirst(consent(Purpose.SERVICES, null), consent(Purpose.SERVICES, TODAY)))
			.containsExactly(ANOTHER_STANDS);
		assertThat(ofFirst(consent(Purpose.SERVICES, null), consent(Purpose.SERVICES, TODAY.minusDays(1))))
			.contains(SERVICES_STOP);
		assertThat(ofFirst(consent(Purpose.SERVICES, TODAY.minusDays(1)))).containsExactly(NOTHING_RESTS_ON_IT);
		assertThat(ofFirst(consent(Purpose.INFORMATION_SHARING, null))).as("from before recipients were kept")
			.containsExactly(NOTHING_RESTS_ON_IT);
	}

	private static Set<WithdrawalEffect> ofFirst(Consent... consents) {
		List<ConsentEntry> ledger = IntStream.range(0, consents.length)
			.mapToObj((n) -> new ConsentEntry(new UUID(1, n), 0, Instant.EPOCH, new UUID(0, 1), consents[n]))
			.toList();
		return WithdrawalEffect.of(ledger, ledger.getFirst(), TODAY);
	}

	private static Consent consent(Purpose purpose, @Nullable LocalDate last) {
		return new Consent(purpose, Consent.Form.ORALLY, Language.KOREAN, "1", TODAY.minusDays(9), "", last, List.of());
	}

}
