/**
 * Who a survivor is and how she may be reached, field by field, and the search that finds
 * her again in whatever script her name is written.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "reference" })
package org.durumi.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
