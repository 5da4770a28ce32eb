/**
 * Small components that know how Durumi looks and behaves, and nothing of the domain.
 */
@NullMarked
package org.durumi.ui.kit;

import org.jspecify.annotations.NullMarked;
