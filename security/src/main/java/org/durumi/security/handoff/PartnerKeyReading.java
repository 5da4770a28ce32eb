package org.durumi.security.handoff;

/** What came of reading an uploaded key. */
public sealed interface PartnerKeyReading permits PartnerKey, PartnerKeyRefused {

}
