/** Attacks on sign-in, over HTTP, against the running application. */
@NullMarked
package org.durumi.ui.attack;

import org.jspecify.annotations.NullMarked;
