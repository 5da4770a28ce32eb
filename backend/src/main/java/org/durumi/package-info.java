/**
 * The application: one sub-package a module, nothing else but the entry point.
 */
@NullMarked
package org.durumi;

import org.jspecify.annotations.NullMarked;
