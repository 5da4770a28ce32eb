package org.durumi.cases;

import java.util.List;

import org.durumi.reference.CaseId;

/** Keeps the cycles told at intake; the module that records harm does it. */
public interface EarlierCycles {

	/** Records them, in the transaction of the registration. */
	void record(CaseId caseId, List<EarlierCycle> cycles);

}
