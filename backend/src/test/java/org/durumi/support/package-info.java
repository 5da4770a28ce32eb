/**
 * What tests against the real database stand on.
 */
@NullMarked
package org.durumi.support;

import org.jspecify.annotations.NullMarked;
