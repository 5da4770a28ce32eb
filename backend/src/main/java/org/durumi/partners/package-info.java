/**
 * Partner organisations: what they help with and where, the keys that packages for them
 * are sealed to, and the key of ours that packages are signed with.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "access", "audit", "keys", "reference" })
package org.durumi.partners;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
