package org.durumi.inbound;

/** Where a referral to us is. */
public enum ReferralState {

	/** It waits for us. */
	RECEIVED,
	/** She is in a case of ours. */
	ACCEPTED,
	/** We do not take her. */
	DECLINED,
	/** The partner took it back. */
	WITHDRAWN,
	/** Nobody decided in time. */
	EXPIRED

}
