/**
 * What a survivor consented to, and on which basis we act where she could not.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "people", "reference" })
package org.durumi.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
