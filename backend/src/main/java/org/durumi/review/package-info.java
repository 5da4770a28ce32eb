/**
 * The review of the audit log: supervisors read what was done in their teams, open
 * entries and mark them reviewed. Rules put what should be looked at on their desks; they
 * ask whoever acted, hand on what they should not judge alone, compare who looks into
 * cases how much, and take reports and entries along.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "reference" })
package org.durumi.review;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
