package org.durumi.ui.records;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.reference.CaseId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Answers what the person at the page may do, so that no button is offered that would
 * refuse her. The services decide again when it is pressed.
 */
@Component
public class Permissions {

	private final CaseAccess access;

	Permissions(CaseAccess access) {
		this.access = access;
	}

	@Transactional(readOnly = true)
	public boolean may(CaseId caseId, CaseAct act) {
		return this.access.may(caseId, act);
	}

}
