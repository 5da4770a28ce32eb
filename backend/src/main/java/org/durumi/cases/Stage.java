package org.durumi.cases;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Where a survivor's case stands. */
public enum Stage {

	/** Found, or received from somebody who found her. */
	IDENTIFIED,
	/** Consent, risk and immediate needs are known. */
	ASSESSED,
	/** In a shelter of ours. */
	SHELTERED,
	/** On the way. */
	IN_PASSAGE,
	/** Out of China, waiting for her exit. */
	THIRD_COUNTRY,
	/** In the Republic of Korea. */
	ARRIVED,
	/** In the settlement support centre. */
	HANAWON,
	/** Living at an address of her own; the five years begin. */
	RESETTLED,
	/** No longer followed. */
	CLOSED,

	/** Held by an authority that may return her to the DPRK. */
	DETAINED,
	/** Returned to the DPRK. */
	REPATRIATED,
	/** Nobody of ours knows where she is. */
	LOST_CONTACT,
	/** Dead. */
	DECEASED;

	private static final List<Stage> JOURNEY = List.of(IDENTIFIED, ASSESSED, SHELTERED, IN_PASSAGE, THIRD_COUNTRY,
			ARRIVED, HANAWON, RESETTLED, CLOSED);

	private static final Set<Stage> SETBACKS = EnumSet.of(DETAINED, REPATRIATED, LOST_CONTACT, DECEASED);

	/** The stages in the order of the way, setbacks left out. */
	public static List<Stage> journey() {
		return JOURNEY;
	}

	public boolean isSetback() {
		return SETBACKS.contains(this);
	}

	/** Whether the case is still worked on. */
	public boolean isOpen() {
		return this != CLOSED && this != DECEASED;
	}

	/** Whether she has not yet reached safety, by stage alone. */
	public boolean isBeforeArrival() {
		return compareTo(ARRIVED) < 0;
	}

}
