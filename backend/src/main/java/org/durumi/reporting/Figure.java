package org.durumi.reporting;

/** What is counted. */
public enum Figure {

	/** Cases by the stage they stood at when the quarter ended. */
	STAGE,
	/** Cases that became known, by quarter. */
	NEW,
	/** Moves to a stage, by quarter; undone ones are none. */
	FLOW,
	/** Median weeks that a stage lasted, over those that left it. */
	TIME,
	/** Cases by level of risk, as it is today. */
	RISK,
	/** Cases by the state of consent, as it is today. */
	CONSENT,
	/** Cases by cycle. */
	CYCLE,
	/** Cases by the team that holds them today. */
	TEAM

}
