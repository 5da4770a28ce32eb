/**
 * Values sealed to the one cell they belong to, and the keys that seal and open them.
 */
@NullMarked
package org.durumi.security.seal;

import org.jspecify.annotations.NullMarked;
