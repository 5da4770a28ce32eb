package org.durumi.crash;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.BootSecret;
import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A sequencer as a process of its own that works until it is killed. Each batch is one
 * line: {@code sequenced COUNT}.
 */
final class SequencerLoop {

	private static final long PAUSE_NANOS = 5_000_000;

	private SequencerLoop() {
	}

	/** Takes the database's address and a file each of password, key and its secret. */
	public static void main(String[] arguments) throws Exception {
		List<Path> files = List.of(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
		PGSimpleDataSource login = new PGSimpleDataSource();
		login.setUrl(arguments[0]);
		login.setUser("durumi_sequencer");
		login.setPassword(Files.readString(files.get(0), StandardCharsets.UTF_8));
		SigningKey key;
		try (BootSecret secret = BootSecret.read(files.get(2))) {
			key = SigningKey.fromFile(files.get(1), new BootCipher(secret));
		}
		Sequencer sequencer = new Sequencer(login, key, UUID.randomUUID());
		while (!Thread.currentThread().isInterrupted()) {
			int taken = sequencer.sequence();
			if (taken > 0) {
				System.out.println("sequenced " + taken);
			}
			else {
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
	}

}
