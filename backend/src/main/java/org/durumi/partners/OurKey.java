package org.durumi.partners;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import org.durumi.security.boot.BootCipher;
import org.durumi.security.boot.WrongBootSecret;
import org.durumi.security.handoff.Fingerprint;
import org.durumi.security.handoff.HandoffKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The key of ours that packages to partners are signed with, read once at the start. The
 * primary key is not on this machine.
 * <p>
 * Not guaranteed: that only Durumi signs with it. Whoever runs code in this process, or
 * has its file and the boot secret, signs too, until the part is revoked or expires.
 */
@Component
public class OurKey {

	private final @Nullable HandoffKey key;

	private final Clock clock;

	OurKey(OurKeySettings settings, BootCipher cipher, Clock clock) {
		this.clock = clock;
		this.key = (settings.keyFile() != null) ? read(settings.keyFile(), cipher) : null;
	}

	private static HandoffKey read(Path file, BootCipher cipher) {
		try {
			return HandoffKey.fromFile(file, cipher);
		}
		catch (WrongBootSecret ex) {
			throw new HandoffKeyUnusable(file, "does not open with the boot secret", ex);
		}
		catch (IOException ex) {
			throw new HandoffKeyUnusable(file, "is not there, or holds something else", ex);
		}
	}

	/**
	 * What packages are signed with; absent where none is configured or it has expired.
	 */
	public Optional<HandoffKey> signing() {
		return Optional.ofNullable(this.key).filter((ours) -> ours.expires().isAfter(this.clock.instant()));
	}

	/**
	 * What partners import, as text: the primary key, its name and all parts so far.
	 * Absent where none is configured.
	 */
	public Optional<String> published() {
		return Optional.ofNullable(this.key).map(HandoffKey::publicKey);
	}

	/** What partners compare by voice; it stays when the server's part changes. */
	public Optional<Fingerprint> fingerprint() {
		return Optional.ofNullable(this.key).map(HandoffKey::fingerprint);
	}

	/** From when on nothing is signed with the server's part. */
	public Optional<Instant> expires() {
		return Optional.ofNullable(this.key).map(HandoffKey::expires);
	}

}
