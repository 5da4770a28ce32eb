package org.durumi.people;

/** A field that is sealed and revealed by itself. */
public sealed interface PersonField permits IdentityField, SafeContactField {

	/** The column it lies in; also what the audit log calls it. */
	String column();

}
