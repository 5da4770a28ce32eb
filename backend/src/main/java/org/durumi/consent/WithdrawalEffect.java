package org.durumi.consent;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.durumi.consent.Consent.Purpose;

/** What stops when one consent is taken back, told before it is. */
public enum WithdrawalEffect {

	/** Nothing more is begun that rests on consent to services. */
	SERVICES_STOP,
	/** No passage begins. */
	PASSAGE_STOPS,
	/** Nothing more goes to the organisation, also of what waits to be handed over. */
	SHARING_STOPS,
	/** Nothing: another consent or a basis stands in its place. */
	ANOTHER_STANDS,
	/** Nothing: it is over already. */
	NOTHING_RESTS_ON_IT;

	/**
	 * What stops.
	 * @param ledger the case's ledger, newest first
	 * @param taken the entry that would be withdrawn
	 */
	public static Set<WithdrawalEffect> of(List<ConsentEntry> ledger, ConsentEntry taken, LocalDate on) {
		Consent consent = taken.consent();
		if (!consent.stands(on)) {
			return EnumSet.of(NOTHING_RESTS_ON_IT);
		}
		Ledger after = new Ledger(ledger.stream()
			.map((entry) -> entry.id().equals(taken.id()) ? new ConsentEntry(entry.id(), entry.version(),
					entry.recordedAt(), entry.recordedBy(), consent.withdrawn(on, "")) : entry)
			.toList());
		Set<WithdrawalEffect> effects = EnumSet.noneOf(WithdrawalEffect.class);
		switch (consent.purpose()) {
			case SERVICES -> {
				if (!after.state(Purpose.SERVICES, on).covers()) {
					effects.addAll(EnumSet.of(SERVICES_STOP, PASSAGE_STOPS));
				}
			}
			case PASSAGE -> {
				if (!after.state(Purpose.PASSAGE, on).covers()) {
					effects.add(PASSAGE_STOPS);
				}
			}
			case INFORMATION_SHARING -> {
				if (consent.recipient() == null) {
					effects.add(NOTHING_RESTS_ON_IT);
				}
				else if (after.sharing(Objects.requireNonNull(consent.recipient()), on) instanceof Sharing.Missing) {
					effects.add(SHARING_STOPS);
				}
			}
		}
		return effects.isEmpty() ? EnumSet.of(ANOTHER_STANDS) : effects;
	}

}
