/**
 * The panels of shelter, passage, exit, protection and discharge.
 */
@NullMarked
package org.durumi.ui.journey;

import org.jspecify.annotations.NullMarked;
