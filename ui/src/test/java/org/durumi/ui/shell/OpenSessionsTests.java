package org.durumi.ui.shell;

import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.http.HttpSessionEvent;
import org.durumi.ui.WithStaff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(SpringExtension.class)
@WithStaff
class OpenSessionsTests {

	private final OpenSessions sessions = new OpenSessions();

	private final MockHttpSession session = new MockHttpSession();

	@Test
	void aSessionWhoseIdChangesIsFoundAllTheWhile() throws InterruptedException {
		for (int i = 0; i < 200; i++) {
			this.sessions.sessionCreated(new HttpSessionEvent(new MockHttpSession()));
		}
		signedIn();
		AtomicBoolean looking = new AtomicBoolean(true);
		Thread changing = Thread.ofPlatform().start(() -> {
			while (looking.get()) {
				String before = this.session.getId();
				this.session.changeSessionId();
				this.sessions.sessionIdChanged(new HttpSessionEvent(this.session), before);
			}
		});
		try {
			for (int i = 0; i < 10_000; i++) {
				assertThat(this.sessions.signedIn()).hasSize(1);
			}
		}
		finally {
			looking.set(false);
			changing.join();
		}
	}

	@Test
	void aSessionThatIsOverIsNotFound() {
		signedIn();
		this.sessions.sessionDestroyed(new HttpSessionEvent(this.session));
		assertThat(this.sessions.signedIn()).isEmpty();
	}

	private void signedIn() {
		this.session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
				SecurityContextHolder.getContext());
		this.sessions.sessionCreated(new HttpSessionEvent(this.session));
	}

}
