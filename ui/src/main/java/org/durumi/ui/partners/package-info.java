/**
 * Partner organisations, their keys, and the key of ours that they check packages with.
 */
@NullMarked
package org.durumi.ui.partners;

import org.jspecify.annotations.NullMarked;
