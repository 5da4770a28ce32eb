package org.durumi.inbound;

/**
 * Why we do not take a survivor whom a partner hands to us. That we know her already is
 * none: it would tell a partner who is with us.
 */
public enum NotTaken {

	NO_PLACE, NOT_OUR_SERVICE, NOT_OUR_REGION, UNSAFE_FOR_HER, SHE_DOES_NOT_WANT, NOT_REACHED, TOO_LITTLE_KNOWN

}
