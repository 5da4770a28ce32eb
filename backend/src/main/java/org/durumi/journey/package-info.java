/**
 * Her way: shelter, passage and its legs, clearance to leave, the decision on protection,
 * discharge.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "actor", "access", "audit", "keys", "consent", "cases", "handoffs", "reference" })
package org.durumi.journey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
