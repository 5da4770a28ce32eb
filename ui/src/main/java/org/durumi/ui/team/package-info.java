/**
 * The supervisor's work on her team, and a caseworker's absence: who is away, who stands
 * in, and whose cases go to whom.
 */
@NullMarked
package org.durumi.ui.team;

import org.jspecify.annotations.NullMarked;
