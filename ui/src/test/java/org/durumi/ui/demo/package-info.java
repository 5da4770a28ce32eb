/** The demo as the launcher starts it: what it leaves, and what it finds again. */
@NullMarked
package org.durumi.ui.demo;

import org.jspecify.annotations.NullMarked;
