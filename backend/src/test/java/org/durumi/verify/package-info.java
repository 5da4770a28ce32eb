/**
 * The log's verifier as people start it: as a program of its own, judged by its exit code
 * and its words.
 */
@NullMarked
package org.durumi.verify;

import org.jspecify.annotations.NullMarked;
