/**
 * What she needs and what endangers her: risk, safety plan, immediate needs.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "actor", "access", "audit", "keys", "consent", "cases", "handoffs", "reference" })
package org.durumi.care;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
