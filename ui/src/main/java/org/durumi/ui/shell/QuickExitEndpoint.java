package org.durumi.ui.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The server's half of quick exit: first the session here, then the one at Keycloak, so
 * that the back button leads to a sign-in and not to a page.
 * <p>
 * Not guaranteed: that the browser forgets it was here. Its history keeps the address,
 * which names nobody.
 */
@Controller
class QuickExitEndpoint {

	private final LogoutHandler clearSiteData = SecurityHeaders.clearSiteData();

	private final Leaving leaving;

	QuickExitEndpoint(Leaving leaving) {
		this.leaving = leaving;
	}

	@PostMapping("/" + Routes.QUICK_EXIT)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void leave(HttpServletRequest request, HttpServletResponse response) {
		this.clearSiteData.logout(request, response, SecurityContextHolder.getContext().getAuthentication());
		this.leaving.endSession(request);
	}

}
