/**
 * What leaves Durumi as a file.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "access", "actor", "audit", "cases", "keys", "people", "reference", "review" })
package org.durumi.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
