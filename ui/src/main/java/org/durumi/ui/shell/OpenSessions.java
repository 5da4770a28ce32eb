package org.durumi.ui.shell;

import java.util.Map;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.stereotype.Component;

/**
 * The sessions of this node, so that one can be ended by somebody else than its owner.
 */
@Component
class OpenSessions implements HttpSessionListener, HttpSessionIdListener {

	private final Map<String, HttpSession> sessions = new ConcurrentHashMap<>();

	@Override
	public void sessionCreated(HttpSessionEvent event) {
		this.sessions.put(event.getSession().getId(), event.getSession());
	}

	@Override
	public void sessionDestroyed(HttpSessionEvent event) {
		this.sessions.remove(event.getSession().getId());
	}

	@Override
	public void sessionIdChanged(HttpSessionEvent event, String oldId) {
		// first the new one: whoever looks in between finds it twice, and never not at
		// all
		this.sessions.put(event.getSession().getId(), event.getSession());
		this.sessions.remove(oldId);
	}

	/** The sessions in which somebody is signed in. */
	List<SignedIn> signedIn() {
		return this.sessions.values().stream().flatMap((session) -> SignedIn.of(session).stream()).toList();
	}

}
