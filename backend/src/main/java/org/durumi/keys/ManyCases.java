package org.durumi.keys;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens one compartment of many cases for one act: an event about each case, so that its
 * own log tells of it, and one about the act, which says how many there were and how many
 * the actor could open.
 * <p>
 * Guaranteed: only cases whose key the database releases to the actor are there to open,
 * and only after all the events were written.
 */
@Service
public class ManyCases {

	private final KeyRing keys;

	private final SealedLog log;

	private final AuditLog plainLog;

	ManyCases(KeyRing keys, SealedLog log, AuditLog plainLog) {
		this.keys = keys;
		this.log = log;
		this.plainLog = plainLog;
	}

	/**
	 * Opens the cases.
	 * @param subject the approval that the events are about
	 * @param scope the cases the actor asks about
	 * @param detail what the event about the act says besides the two counts
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<CaseId, Opening> open(AuditAction action, UUID subject, Compartment compartment,
			Collection<CaseId> scope, Detail detail) {
		Map<CaseId, CaseKeys> released = this.keys.released(scope, compartment);
		scope.forEach((id) -> this.plainLog.append(new AuditEvent(Ids.next(), action, AuditEvent.Outcome.DONE,
				SubjectType.APPROVAL, subject, id, compartment, null)));
		// last, so that whoever reads the newest first finds it before those it sums up
		this.log.append(action, SubjectType.APPROVAL, subject,
				detail.and("cases", scope.size()).and("opened", released.size()));
		Map<CaseId, Opening> openings = new LinkedHashMap<>();
		released.forEach((id, keysOfCase) -> openings.put(id, new Opening(keysOfCase)));
		return openings;
	}

}
