package org.durumi.cases;

import java.util.List;

import org.durumi.reference.CaseId;

/** Contributes a module's records to the timeline of a case. */
public interface TimelineSource {

	/** What the actor may see of the case, in any order. Runs in her transaction. */
	List<TimelineEntry> entriesOf(CaseId caseId);

}
