/** Tests of what partners' machines reach, over HTTP. */
@NullMarked
package org.durumi.api;

import org.jspecify.annotations.NullMarked;
