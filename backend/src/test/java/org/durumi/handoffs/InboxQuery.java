package org.durumi.handoffs;

/** The query of a page of the inbox, for whoever measures it. */
public final class InboxQuery {

	private InboxQuery() {
	}

	public static String page() {
		return Handoffs.INBOX;
	}

}
