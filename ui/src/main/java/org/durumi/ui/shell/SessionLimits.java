package org.durumi.ui.shell;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/**
 * Ends a session that has been idle too long or has lived too long. An open page that
 * only beats its heart, or only asks every few seconds whether something has changed, is
 * idle.
 */
@Component
class SessionLimits extends OncePerRequestFilter {

	private static final String LAST_ACT = SessionLimits.class.getName() + ".lastAct";

	private static final String KIND_OF_REQUEST = "v-r";

	/** More than a poll ever has; what is longer is cut off and no poll. */
	private static final int MOST_OF_A_POLL = 8192;

	/**
	 * Exactly one call, and it is the page's clock ({@code PollEvent}); what a person
	 * typed stands within quotes and closes no array.
	 */
	private static final Pattern POLL = Pattern.compile("\"rpc\"\\s*:\\s*\\[\\s*\\{(?=[^{}]*\"type\"\\s*:\\s*\"event\")"
			+ "(?=[^{}]*\"event\"\\s*:\\s*\"ui-poll\")[^{}]*(\\{\\s*}[^{}]*)?}\\s*]");

	private final Clock clock;

	private final Duration idle;

	private final Duration absolute;

	private final WebProperties properties;

	SessionLimits(Clock clock, WebProperties properties) {
		this.clock = clock;
		this.idle = properties.idle();
		this.absolute = properties.absolute();
		this.properties = properties;
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
				askForPassword(request, response);
			}
			else if (isRemoteCall(request)) {
				// whether it is an act stands in its body, which the page reads
				ContentCachingRequestWrapper call = new ContentCachingRequestWrapper(request, MOST_OF_A_POLL);
				chain.doFilter(call, response);
				if (!isPoll(call)) {
					keep(session, now);
				}
				return;
			}
			else if (isAct(request)) {
				keep(session, now);
			}
		}
		else if (request.getRequestedSessionId() != null) {
			askForPassword(request, response);
		}
		chain.doFilter(request, response);
	}

	/**
	 * An ended session is not begun anew by a Keycloak that still knows the browser:
	 * whoever sits there now shows who she is.
	 */
	private void askForPassword(HttpServletRequest request, HttpServletResponse response) {
		if (Leaving.wantsPage(request)) {
			Leaving.askForPassword(request, response, this.properties);
		}
	}

	private static void keep(HttpSession session, Instant now) {
		try {
			session.setAttribute(LAST_ACT, now);
		}
		catch (IllegalStateException ended) {
			// the act was to leave
		}
	}

	private static boolean isRemoteCall(HttpServletRequest request) {
		return "uidl".equals(request.getParameter(KIND_OF_REQUEST));
	}

	/**
	 * A call of the page's own clock and of nothing else; what is not understood is an
	 * act.
	 */
	private static boolean isPoll(ContentCachingRequestWrapper call) {
		return POLL.matcher(call.getContentAsString()).find();
	}

	private boolean isOver(HttpSession session, Instant now) {
		return end(session).map((end) -> now.isAfter(end.at())).orElse(true);
	}

	/**
	 * When a session ends if nobody acts in it any more.
	 *
	 * @param forGood whether an act would not put it off
	 */
	record End(Instant at, boolean forGood) {
	}

	/** Empty if it is over. */
	Optional<End> end(HttpSession session) {
		try {
			Instant idle = lastActIn(session).plus(this.idle);
			Instant absolute = created(session).plus(this.absolute);
			return Optional.of(idle.isBefore(absolute) ? new End(idle, false) : new End(absolute, true));
		}
		catch (IllegalStateException over) {
			return Optional.empty();
		}
	}

	/** Empty if it is over. */
	Optional<Instant> lastAct(HttpSession session) {
		try {
			return Optional.of(lastActIn(session));
		}
		catch (IllegalStateException over) {
			return Optional.empty();
		}
	}

	private static Instant lastActIn(HttpSession session) {
		return (session.getAttribute(LAST_ACT) instanceof Instant act) ? act : created(session);
	}

	private static Instant created(HttpSession session) {
		return Instant.ofEpochMilli(session.getCreationTime());
	}

	private static boolean isAct(HttpServletRequest request) {
		String kind = request.getParameter(KIND_OF_REQUEST);
		return !"heartbeat".equals(kind) && !"push".equals(kind);
	}

}
