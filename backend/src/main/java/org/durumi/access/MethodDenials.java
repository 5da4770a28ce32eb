package org.durumi.access;

import org.aopalliance.intercept.MethodInvocation;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.stereotype.Component;

/** Writes to the audit log whom a service refused for want of a role. */
@Component
class MethodDenials {

	private final AuditLog log;

	MethodDenials(AuditLog log) {
		this.log = log;
	}

	/** Requests refused by address reach no service, and say nothing about a person. */
	@EventListener
	@NotAudited("It is the denial, written once the refused act has ended.")
	void on(AuthorizationDeniedEvent<?> denied) {
		if (denied.getObject() instanceof MethodInvocation) {
			Actors.current()
				.ifPresent((actor) -> this.log.appendDenial(AuditEvent.denied(SubjectType.STAFF, actor.id(), null)));
		}
	}

}
