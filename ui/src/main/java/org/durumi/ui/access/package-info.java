/**
 * Who may see and do what, in words: the roles, and each case's own page of it.
 */
@NullMarked
package org.durumi.ui.access;

import org.jspecify.annotations.NullMarked;
