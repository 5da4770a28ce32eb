/**
 * What partner organisations' machines reach over HTTP: the inbox of handoffs and whom
 * they hand to us, by the same services as the portal.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "access :: keycloak", "audit", "consent", "handoffs",
		"inbound", "keys", "people", "reference" })
package org.durumi.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
