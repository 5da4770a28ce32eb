/** Figures over many cases, as charts, tables and sentences. */
@NullMarked
package org.durumi.ui.statistics;

import org.jspecify.annotations.NullMarked;
