package org.durumi.reference;

/** A person's sex as statistics ask for it; absent where nobody has asked. */
public enum Sex {

	FEMALE, MALE, OTHER

}
