package org.durumi.ui.shell;

import java.util.Optional;

import jakarta.servlet.http.HttpSession;
import org.durumi.actor.Actor;
import org.durumi.actor.ActorPrincipal;
import org.durumi.actor.SessionRef;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * A session of this node and the person whose it is.
 *
 * @param token the one that Keycloak gave for it
 */
record SignedIn(HttpSession session, Actor actor, OidcIdToken token) {

	/** Who is signed in there, if anybody is and the session has not just ended. */
	static Optional<SignedIn> of(HttpSession session) {
		try {
			Object context = session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
			Authentication authentication = (context instanceof SecurityContext security) ? security.getAuthentication()
					: null;
			if (authentication != null && authentication.getPrincipal() instanceof OidcUser user
					&& user instanceof ActorPrincipal person) {
				return Optional.of(new SignedIn(session, person.actor(), user.getIdToken()));
			}
		}
		catch (IllegalStateException ended) {
			// it ended by itself between the look-up and here
		}
		return Optional.empty();
	}

	SessionRef ref() {
		return this.actor.session();
	}

	/** Ends it; whether it was not over already. */
	boolean end() {
		try {
			this.session.invalidate();
			return true;
		}
		catch (IllegalStateException over) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "[session of " + this.actor.id() + "]";
	}

}
