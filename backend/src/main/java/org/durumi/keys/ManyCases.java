package org.durumi.keys;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens one compartment of many cases for one act, as one event: how many cases were in
 * scope and how many the actor could open.
 * <p>
 * Guaranteed: only cases whose key the database releases to the actor are there to open,
 * and only after the event was written.
 */
@Service
public class ManyCases {

	private final KeyRing keys;

	private final SealedLog log;

	ManyCases(KeyRing keys, SealedLog log) {
		this.keys = keys;
		this.log = log;
	}

	/**
	 * Opens the cases.
	 * @param subject what the event is about
	 * @param scope the cases the actor asks about
	 * @param detail what the event says besides the two counts
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<CaseId, Opening> open(AuditAction action, UUID subject, Compartment compartment,
			Collection<CaseId> scope, Detail detail) {
		Map<CaseId, CaseKeys> released = this.keys.released(scope, compartment);
		this.log.append(action, SubjectType.APPROVAL, subject,
				detail.and("cases", scope.size()).and("opened", released.size()));
		Map<CaseId, Opening> openings = new LinkedHashMap<>();
		released.forEach((id, keysOfCase) -> openings.put(id, new Opening(keysOfCase)));
		return openings;
	}

}
