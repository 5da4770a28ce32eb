/** What happens at Keycloak, and how people learn of it. */
@NullMarked
package org.durumi.ui.watch;

import org.jspecify.annotations.NullMarked;
