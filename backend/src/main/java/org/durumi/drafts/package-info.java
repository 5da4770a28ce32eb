/**
 * What a person typed and has not saved yet, kept for her alone until she signs in again.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "audit", "keys", "reference" })
package org.durumi.drafts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
