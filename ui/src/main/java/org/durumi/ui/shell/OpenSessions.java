package org.durumi.ui.shell;

import java.util.Map;
import java.util.HashMap;
import java.util.List;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.springframework.stereotype.Component;

/**
 * The sessions of this node, so that one can be ended by somebody else than its owner.
 * <p>
 * Guaranteed: whoever looks finds each session once, also while its id changes. One that
 * was missed would be taken for ended, and then be ended.
 */
@Component
class OpenSessions implements HttpSessionListener, HttpSessionIdListener {

	private final Map<String, HttpSession> sessions = new HashMap<>();

	@Override
	public synchronized void sessionCreated(HttpSessionEvent event) {
		this.sessions.put(event.getSession().getId(), event.getSession());
	}

	@Override
	public synchronized void sessionDestroyed(HttpSessionEvent event) {
		this.sessions.remove(event.getSession().getId());
	}

	@Override
	public synchronized void sessionIdChanged(HttpSessionEvent event, String oldId) {
		this.sessions.remove(oldId);
		this.sessions.put(event.getSession().getId(), event.getSession());
	}

	/** The sessions in which somebody is signed in. */
	List<SignedIn> signedIn() {
		return all().stream().flatMap((session) -> SignedIn.of(session).stream()).toList();
	}

	private synchronized List<HttpSession> all() {
		return List.copyOf(this.sessions.values());
	}

}
