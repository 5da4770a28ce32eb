package org.durumi.handoffs;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.durumi.keys.Opening;
import org.durumi.reference.Compartment;

/**
 * Something of a case that can be handed over, registered by whichever module keeps it.
 * What is registered appears wherever handoffs are composed, agreed to and read.
 */
public interface HandoffSection {

	/** Its name, in small letters; labels and packages name it so. */
	String name();

	/** The compartment that its values are read from. */
	Compartment compartment();

	/** The templates in whose purpose it lies; to no other it can be added. */
	Set<HandoffTemplate> templates();

	/** Its fields, in the order in which they are shown. */
	List<HandoffField> fields();

	/**
	 * Reads it, by the names of the fields; what is not known is not there. It is asked
	 * only of who holds the compartment, in her transaction, and the event that tells of
	 * the reading has been written.
	 * @param fields those that were chosen, which the event names; no other is opened
	 * that lies sealed by itself
	 */
	Map<String, List<String>> read(Opening opening, Set<String> fields);

}
