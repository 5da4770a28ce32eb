package org.durumi.security.ledger;

/**
 * What is stored contradicts what was signed. Nothing more is signed until a person has
 * looked: a signature would cover the break.
 */
public final class LedgerBroken extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LedgerBroken(String sentence) {
		super(sentence);
	}

}
