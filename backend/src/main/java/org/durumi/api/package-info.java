/**
 * What partner organisations' machines reach over HTTP: the inbox of handoffs, by the
 * same services as the portal.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "access :: keycloak", "audit", "handoffs", "keys",
		"reference" })
package org.durumi.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
