/**
 * What tests of the screens stand on: a person signed in, a browser, a running Durumi.
 */
@NullMarked
package org.durumi.ui;

import org.jspecify.annotations.NullMarked;
