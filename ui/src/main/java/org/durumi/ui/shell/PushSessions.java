package org.durumi.ui.shell;

import com.vaadin.flow.spring.SpringServlet;
import org.atmosphere.cpr.ApplicationConfig;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.stereotype.Component;

/**
 * Keeps push from beginning sessions: a page whose session is over calls once more while
 * its person signs in beside it, and the session begun for that call would take the place
 * of hers in the browser.
 */
@Component
final class PushSessions implements BeanPostProcessor {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof ServletRegistrationBean<?> registration
				&& registration.getServlet() instanceof SpringServlet) {
			registration.addInitParameter(ApplicationConfig.PROPERTY_SESSION_CREATE, "false");
		}
		return bean;
	}

}
