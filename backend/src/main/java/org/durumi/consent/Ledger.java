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
 * What the entries of one case come to. Of several consents to the same thing that stand,
 * the newest says how far it goes.
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
		List<Consent> standing = of(purpose).map(ConsentEntry::consent)
			.filter((consent) -> consent.stands(on) && consent.form().isBasis() == basis)
			.toList();
		return standing.stream().anyMatch((consent) -> consent.expiresOn() == null) ? null
				: standing.stream()
					.flatMap((consent) -> Stream.ofNullable(consent.expiresOn()))
					.max(Comparator.naturalOrder())
					.orElse(null);
	}

	/**
	 * For each thing she was asked that was not taken back, the day on which it ends or
	 * has ended; none if something about it stands until it is withdrawn.
	 */
	Set<LocalDate> ends() {
		return this.entries.stream()
			.map(ConsentEntry::consent)
			.filter((consent) -> !consent.wasWithdrawn())
			.collect(Collectors
				.groupingBy((consent) -> List.of(consent.purpose(), Optional.ofNullable(consent.recipient()))))
			.values()
			.stream()
			.filter((same) -> same.stream().allMatch((consent) -> consent.expiresOn() != null))
			.flatMap((same) -> same.stream()
				.flatMap((consent) -> Stream.ofNullable(consent.expiresOn()))
				.max(Comparator.naturalOrder())
				.stream())
			.collect(Collectors.toSet());
	}

	/**
	 * What may go to an organisation. What she keeps back counts wherever she said it,
	 * also in a consent that is over or was taken back, until she says otherwise in a
	 * newer one about the same thing.
	 */
	Sharing sharing(UUID recipient, LocalDate on) {
		Optional<ConsentEntry> consent = standing(recipient, on, (form) -> !form.isBasis());
		if (consent.isPresent()) {
			return new Sharing.Consented(consent.get().id(),
					newestOfEach().flatMap((entry) -> entry.consent().withheld().stream())
						.filter((withheld) -> withheld.isFrom(recipient))
						.map(Consent.Withheld::item)
						.collect(Collectors.toSet()),
					consent.get().consent().expiresOn());
		}
		return standing(recipient, on, Consent.Form::isBasis)
			.<Sharing>map((basis) -> new Sharing.Basis(basis.id(), basis.consent().form()))
			.orElseGet(Sharing.Missing::new);
	}

	private Optional<ConsentEntry> standing(UUID recipient, LocalDate on, Predicate<Consent.Form> form) {
		return of(Purpose.INFORMATION_SHARING)
			.filter((entry) -> recipient.equals(entry.consent().recipient()) && entry.consent().stands(on)
					&& form.test(entry.consent().form()))
			.findFirst();
	}

	/** The newest consents of hers to each thing; a basis is no word of hers. */
	private Stream<ConsentEntry> newestOfEach() {
		return this.entries.stream()
			.filter((entry) -> !entry.consent().form().isBasis())
			.filter((entry) -> this.entries.stream()
				.filter((other) -> !other.consent().form().isBasis() && other.consent().isAboutTheSame(entry.consent()))
				.findFirst()
				.filter(entry::equals)
				.isPresent());
	}

	private Stream<ConsentEntry> of(Purpose purpose) {
		return this.entries.stream().filter((entry) -> entry.consent().purpose() == purpose);
	}

}
