/** Keycloak's events in the log, each once. */
@NullMarked
package org.durumi.watch;

import org.jspecify.annotations.NullMarked;
