package org.durumi.keys;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.Sealed;
import org.durumi.security.seal.SealedType;
import org.springframework.util.function.SingletonSupplier;

/**
 * The keys of one case that the database released to the actor in this transaction. It
 * seals freely; opening goes through an {@link Opening}, which has been written to the
 * log.
 */
public final class CaseKeys {

	private final CaseId caseId;

	/** Unwrapped when first needed: most work needs one compartment of seven. */
	private final Map<Compartment, Supplier<CompartmentKey>> released;

	CaseKeys(CaseId caseId, Map<Compartment, Supplier<CompartmentKey>> released) {
		this.caseId = caseId;
		this.released = new EnumMap<>(Compartment.class);
		released.forEach((compartment, key) -> this.released.put(compartment, SingletonSupplier.of(key)));
	}

	public CaseId caseId() {
		return this.caseId;
	}

	public boolean holds(Compartment compartment) {
		return this.released.containsKey(compartment);
	}

	/**
	 * Seals a value to its cell.
	 * @throws KeyNotReleased if the actor does not hold the compartment
	 */
	public <T> Sealed<T> seal(Compartment compartment, Cell cell, SealedType<T> type, T value) {
		return key(compartment).seal(cell, type, value);
	}

	<T> T open(Compartment compartment, Cell cell, Sealed<T> sealed) {
		return key(compartment).open(cell, sealed);
	}

	CompartmentKey key(Compartment compartment) {
		Supplier<CompartmentKey> key = this.released.get(compartment);
		if (key == null) {
			throw new KeyNotReleased(compartment);
		}
		return key.get();
	}

}
