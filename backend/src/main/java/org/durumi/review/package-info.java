/**
 * The review of the audit log: supervisors read what was done in their teams, open
 * entries and mark them reviewed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "reference" })
package org.durumi.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
