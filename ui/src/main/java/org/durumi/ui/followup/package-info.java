/**
 * The day's work, and the panels of contacts, tasks and closure.
 */
@NullMarked
package org.durumi.ui.followup;

import org.jspecify.annotations.NullMarked;
