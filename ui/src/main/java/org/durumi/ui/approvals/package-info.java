/**
 * Requests that need a second person.
 */
@NullMarked
package org.durumi.ui.approvals;

import org.jspecify.annotations.NullMarked;
