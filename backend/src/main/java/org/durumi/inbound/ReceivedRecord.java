package org.durumi.inbound;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

import org.durumi.consent.Consent;
import org.durumi.keys.RecordKind;
import org.durumi.people.IdentityField;
import org.durumi.people.SafeContactField;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * What a partner told of her, as it is kept in the case that she was taken into: sealed
 * in IDENTITY, never changed.
 *
 * @param referral what the partner knows it by
 * @param partner who told it
 * @param receivedAt when it came to us
 */
public record ReceivedRecord(UUID referral, UUID partner, Instant receivedAt, Map<IdentityField, String> identity,
		Map<SafeContactField, String> safeContact, String whereabouts, Urgency urgency, String help,
		Consent.Form agreedBy, @Nullable LocalDate agreedOn, String agreedTo, String reference) {

	static final RecordKind<ReceivedRecord> KIND = RecordKind.of("received", Compartment.IDENTITY,
			ReceivedRecord.class);

	public ReceivedRecord {
		identity = Map.copyOf(identity);
		safeContact = Map.copyOf(safeContact);
	}

	static ReceivedRecord of(Referral referral, ReferralDraft draft) {
		Told told = Told.of(draft);
		return new ReceivedRecord(referral.id(), referral.partner(), referral.receivedAt(), told.identity(),
				told.safeContact(), told.whereabouts(), told.urgency(), told.help(), told.agreedBy(), told.agreedOn(),
				told.agreedTo(), told.reference());
	}

	/** As the partner wrote it down. */
	public ReferralDraft told() {
		return new Told(this.identity, this.safeContact, this.whereabouts, this.urgency, this.help, this.agreedBy,
				this.agreedOn, this.agreedTo, this.reference)
			.draft();
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
