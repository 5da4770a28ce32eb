package org.durumi.keys;

import java.util.List;

import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way to every sealed value of a case.
 * <p>
 * Guaranteed: a key reaches the caller only if the database released its row to the
 * actor, and a value is opened only after the event that says so. Not guaranteed: what
 * code with the running process in its hands may do; see the threat model.
 */
@Service
public class Vault {

	private final KeyRing keys;

	private final SealedLog log;

	private final AuditLog denials;

	Vault(KeyRing keys, SealedLog log, AuditLog denials) {
		this.keys = keys;
		this.log = log;
		this.denials = denials;
	}

	/**
	 * Makes the keys of a case that was just registered by the actor; an audited event.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public CaseKeys create(CaseId caseId) {
		CaseKeys made = this.keys.create(caseId);
		this.log.append(made, null, AuditAction.CASE_KEYS_MADE, SubjectType.CASE_FILE, caseId.value(), Detail.none());
		return made;
	}

	/** The keys released to the actor, to seal with. */
	@Transactional(propagation = Propagation.MANDATORY)
	@NotAudited("Keys to seal with; whoever seals writes the event of what she sealed.")
	public CaseKeys keysOf(CaseId caseId) {
		return this.keys.released(caseId);
	}

	/**
	 * Opens values of one compartment, or refuses.
	 * @param fields the names of what will be opened, as the log shows them
	 * @throws KeyNotReleased if the actor does not hold the compartment; the refusal is
	 * an audited event
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Opening open(CaseId caseId, Purpose purpose, Compartment compartment, List<String> fields) {
		CaseKeys released = this.keys.released(caseId);
		if (!released.holds(compartment)) {
			this.denials.appendDenial(AuditEvent.denied(caseId, compartment));
			throw new KeyNotReleased(compartment);
		}
		return opening(released, purpose, compartment, fields);
	}

	/**
	 * Opens what the actor holds of a case, compartment by compartment: the caller asks
	 * {@link Opening#holds}.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Opening open(CaseId caseId, Purpose purpose, List<String> fields) {
		return opening(this.keys.released(caseId), purpose, null, fields);
	}

	private Opening opening(CaseKeys released, Purpose purpose, @Nullable Compartment compartment,
			List<String> fields) {
		this.log.append(released, compartment, purpose.action(), SubjectType.CASE_FILE, released.caseId().value(),
				Detail.fields(fields));
		return new Opening(released);
	}

}
