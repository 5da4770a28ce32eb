package org.durumi.inbound;

/** How soon she needs somebody, as the partner sees it; the soonest first. */
public enum Urgency {

	AT_ONCE, DAYS, WEEKS

}
