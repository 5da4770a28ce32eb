package org.durumi.ui.handoffs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.durumi.partners.KeyEntry;
import org.durumi.partners.OurKey;
import org.durumi.partners.Partner;
import org.durumi.partners.PartnerKeys;
import org.durumi.partners.Partners;
import org.durumi.reference.Language;
import org.springframework.stereotype.Component;

/** Whom something can be handed to, and whether anything can be sealed at all. */
@Component
record PartnerChoice(Partners partners, PartnerKeys partnerKeys, OurKey ours) {

	List<Partner> all() {
		return this.partners.all();
	}

	Map<UUID, KeyEntry> keys() {
		return this.partnerKeys.current();
	}

	Optional<Language> language(UUID partner) {
		return this.partners.contactLanguage(partner);
	}

	boolean canSeal() {
		return this.ours.signing().isPresent();
	}

}
