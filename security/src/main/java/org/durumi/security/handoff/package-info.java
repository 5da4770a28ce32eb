/**
 * What is handed to a partner organisation: her OpenPGP key, ours, the package sealed to
 * hers and signed by ours, and her signed acknowledgement. What comes from outside is
 * read by this package alone, which knows only the forms it accepts; what leaves is
 * encrypted by Bouncy Castle, and opens with stock GnuPG.
 */
@NullMarked
package org.durumi.security.handoff;

import org.jspecify.annotations.NullMarked;
