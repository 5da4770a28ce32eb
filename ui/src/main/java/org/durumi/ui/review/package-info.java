/**
 * The audit list.
 */
@NullMarked
package org.durumi.ui.review;

import org.jspecify.annotations.NullMarked;
