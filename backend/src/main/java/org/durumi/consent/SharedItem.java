package org.durumi.consent;

/** A kind of information that she can have shared or keep back. */
public enum SharedItem {

	/** What she is called. */
	NAMES,
	/** Birth, sex and origin. */
	BIRTH,
	/** How she can be reached. */
	CONTACT,
	/** Where she is or lives. */
	LOCATION,
	/** How she stands to the law of a country. */
	LEGAL_STATUS,
	/** The way she came and the way ahead. */
	JOURNEY,
	/** How she was sold, held or made to work. */
	EXPLOITATION,
	/** Arrest, detention and repatriation. */
	DETENTION,
	/** Violence done to her. */
	VIOLENCE,
	/** Body and mind. */
	HEALTH,
	/** Children, partner and others with or near her. */
	FAMILY,
	/** Whom she left in the DPRK. */
	RELATIVES_AT_HOME,
	/** How great her danger is. */
	RISK,
	/** What help she gets. */
	SERVICES,
	/** Papers and pictures. */
	DOCUMENTS,
	/** What those who work with her wrote down. */
	NOTES

}
