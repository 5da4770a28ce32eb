/**
 * Durumi as the people of a case meet it, from the first search to resettlement.
 */
@NullMarked
package org.durumi.ui.story;

import org.jspecify.annotations.NullMarked;
