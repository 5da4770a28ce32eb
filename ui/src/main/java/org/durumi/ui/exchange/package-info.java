/**
 * What leaves Durumi as a file.
 */
@NullMarked
package org.durumi.ui.exchange;

import org.jspecify.annotations.NullMarked;
