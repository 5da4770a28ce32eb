/**
 * What happens at Keycloak, brought into the audit log: sign-ins that failed, passwords
 * and factors that changed, and whatever is administered past Durumi.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access :: keycloak", "actor", "audit", "keys", "reference" })
package org.durumi.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
