/**
 * The parts of a case page: what a panel is, and the one panel that serves every kind of
 * record.
 */
@NullMarked
package org.durumi.ui.records;

import org.jspecify.annotations.NullMarked;
