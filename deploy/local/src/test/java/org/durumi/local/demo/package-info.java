/**
 * The demo as people start it, judged by its exit code and its words.
 */
@NullMarked
package org.durumi.local.demo;

import org.jspecify.annotations.NullMarked;
