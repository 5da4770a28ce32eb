package org.durumi.consent;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.consent.Consent.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of one case come to. Consent to services or to passage is there while
 * any stands. Of sharing with one organisation her newest word decides alone, so that
 * none that she gave before comes back when she takes the newest back or it is over.
 *
 * @param entries newest first
 */
record Ledger(List<ConsentEntry> entries) {

	/** How the case stands as to one purpose, whichever organisation it is about. */
	ConsentState state(Purpose purpose, LocalDate on) {
		List<Consent> about = of(purpose).map(ConsentEntry::consent).toList();
		List<Consent> standing = about.stream().filter((consent) -> consent.stands(on)).toList();
		if (standing.stream().anyMatch((consent) -> !consent.form().isBasis())) {
			return ConsentState.GIVEN;
		}
		if (!standing.isEmpty()) {
			return ConsentState.BASIS;
		}
		return about.stream()
			.findFirst()
			.map((newest) -> newest.wasWithdrawn() ? ConsentState.WITHDRAWN : ConsentState.EXPIRED)
			.orElse(ConsentState.NONE);
	}

	/**
	 * The last day of the consents, or if there are none the bases, that make the state;
	 * absent if nothing stands or one stands until it is withdrawn.
	 */
	@Nullable LocalDate until(Purpose purpose, LocalDate on) {
		boolean basis = state(purpose, on) == ConsentState.BASIS;
		return end(of(purpose).map(ConsentEntry::consent)
			.filter((consent) -> consent.stands(on) && consent.form().isBasis() == basis)
			.toList()).orElse(null);
	}

	/**
	 * For each thing she was asked that was not taken back, the day on which it ends or
	 * has ended; none if something about it stands until it is withdrawn.
	 */
	Set<LocalDate> ends() {
		Stream<LocalDate> ours = Stream.of(Purpose.SERVICES, Purpose.PASSAGE)
			.flatMap((purpose) -> end(
					of(purpose).map(ConsentEntry::consent).filter((consent) -> !consent.wasWithdrawn()).toList())
				.stream());
		Stream<LocalDate> shared = newestOfEach((consent) -> consent.purpose() == Purpose.INFORMATION_SHARING)
			.map(ConsentEntry::consent)
			.filter((consent) -> !consent.wasWithdrawn())
			.flatMap((consent) -> Stream.ofNullable(consent.expiresOn()));
		return Stream.concat(ours, shared).collect(Collectors.toSet());
	}

	/** The last day of several, if each has one. */
	private static Optional<LocalDate> end(List<Consent> consents) {
		List<LocalDate> days = consents.stream().flatMap((consent) -> Stream.ofNullable(consent.expiresOn())).toList();
		return (days.size() < consents.size()) ? Optional.empty() : days.stream().max(Comparator.naturalOrder());
	}

	/**
	 * What may go to an organisation. What she keeps back counts wherever she said it,
	 * also in a consent that is over or was taken back, until she says otherwise in a
	 * newer one about the same thing.
	 */
	Sharing sharing(UUID recipient, LocalDate on) {
		Optional<ConsentEntry> consent = with(recipient).filter((entry) -> !entry.consent().form().isBasis())
			.findFirst()
			.filter((entry) -> entry.consent().stands(on));
		if (consent.isPresent()) {
			return new Sharing.Consented(consent.get().id(),
					// a basis is no word of hers
					newestOfEach((other) -> !other.form().isBasis())
						.flatMap((entry) -> entry.consent().withheld().stream())
						.filter((withheld) -> withheld.isFrom(recipient))
						.map(Consent.Withheld::item)
						.collect(Collectors.toSet()),
					consent.get().consent().expiresOn());
		}
		return with(recipient).filter((entry) -> entry.consent().form().isBasis() && entry.consent().stands(on))
			.findFirst()
			.<Sharing>map((basis) -> new Sharing.Basis(basis.id(), basis.consent().form(), basis.consent().expiresOn()))
			.orElseGet(Sharing.Missing::new);
	}

	private Stream<ConsentEntry> with(UUID recipient) {
		return of(Purpose.INFORMATION_SHARING).filter((entry) -> recipient.equals(entry.consent().recipient()));
	}

	/** Of those that are meant, the newest about each thing. */
	private Stream<ConsentEntry> newestOfEach(Predicate<Consent> meant) {
		List<ConsentEntry> among = this.entries.stream().filter((entry) -> meant.test(entry.consent())).toList();
		return among.stream()
			.filter((entry) -> among.stream()
				.filter((other) -> other.consent().isAboutTheSame(entry.consent()))
				.findFirst()
				.filter(entry::equals)
				.isPresent());
	}

	private Stream<ConsentEntry> of(Purpose purpose) {
		return this.entries.stream().filter((entry) -> entry.consent().purpose() == purpose);
	}

}
