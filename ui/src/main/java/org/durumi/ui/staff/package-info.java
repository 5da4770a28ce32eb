/**
 * The administrator's work: staff, partner organisations and their accounts.
 */
@NullMarked
package org.durumi.ui.staff;

import org.jspecify.annotations.NullMarked;
