package org.durumi.security.handoff;

/** What came of reading an acknowledgement. */
public sealed interface AcknowledgementReading permits Acknowledgement, AcknowledgementRefused {

}
