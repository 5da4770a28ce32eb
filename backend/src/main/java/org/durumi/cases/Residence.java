package org.durumi.cases;

import java.time.LocalDate;
import java.util.Optional;

import org.durumi.keys.Opening;

/** Knows since when she lives at an address of her own; the journey’s module does. */
public interface Residence {

	/**
	 * The day, as far as it is recorded and whoever opened may know it. Runs in her
	 * transaction.
	 */
	Optional<LocalDate> since(Opening opening);

}
