package org.durumi.ui.shell;

import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.stereotype.Component;

/** Gives the session cookie its name and its walls. */
@Component
class SessionCookie implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

	private final WebProperties properties;

	SessionCookie(WebProperties properties) {
		this.properties = properties;
	}

	@Override
	public void customize(ConfigurableServletWebServerFactory factory) {
		factory.getSettings().getSession().setTimeout(this.properties.idle());
		factory.getSettings().getSession().setPersistent(false);
		var cookie = factory.getSettings().getSession().getCookie();
		cookie.setName(this.properties.cookieName());
		cookie.setPath("/");
		cookie.setHttpOnly(true);
		cookie.setSecure(this.properties.tls());
		cookie.setSameSite(Cookie.SameSite.LAX);
	}

}
