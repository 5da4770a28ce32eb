/**
 * Real servers without Docker: PostgreSQL and Keycloak as child processes of the demo and
 * of the tests.
 */
@NullMarked
package org.durumi.local;

import org.jspecify.annotations.NullMarked;
