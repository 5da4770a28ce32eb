package org.durumi.security.handoff;

/** Why an acknowledgement does not count. */
public record AcknowledgementRefused(Reason reason) implements AcknowledgementReading {

	/** The reasons, in the order in which they are looked for. */
	public enum Reason {

		/** More than is read. */
		TOO_LARGE,
		/** Not one clear-signed text as gpg writes it and nothing else. */
		MALFORMED,
		/** What is signed is not the text of an acknowledgement. */
		NOT_AN_ACKNOWLEDGEMENT,
		/** Of another package, or of another state of it. */
		ANOTHER_PACKAGE,
		/** A signature of another kind, or one that says more than is understood. */
		SIGNATURE_FORM,
		/** A signature on a weak hash. */
		WEAK_HASH,
		/** By a key that is not this partner's. */
		ANOTHER_KEY,
		/** By a part of her key that does not sign. */
		KEY_CANNOT_SIGN,
		/** By a part of her key that is revoked. */
		KEY_REVOKED,
		/** By a part of her key that has expired, or had not been made. */
		KEY_NOT_VALID,
		/** Signed, or dated, before the package was there. */
		BEFORE_THE_PACKAGE,
		/** Signed, or dated, later than now. */
		IN_THE_FUTURE,
		/** Signed too long ago. */
		OUT_OF_DATE,
		/** Altered, or never signed by that key. */
		BAD_SIGNATURE

	}

}
