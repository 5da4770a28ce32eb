/**
 * What is owed to her and what was done: contacts, tasks, the five-year plan, closure,
 * and the day's work of a person.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "actor", "access", "audit", "keys", "cases", "consent", "people", "reference" })
package org.durumi.followup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
