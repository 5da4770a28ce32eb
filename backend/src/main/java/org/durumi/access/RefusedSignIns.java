package org.durumi.access;

import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.reference.Ids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes to the log that somebody was not let in, before anybody is known to act. */
@Service
public class RefusedSignIns {

	/** The error of a person whom Keycloak knows and Durumi does not, or not so. */
	public static final String NOT_KNOWN = "not_known_here";

	/**
	 * The error of a person who got another password or factor since she showed that it
	 * is her, and has to show it again.
	 */
	public static final String AGAIN = "sign_in_again";

	private final AuditLog log;

	private final TransactionTemplate transaction;

	RefusedSignIns(AuditLog log, PlatformTransactionManager transactions) {
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Somebody whom Keycloak knows. */
	void of(UUID subject) {
		write(AuditAction.SIGN_IN_REFUSED, SubjectType.STAFF, subject);
	}

	/** Somebody who has to show again that it is her; no alert. */
	void ofStaleProof(UUID subject) {
		write(AuditAction.DENIED, SubjectType.STAFF, subject);
	}

	/**
	 * Somebody who came with a token that Keycloak did not give, or gave for another
	 * sign-in. Takes hands between Durumi and Keycloak, so nobody fills the log with it.
	 */
	public void ofForgedToken() {
		write(AuditAction.TOKEN_REFUSED, SubjectType.LOG, SystemActor.ANONYMOUS.id());
	}

	private void write(AuditAction action, SubjectType type, UUID subject) {
		Actor anonymous = SystemActor.ANONYMOUS.in(SessionRef.random());
		Actors.runAs(anonymous, () -> this.transaction.executeWithoutResult((status) -> {
			this.log.openSession(anonymous);
			this.log
				.append(new AuditEvent(Ids.next(), action, AuditEvent.Outcome.DENIED, type, subject, null, null, null));
		}));
	}

}
