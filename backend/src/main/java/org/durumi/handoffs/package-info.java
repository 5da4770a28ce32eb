/**
 * Hands what is known of a case to other organisations: composed field by field, agreed
 * to by a second person, sealed, collected, answered, and taken back or ended in time.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "people", "consent", "cases", "followup",
		"partners", "reference" })
package org.durumi.handoffs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
