/**
 * The panels of risk, immediate needs and safety plan.
 */
@NullMarked
package org.durumi.ui.care;

import org.jspecify.annotations.NullMarked;
