/**
 * The panel of the consent ledger.
 */
@NullMarked
package org.durumi.ui.consent;

import org.jspecify.annotations.NullMarked;
