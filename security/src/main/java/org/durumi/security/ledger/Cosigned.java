package org.durumi.security.ledger;

import java.time.Instant;

/**
 * How far somebody has cosigned a log.
 *
 * @param witness the public key, {@code name+id+key}
 * @param size how many entries the newest of the cosigned checkpoints covers
 * @param at when it was cosigned, as the cosigner’s clock had it
 */
public record Cosigned(String witness, long size, Instant at) {

	/** The key’s name, by which its signature lines are found. */
	public String name() {
		return this.witness.substring(0, this.witness.indexOf('+'));
	}

}
