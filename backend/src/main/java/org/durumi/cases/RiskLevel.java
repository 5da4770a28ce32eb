package org.durumi.cases;

/** How much danger a survivor is in, as lists show it; the facts behind it are sealed. */
public enum RiskLevel {

	LOW, MEDIUM, HIGH, EXTREME

}
