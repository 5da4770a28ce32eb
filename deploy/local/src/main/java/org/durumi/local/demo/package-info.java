/**
 * The demo: database, Keycloak and application started together, and looked after.
 */
@NullMarked
package org.durumi.local.demo;

import org.jspecify.annotations.NullMarked;
