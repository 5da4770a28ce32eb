/**
 * What sealing costs, in figures that mean something on any machine: ratios within one
 * run.
 */
@NullMarked
package org.durumi.security.bench;

import org.jspecify.annotations.NullMarked;
