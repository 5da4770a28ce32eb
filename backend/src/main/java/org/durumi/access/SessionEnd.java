package org.durumi.access;

import org.durumi.actor.Actor;
import org.durumi.actor.ActorPrincipal;
import org.durumi.audit.AuditLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.session.SessionDestroyedEvent;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Writes the end of each session, by sign-out, quick exit, time or Keycloak's word, to
 * the log; while the database is away the end waits for it.
 */
@Component
class SessionEnd {

	private final AuditLog log;

	SessionEnd(AuditLog log) {
		this.log = log;
	}

	@Bean
	static HttpSessionEventPublisher sessionEvents() {
		return new HttpSessionEventPublisher();
	}

	@EventListener
	void on(SessionDestroyedEvent ended) {
		for (SecurityContext context : ended.getSecurityContexts()) {
			Authentication authentication = context.getAuthentication();
			if (authentication != null && authentication.getPrincipal() instanceof ActorPrincipal principal) {
				write(principal.actor());
			}
		}
	}

	private void write(Actor actor) {
		this.log.appendSessionEnd(actor);
	}

}
