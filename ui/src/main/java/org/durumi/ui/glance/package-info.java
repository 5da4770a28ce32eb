/**
 * Who looks into cases when and how much, for supervisors: as pictures, tables and
 * sentences.
 */
@NullMarked
package org.durumi.ui.glance;

import org.jspecify.annotations.NullMarked;
