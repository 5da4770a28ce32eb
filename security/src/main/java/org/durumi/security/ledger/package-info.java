/**
 * The verifiable log: a Merkle tree over the leaves of all events (RFC 6962), kept in
 * tiles and signed in checkpoints (C2SP tlog-tiles, tlog-checkpoint, signed-note); the
 * verifier that believes none of it; and what leaves the log, proves itself without the
 * database, and is held against checkpoints that a witness kept.
 */
@NullMarked
package org.durumi.security.ledger;

import org.jspecify.annotations.NullMarked;
