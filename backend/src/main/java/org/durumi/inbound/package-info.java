/**
 * Survivors whom partners hand to us: what they tell waits in a holding area until
 * somebody takes her into a case, says no, or its time is over.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "people", "consent", "cases", "partners",
		"reference" })
package org.durumi.inbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
