/**
 * What surrounds every screen: sign-in, layout, headers, language, error pages, quick
 * exit.
 */
@NullMarked
package org.durumi.ui.shell;

import org.jspecify.annotations.NullMarked;
