package org.durumi.ui.shell;

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.durumi.access.SessionKeeping;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the sessions that Keycloak says are over. Spring's own handler calls itself over
 * HTTP with the session cookie, which a {@code __Host-} cookie and a proxy make fragile;
 * here the session is ended directly.
 * <p>
 * Guaranteed: sessions of this node are dead when Keycloak has its answer, also while the
 * database is away; those of other nodes are marked by then and dead when these nodes
 * have asked, twice a second. Not guaranteed: that others hear of it while the database
 * is away; they are told when it is back.
 */
final class BackChannelLogout implements LogoutHandler {

	private static final Logger logger = LoggerFactory.getLogger(BackChannelLogout.class);

	private final OpenSessions sessions;

	private final SessionWatch watch;

	BackChannelLogout(OpenSessions sessions, SessionWatch watch) {
		this.sessions = sessions;
		this.watch = watch;
	}

	@Override
	public void logout(HttpServletRequest request, HttpServletResponse response,
			@Nullable Authentication authentication) {
		if (authentication == null || !(authentication.getPrincipal() instanceof OidcLogoutToken token)) {
			return;
		}
		long ended = this.sessions.signedIn()
			.stream()
			.filter((session) -> isMeant(token, session.token()))
			.filter(SignedIn::end)
			.count();
		logger.info("event=back_channel_logout sessions={}", ended);
		this.watch.tellOthers(
				new SessionKeeping.Revoked(token.getIssuer().toString(), token.getSessionId(), token.getSubject()));
	}

	private static boolean isMeant(OidcLogoutToken ended, OidcIdToken held) {
		if (!Objects.equals(ended.getIssuer(), held.getIssuer())) {
			return false;
		}
		return (ended.getSessionId() != null) ? ended.getSessionId().equals(held.getClaimAsString("sid"))
				: Objects.equals(held.getSubject(), ended.getSubject());
	}

}
