package org.durumi.partners;

import java.util.UUID;

import org.durumi.security.handoff.Fingerprint;
import org.durumi.security.handoff.PartnerKey;

/**
 * A partner's key whose fingerprint two people have compared.
 *
 * @param id of this state of the key; what was sealed to it is acknowledged with it
 */
public record ConfirmedKey(UUID id, Fingerprint fingerprint, PartnerKey key) {

}
