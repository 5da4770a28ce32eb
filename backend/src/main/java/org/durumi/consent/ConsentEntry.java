package org.durumi.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * A consent in the ledger, opened.
 *
 * @param version what a withdrawal names, so that two do not cross
 */
public record ConsentEntry(UUID id, int version, Instant recordedAt, UUID recordedBy, Consent consent) {
}
