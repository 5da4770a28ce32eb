/**
 * The case file: its stages, cycles and timeline, who it belongs to, and what is noted in
 * it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "people", "consent", "reference" })
package org.durumi.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
