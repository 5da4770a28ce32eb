/**
 * The list of cases, a case's page and registration.
 */
@NullMarked
package org.durumi.ui.cases;

import org.jspecify.annotations.NullMarked;
