/**
 * Who is acting, in which session and with how strong a factor; people and the system's
 * own jobs alike.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.durumi.actor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
