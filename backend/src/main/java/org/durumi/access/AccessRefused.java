package org.durumi.access;

import org.springframework.security.access.AccessDeniedException;

/**
 * An act was refused. Deliberately says nothing about the case: whether it exists is not
 * for the asker to know.
 */
public final class AccessRefused extends AccessDeniedException {

	AccessRefused(CaseAct act) {
		super(act.name());
	}

	AccessRefused(ApprovalKind kind) {
		super(kind.name());
	}

}
