package org.durumi.access;

import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/** Makes {@code @PreAuthorize} on services count, beside every screen's own check. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class MethodSecurity {

}
