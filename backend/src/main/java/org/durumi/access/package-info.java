/**
 * Who works here and who may do what with which case: staff, relations to a case, the
 * two-person rule, sign-in.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "audit", "reference" })
package org.durumi.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
