/**
 * The panels of detention and of the cycles of escape.
 */
@NullMarked
package org.durumi.ui.harm;

import org.jspecify.annotations.NullMarked;
