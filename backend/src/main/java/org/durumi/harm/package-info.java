/**
 * What was done to her: detention, and the cycles of escape and return.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "cases", "reference" })
package org.durumi.harm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
