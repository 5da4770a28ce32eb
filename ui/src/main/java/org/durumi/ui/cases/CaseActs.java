package org.durumi.ui.cases;

import org.durumi.cases.CaseStages;
import org.durumi.cases.StageApprovals;
import org.durumi.harm.Detentions;
import org.durumi.ui.records.Permissions;
import org.springframework.stereotype.Component;

/** The services behind the acts of a case page. */
@Component
record CaseActs(CaseStages stages, StageApprovals approvals, Detentions detentions, Permissions permissions) {
}
