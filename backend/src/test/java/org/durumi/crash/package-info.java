/**
 * The application as a process of its own that is killed without a warning.
 */
@NullMarked
package org.durumi.crash;

import org.jspecify.annotations.NullMarked;
