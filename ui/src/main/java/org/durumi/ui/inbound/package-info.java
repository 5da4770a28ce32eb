/**
 * Survivors whom partners hand to us: the partner's form and list, our holding area, and
 * what was told in the case that she was taken into.
 */
@org.jspecify.annotations.NullMarked
package org.durumi.ui.inbound;
