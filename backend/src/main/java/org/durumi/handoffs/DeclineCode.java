package org.durumi.handoffs;

/** Why a partner does not take it. There is no more to it than the word. */
public enum DeclineCode {

	NO_PLACE, NOT_OUR_SERVICE, NOT_OUR_REGION, UNSAFE_FOR_HER, SHE_DOES_NOT_WANT, NOT_REACHED, KNOWN_TO_US

}
