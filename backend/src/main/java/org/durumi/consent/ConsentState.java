package org.durumi.consent;

import java.util.Collection;

/** How a case stands as to consent to services, as lists show it. */
public enum ConsentState {

	/** None was recorded. */
	NONE,
	/** She consented. */
	GIVEN,
	/** We act on a legitimate basis without her consent. */
	BASIS,
	/** She consented and took it back, or the basis fell away. */
	WITHDRAWN;

	static ConsentState of(Collection<Consent> consents) {
		ConsentState state = NONE;
		for (Consent consent : consents) {
			if (consent.purpose() != Consent.Purpose.SERVICES) {
				continue;
			}
			if (consent.stands() && !consent.form().isBasis()) {
				return GIVEN;
			}
			if (consent.stands()) {
				state = BASIS;
			}
			else if (state == NONE) {
				state = WITHDRAWN;
			}
		}
		return state;
	}

}
