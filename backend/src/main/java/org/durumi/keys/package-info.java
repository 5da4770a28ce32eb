/**
 * Seals and opens what is recorded about a survivor. Whoever gets no row of a case's keys
 * from the database opens nothing, and nothing is opened without an event.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "reference" })
package org.durumi.keys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
