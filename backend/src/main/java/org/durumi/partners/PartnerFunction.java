package org.durumi.partners;

/** What a partner helps with. */
public enum PartnerFunction {

	IDENTIFICATION, SHELTER, PASSAGE, LEGAL, MEDICAL, RESETTLEMENT

}
