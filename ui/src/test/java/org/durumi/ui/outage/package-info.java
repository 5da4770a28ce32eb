/**
 * What people see while a neighbour of Durumi is away, and when it is back.
 */
@NullMarked
package org.durumi.ui.outage;

import org.jspecify.annotations.NullMarked;
