package org.durumi.access;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/** Makes {@code @PreAuthorize} on services count, beside every screen's own check. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class MethodSecurity {

	/** Lets {@link MethodDenials} hear of refusals. */
	@Bean
	static AuthorizationEventPublisher authorizationEvents(ApplicationEventPublisher events) {
		return new SpringAuthorizationEventPublisher(events);
	}

}
