package org.durumi.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the sessions that Keycloak says are over. Spring's own handler calls itself over
 * HTTP with the session cookie, which a {@code __Host-} cookie and a proxy make fragile;
 * here the session is ended directly.
 * <p>
 * Guaranteed: sessions of this node are dead when Keycloak has its answer. Not
 * guaranteed: sessions that live on another node.
 */
final class BackChannelLogout implements LogoutHandler {

	private static final Logger logger = LoggerFactory.getLogger(BackChannelLogout.class);

	private final OidcSessionRegistry registry;

	private final OpenSessions sessions;

	BackChannelLogout(OidcSessionRegistry registry, OpenSessions sessions) {
		this.registry = registry;
		this.sessions = sessions;
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof OidcLogoutToken token)) {
			return;
		}
		int ended = 0;
		for (OidcSessionInformation information : this.registry.removeSessionInformation(token)) {
			ended += this.sessions.find(information.getSessionId()).map(BackChannelLogout::end).orElse(0);
		}
		logger.info("event=back_channel_logout sessions={}", ended);
	}

	private static int end(HttpSession session) {
		try {
			session.invalidate();
			return 1;
		}
		catch (IllegalStateException ex) {
			// it ended by itself between the look-up and here
			return 0;
		}
	}

}
