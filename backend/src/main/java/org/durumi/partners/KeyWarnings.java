package org.durumi.partners;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.audit.NotAudited;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which keys run out, so that somebody asks the partner for a prolonged one, or rotates
 * ours, before nothing can be handed over any more: 30 days before, 7 days before, and
 * once it is too late.
 */
@Service
public class KeyWarnings {

	private static final Duration EARLY = Duration.ofDays(30);

	private static final Duration LATE = Duration.ofDays(7);

	private final Partners partners;

	private final PartnerKeys keys;

	private final OurKey ours;

	private final Clock clock;

	KeyWarnings(Partners partners, PartnerKeys keys, OurKey ours, Clock clock) {
		this.partners = partners;
		this.keys = keys;
		this.ours = ours;
		this.clock = clock;
	}

	/** How soon a key runs out. */
	public enum Urgency {

		NONE,
		/** Within 30 days. */
		EARLY,
		/** Within 7 days, or it has. */
		LATE

	}

	/**
	 * Keys that run out.
	 *
	 * @param urgency of the most urgent
	 * @param keys how many are as urgent
	 */
	public record Running(Urgency urgency, int keys) {
	}

	/**
	 * The most urgent of the keys that run out, in one reading: of partners that anything
	 * may be handed to the one that counts, if it is not revoked; and the server's part
	 * of ours.
	 */
	@Transactional(readOnly = true)
	@NotAudited("Numbers of public keys.")
	public Running mostUrgent() {
		Map<UUID, KeyEntry> current = this.keys.current();
		Stream<Instant> theirs = this.partners.all()
			.stream()
			.filter(Partner::enabled)
			.flatMap((partner) -> Optional.ofNullable(current.get(partner.id())).stream())
			.filter((key) -> key.state() != KeyState.REVOKED)
			.map(KeyEntry::expires);
		List<Urgency> running = Stream.concat(theirs, this.ours.expires().stream())
			.map(this::of)
			.filter((urgency) -> urgency != Urgency.NONE)
			.toList();
		Urgency most = running.stream().max(Comparator.naturalOrder()).orElse(Urgency.NONE);
		return new Running(most, (int) running.stream().filter((urgency) -> urgency == most).count());
	}

	/** How soon a key runs out that expires then. */
	public Urgency of(Instant expires) {
		Instant now = this.clock.instant();
		if (expires.isBefore(now.plus(LATE))) {
			return Urgency.LATE;
		}
		return expires.isBefore(now.plus(EARLY)) ? Urgency.EARLY : Urgency.NONE;
	}

}
