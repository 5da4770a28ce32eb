/**
 * The log of everything read, changed, approved and refused: written in the transaction
 * it tells of, sequenced into a verifiable tree afterwards. What an event says beyond its
 * columns arrives here already sealed, so the log depends on no key.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "actor", "reference" })
package org.durumi.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
