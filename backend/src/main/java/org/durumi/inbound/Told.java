package org.durumi.inbound;

import java.time.LocalDate;
import java.util.Map;

import org.durumi.consent.Consent;
import org.durumi.keys.SealedJson;
import org.durumi.people.IdentityDraft;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactDraft;
import org.durumi.people.SafeContactField;
import org.jspecify.annotations.Nullable;

/** What a partner told, as it is sealed. */
record Told(Map<IdentityField, String> identity, Map<SafeContactField, String> safeContact, String whereabouts,
		Urgency urgency, String help, Consent.Form agreedBy, @Nullable LocalDate agreedOn, String agreedTo,
		String reference) {

	static final SealedJson<Told> TYPE = SealedJson.of(Told.class);

	Told {
		identity = Map.copyOf(identity);
		safeContact = Map.copyOf(safeContact);
	}

	static Told of(ReferralDraft draft) {
		return new Told(draft.identity().values(), draft.safeContact().values(), draft.whereabouts(), draft.urgency(),
				draft.help(), draft.agreedBy(), draft.agreedOn(), draft.agreedTo(), draft.reference());
	}

	ReferralDraft draft() {
		return new ReferralDraft(IdentityDraft.of(this.identity), SafeContactDraft.of(this.safeContact),
				this.whereabouts, this.urgency, this.help, this.agreedBy, this.agreedOn, this.agreedTo, this.reference);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
