/**
 * What the server needs before it can start: the boot secret and the configuration values
 * sealed with it.
 */
@NullMarked
package org.durumi.security.boot;

import org.jspecify.annotations.NullMarked;
