package org.durumi.keys;

import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;

/**
 * The right to open sealed values of one case for one purpose. It exists only after its
 * event has been written in the same transaction: if the event cannot be written, nothing
 * is opened.
 */
public final class Opening {

	private final CaseKeys keys;

	Opening(CaseKeys keys) {
		this.keys = keys;
	}

	public CaseId caseId() {
		return this.keys.caseId();
	}

	public boolean holds(Compartment compartment) {
		return this.keys.holds(compartment);
	}

	/**
	 * Opens one value.
	 * @throws KeyNotReleased if the actor does not hold the compartment
	 * @throws org.durumi.security.seal.CannotOpen if the value was altered or belongs to
	 * another cell
	 */
	public <T> T open(Compartment compartment, Cell cell, Sealed<T> sealed) {
		return this.keys.open(compartment, cell, sealed);
	}

	/** Opens a record. */
	public <T> T open(SealedRecord<T> sealed) {
		return this.keys.open(sealed.compartment(), sealed.cell(), sealed.content());
	}

}
