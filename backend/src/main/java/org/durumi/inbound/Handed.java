package org.durumi.inbound;

/**
 * A referral as the partner sees it who handed it in.
 *
 * @param reference what she calls it herself; may be empty, and is 90 days after the
 * decision
 */
public record Handed(Referral referral, String reference) {

	@Override
	public String toString() {
		return "[sealed]";
	}

}
