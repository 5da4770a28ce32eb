/**
 * What was done to her: detention, and the cycles of escape and return.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "actor", "access", "audit", "keys", "consent", "cases", "handoffs", "reference" })
package org.durumi.harm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
