/**
 * The Keycloak adapter: how sign-in begins, is checked and ends, and nothing about who
 * may do what.
 */
@NullMarked
@NamedInterface("keycloak")
package org.durumi.access.keycloak;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
