/** Durumi with the realm that it is deployed with. */
@NullMarked
package org.durumi.ui.realm;

import org.jspecify.annotations.NullMarked;
