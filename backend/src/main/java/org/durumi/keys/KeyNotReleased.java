package org.durumi.keys;

import org.durumi.reference.Compartment;
import org.springframework.security.access.AccessDeniedException;

/**
 * The actor gets no key for a compartment of a case: it is not hers to open, or the case
 * is not hers to see. The message names the compartment, never the case.
 */
public final class KeyNotReleased extends AccessDeniedException {

	private final Compartment compartment;

	KeyNotReleased(Compartment compartment) {
		super(compartment.name());
		this.compartment = compartment;
	}

	public Compartment compartment() {
		return this.compartment;
	}

}
