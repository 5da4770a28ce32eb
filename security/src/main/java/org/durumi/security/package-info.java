/**
 * What Durumi's promises rest on: sealed values, the keys that open them, and the log
 * that proves itself.
 */
@NullMarked
package org.durumi.security;

import org.jspecify.annotations.NullMarked;
