package org.durumi.inbound;

import java.time.Instant;
import java.util.UUID;

import org.durumi.keys.RecordKind;
import org.durumi.reference.Compartment;

/**
 * What a partner told of her, as it is kept in the case that she was taken into: sealed
 * in IDENTITY, never changed.
 *
 * @param referral what the partner knows it by
 * @param partner who told it
 */
record ReceivedRecord(UUID referral, UUID partner, Instant receivedAt, Told told) {

	static final RecordKind<ReceivedRecord> KIND = RecordKind.of("received", Compartment.IDENTITY,
			ReceivedRecord.class);

	@Override
	public String toString() {
		return "[sealed]";
	}

}
