package org.durumi.ui.handoffs;

import org.durumi.handoffs.HandoffAcknowledgements;
import org.durumi.handoffs.HandoffApprovals;
import org.durumi.handoffs.HandoffComposing;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffNotices;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.ui.records.Permissions;
import org.springframework.stereotype.Component;

/** The services behind the acts of one handoff's page. */
@Component
record HandoffServices(HandoffOutbox outbox, HandoffComposing composing, HandoffApprovals approvals,
		HandoffAcknowledgements acknowledgements, HandoffMessages messages, HandoffNotices notices,
		Permissions permissions) {
}
