package org.durumi.ui.shell;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that has been idle too long or has lived too long. An open page that
 * only beats its heart is idle.
 */
@Component
class SessionLimits extends OncePerRequestFilter {

	private static final String LAST_ACT = SessionLimits.class.getName() + ".lastAct";

	private static final String KIND_OF_REQUEST = "v-r";

	private final Clock clock;

	private final Duration idle;

	private final Duration absolute;

	SessionLimits(Clock clock, WebProperties properties) {
		this.clock = clock;
		this.idle = properties.idle();
		this.absolute = properties.absolute();
	}

	/** It runs inside the security chain, not a second time as a filter of its own. */
	@Bean
	static FilterRegistrationBean<SessionLimits> sessionLimitsOnlyInChain(SessionLimits limits) {
		FilterRegistrationBean<SessionLimits> registration = new FilterRegistrationBean<>(limits);
		registration.setEnabled(false);
		return registration;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		HttpSession session = request.getSession(false);
		if (session != null) {
			Instant now = this.clock.instant();
			if (isOver(session, now)) {
				session.invalidate();
			}
			else if (isAct(request)) {
				session.setAttribute(LAST_ACT, now);
			}
		}
		chain.doFilter(request, response);
	}

	private boolean isOver(HttpSession session, Instant now) {
		Instant created = Instant.ofEpochMilli(session.getCreationTime());
		Instant lastAct = (session.getAttribute(LAST_ACT) instanceof Instant act) ? act : created;
		return now.isAfter(lastAct.plus(this.idle)) || now.isAfter(created.plus(this.absolute));
	}

	private static boolean isAct(HttpServletRequest request) {
		String kind = request.getParameter(KIND_OF_REQUEST);
		return !"heartbeat".equals(kind) && !"push".equals(kind);
	}

}
