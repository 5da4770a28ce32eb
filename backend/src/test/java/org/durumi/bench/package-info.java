/** Figures of the backend, as ratios within one run. */
@NullMarked
package org.durumi.bench;

import org.jspecify.annotations.NullMarked;
