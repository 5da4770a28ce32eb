/**
 * Handing a case to a partner: putting it together, what became of it, and what a partner
 * gets of it.
 */
@NullMarked
package org.durumi.ui.handoffs;

import org.jspecify.annotations.NullMarked;
