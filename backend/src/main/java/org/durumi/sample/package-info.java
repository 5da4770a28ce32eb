/**
 * The demo's invented cases, made through the same services that people use. Only the
 * demo profile loads it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "people", "consent", "cases", "care",
		"journey", "harm", "followup", "inbound", "partners", "reference" })
package org.durumi.sample;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
