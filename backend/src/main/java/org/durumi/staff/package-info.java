/**
 * Who comes in and as what: asked by an administrator, agreed to by somebody else, and
 * then done here and at Keycloak.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "access :: keycloak", "actor", "audit", "keys", "reference" })
package org.durumi.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
