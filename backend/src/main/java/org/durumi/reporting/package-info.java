/**
 * Figures over many cases, withheld where they are so small that they would speak of one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "audit" })
package org.durumi.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
