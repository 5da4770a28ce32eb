package org.durumi.partners;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditedByCaller;
import org.durumi.audit.NotAudited;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys of partners that the actor may know of.
 * <p>
 * Guaranteed: what is sealed to a key here is sealed to one whose fingerprint two people
 * have typed as they heard it, neither of whom had brought it in. Not guaranteed: that
 * they heard it from the partner.
 */
@Service
public class PartnerKeys {

	/** Who may be one of the two that compare a fingerprint. */
	static final Set<Role> COMPARING = EnumSet.of(Role.CASEWORKER, Role.COORDINATOR, Role.SUPERVISOR, Role.ADMIN);

	private static final String KEYS = "Keys are public; what is done to one is the event.";

	private final KeyRows rows;

	private final Partners partners;

	private final Clock clock;

	PartnerKeys(KeyRows rows, Partners partners, Clock clock) {
		this.rows = rows;
		this.partners = partners;
		this.clock = clock;
	}

	/**
	 * The key that packages for a partner are sealed to at a time: the newest state of
	 * the key that two people vouched for last. Absent if there is none, if that key is
	 * revoked or has expired (the one before it does not come back by itself), and if
	 * nothing may be handed to the partner.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@AuditedByCaller("What is sealed to it.")
	public Optional<ConfirmedKey> usable(UUID partner, Instant at) {
		return this.partners.find(partner)
			.filter(Partner::enabled)
			.flatMap((enabled) -> KeyRow.current(this.rows.of(partner)))
			.filter((row) -> !row.revoked())
			.flatMap((row) -> confirmed(row, at));
	}

	/**
	 * The newest state of a key that something was sealed to, for checking what its owner
	 * signs about it: a part that was revoked since signs no more. Absent if the key was
	 * revoked since or two people do not vouch for it. A key that has expired or was
	 * replaced by another since is there; whether it still signs at a time, the reader of
	 * the signature says.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@AuditedByCaller("What its owner signed.")
	public Optional<ConfirmedKey> sealedTo(UUID key) {
		return this.rows.find(key)
			.flatMap((row) -> KeyRow.newestOf(this.rows.of(row.partner()), row.fingerprint()))
			.filter((row) -> row.vouchedSince() != null && !row.revoked())
			.flatMap((row) -> confirmed(row, row.uploadedAt()));
	}

	/** All keys of a partner, the newest first. */
	@Transactional(readOnly = true)
	@NotAudited(KEYS)
	public List<KeyEntry> of(UUID partner) {
		List<KeyRow> all = this.rows.of(partner);
		Instant now = this.clock.instant();
		return all.stream().map((row) -> entry(row, all, now)).toList();
	}

	/** The key that counts for each partner that has one, by partner. */
	@Transactional(readOnly = true)
	@NotAudited(KEYS)
	public Map<UUID, KeyEntry> current() {
		Map<UUID, List<KeyRow>> byPartner = this.rows.all().stream().collect(Collectors.groupingBy(KeyRow::partner));
		Instant now = this.clock.instant();
		Map<UUID, KeyEntry> current = new HashMap<>();
		byPartner.forEach(
				(partner, all) -> KeyRow.current(all).ifPresent((row) -> current.put(partner, entry(row, all, now))));
		return current;
	}

	private static KeyEntry entry(KeyRow row, List<KeyRow> all, Instant now) {
		KeyState state = row.state(all, now);
		Actor actor = Actors.require();
		boolean pending = state == KeyState.PENDING;
		boolean mayConfirm = pending && actor.roles().stream().anyMatch(COMPARING::contains)
				&& !row.confirmedBy().contains(actor.id()) && !broughtIn(row, all, actor.id());
		// also of one that was revoked or expired before two people had compared it
		return new KeyEntry(row.id(), state, (row.vouchedSince() != null) ? row.fingerprint() : null, row.algorithm(),
				row.expires(), row.uploadedBy(), row.uploadedAt(), row.confirmedBy(), mayConfirm);
	}

	/** Whether somebody brought in any state of the key. */
	static boolean broughtIn(KeyRow row, List<KeyRow> all, UUID person) {
		return all.stream()
			.anyMatch((state) -> state.fingerprint().equals(row.fingerprint()) && state.uploadedBy().equals(person));
	}

	private static Optional<ConfirmedKey> confirmed(KeyRow row, Instant at) {
		return row.key(at).map((key) -> new ConfirmedKey(row.id(), row.fingerprint(), key));
	}

}
