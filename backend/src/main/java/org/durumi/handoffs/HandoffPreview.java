package org.durumi.handoffs;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.consent.SharedItem;
import org.durumi.consent.Sharing;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * What a partner would see, and what she would not and why.
 *
 * @param sharing how the case stands as to her consent for this partner
 */
public record HandoffPreview(Sharing sharing, List<Item> items) {

	public HandoffPreview {
		items = List.copyOf(items);
	}

	/**
	 * One field.
	 *
	 * @param withheld why the partner does not see it; absent if she does
	 * @param overridden whether she sees it without the survivor's consent
	 * @param values what she sees; empty if she does not
	 */
	public record Item(FieldId field, Compartment compartment, SharedItem item, @Nullable Withheld withheld,
			boolean overridden, List<String> values) {

		public Item {
			values = List.copyOf(values);
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** Why something is not handed over. */
	public enum Withheld {

		/** Nobody chose it. */
		NOT_CHOSEN,
		/** It lies outside the purpose. */
		NOT_IN_PURPOSE,
		/** Whoever composes it does not hold the compartment: not hers to hand over. */
		NOT_YOURS,
		/** She consented to no sharing with this partner. */
		NO_CONSENT,
		/** She keeps it back from this partner. */
		SHE_KEEPS_IT,
		/** Nothing is known. */
		UNKNOWN

	}

	/** The consent, or what stands in its place, that it rests on. */
	@Nullable UUID consent() {
		return switch (this.sharing) {
			case Sharing.Consented consented -> consented.consent();
			case Sharing.Basis basis -> basis.consent();
			case Sharing.Missing missing -> null;
			case Sharing.Unknown unknown -> null;
		};
	}

	/** What leaves. */
	public Stream<Item> leaving() {
		return this.items.stream().filter((item) -> item.withheld() == null);
	}

	/** Whether something was chosen that leaves only if consent is overridden. */
	public boolean wantsOverride() {
		return this.items.stream()
			.anyMatch((item) -> Set.of(Withheld.NO_CONSENT, Withheld.SHE_KEEPS_IT)
				.contains((item.withheld() != null) ? item.withheld() : Withheld.UNKNOWN));
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
