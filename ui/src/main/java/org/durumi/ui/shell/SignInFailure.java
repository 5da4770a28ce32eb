package org.durumi.ui.shell;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.durumi.access.RefusedSignIns;
import org.durumi.access.keycloak.KeycloakSignIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Leads a sign-in that did not succeed to a page with one sentence: not known here,
 * Keycloak away, or to be tried again. Whoever only has to show anew that it is her is
 * led on to where she does.
 */
final class SignInFailure implements AuthenticationFailureHandler {

	/** What is said of an ID token that does not hold. */
	private static final Set<String> FORGED = Set.of("invalid_id_token", "invalid_nonce");

	/** Asks for the password, whatever Keycloak remembers. */
	private static final String PASSWORD_ANEW = KeycloakSignIn.AUTHORIZATION_PATH.substring(1) + "/"
			+ KeycloakSignIn.REGISTRATION + "?again";

	private static final Logger logger = LoggerFactory.getLogger(SignInFailure.class);

	private final RefusedSignIns refused;

	SignInFailure(RefusedSignIns refused) {
		this.refused = refused;
	}

	@Override
	public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException exception) throws IOException {
		String code = (exception instanceof OAuth2AuthenticationException oauth) ? oauth.getError().getErrorCode()
				: exception.getClass().getSimpleName();
		logger.warn("event=sign_in_failed code={}", code);
		if (FORGED.contains(code)) {
			this.refused.ofForgedToken();
		}
		response.sendRedirect(request.getContextPath() + "/" + page(exception, code));
	}

	private static String page(AuthenticationException exception, String code) {
		if (RefusedSignIns.NOT_KNOWN.equals(code)) {
			return Routes.SIGN_IN_REFUSED;
		}
		if (RefusedSignIns.AGAIN.equals(code)) {
			return PASSWORD_ANEW;
		}
		return Outage.behind(exception).isPresent() ? Routes.UNAVAILABLE : Routes.SIGN_IN_FAILED;
	}

}
