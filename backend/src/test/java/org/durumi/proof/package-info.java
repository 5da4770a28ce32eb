/**
 * Proofs from outside: what the database refuses whoever asks it directly.
 */
@NullMarked
package org.durumi.proof;

import org.jspecify.annotations.NullMarked;
