/**
 * The panels of identity and safe contact, and the form both share with registration.
 */
@NullMarked
package org.durumi.ui.people;

import org.jspecify.annotations.NullMarked;
