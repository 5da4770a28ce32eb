package org.durumi.handoffs;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a member of a partner receives: what was sealed for her organisation, and never
 * the live case.
 * <p>
 * Guaranteed, by the database as well: of another organisation's she gets nothing, and
 * that she tried is an audited event; what was recalled, has expired or is over is a bare
 * line; each opening is an event.
 */
@Service
public class HandoffInbox {

	private final Handoffs handoffs;

	private final Parts parts;

	private final Sections sections;

	private final SealedLog log;

	private final AuditLog plainLog;

	private final Clock clock;

	HandoffInbox(Handoffs handoffs, Parts parts, Sections sections, SealedLog log, AuditLog plainLog, Clock clock) {
		this.handoffs = handoffs;
		this.parts = parts;
		this.sections = sections;
		this.log = log;
		this.plainLog = plainLog;
		this.clock = clock;
	}

	/** What was handed over, opened on screen. */
	public record Copy(Handoff handoff, List<HandedField> fields) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** How an answer ended. */
	public enum Answered {

		DONE,
		/**
		 * It was answered, recalled, frozen or over meanwhile, or not yet collected; or
		 * its key was revoked, after which it can only be declined.
		 */
		TOO_LATE

	}

	/** One page, newest first; an audited event. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public List<Handoff> page(int offset, int limit) {
		return page(null, offset, limit);
	}

	/**
	 * As {@link #page(int, int)}, of those alone that are in a state, if one is given.
	 */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public List<Handoff> page(@Nullable HandoffState state, int offset, int limit) {
		this.log.append(AuditAction.HANDOFF_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("list", "inbox"));
		return this.handoffs.inbox(state, offset, limit);
	}

	/** Its line of the list, which collects nothing; an audited event. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Handoff line(UUID id) {
		Handoff seen = this.handoffs.find(id).orElseThrow(() -> this.sections.refused(id));
		this.log.append(AuditAction.HANDOFF_LIST_READ, SubjectType.HANDOFF, id, Detail.of("list", "inbox"));
		return seen;
	}

	/** Where one of hers is; another organisation's is refused, which is an event. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	@NotAudited("Its course and its times, and nothing of hers; listing is the event.")
	public Handoff find(UUID id) {
		return this.handoffs.find(id).orElseThrow(() -> this.sections.refused(id));
	}

	/**
	 * Opens it to be read on screen, which collects it; an audited event.
	 * @return empty if there is nothing to read any more, it is frozen, her consent is
	 * over, or it was not collected before its key was revoked
	 */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Optional<Copy> read(UUID id) {
		Handoff seen = require(id);
		if (!isReadable(seen)) {
			return Optional.empty();
		}
		if (!collect(seen, AuditAction.HANDOFF_READ)) {
			return Optional.empty();
		}
		return Optional.of(new Copy(this.handoffs.find(id).orElseThrow(), this.parts.open(id)));
	}

	/** Whether what she has opened may still be read, for the page that shows it. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional(readOnly = true)
	@NotAudited("Says whether something may be read; reading it was the event.")
	public boolean mayRead(UUID id) {
		return this.handoffs.find(id).filter(this::isReadable).isPresent();
	}

	private boolean isReadable(Handoff seen) {
		return this.handoffs.isReceived(seen.id()) && seen.times().copyGone() == null
				&& this.handoffs.isReadable(seen.id());
	}

	/**
	 * Takes the sealed package out, which collects it; an audited event.
	 * @return empty if there is none any more, it is frozen, or the key it was sealed to
	 * was revoked
	 */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Optional<HandoffOutbox.Taken> take(UUID id) {
		Handoff seen = require(id);
		Optional<byte[]> content = HandoffOutbox.isCollectable(seen, this.clock.instant()) ? this.handoffs.content(id)
				: Optional.empty();
		return content.filter((file) -> collect(seen, AuditAction.HANDOFF_TAKEN))
			.map((file) -> new HandoffOutbox.Taken(seen, file));
	}

	/** Takes the case, or the service asked for. Of a transfer she has it from now on. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Answered accept(UUID id) {
		Handoff seen = require(id);
		boolean done = isAt(seen, HandoffState.COLLECTED) && this.handoffs.isStanding(id)
				&& this.handoffs.move(seen, HandoffState.ACCEPTED);
		return tell(done, id, Detail.of("outcome", HandoffState.ACCEPTED));
	}

	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Answered decline(UUID id, DeclineCode code) {
		Handoff seen = require(id);
		boolean done = isAt(seen, HandoffState.COLLECTED) && this.handoffs.decline(seen, code);
		return tell(done, id, Detail.of("outcome", HandoffState.DECLINED).and("code", code));
	}

	/** Says how it ended; what can be read of it here is gone then. */
	@PreAuthorize("hasRole('PARTNER')")
	@Transactional
	public Answered complete(UUID id, OutcomeCode code) {
		Handoff seen = require(id);
		// owed also after it was demanded back
		boolean done = seen.state() == HandoffState.ACCEPTED && this.handoffs.complete(seen, code);
		return tell(done, id, Detail.of("outcome", HandoffState.COMPLETED).and("code", code));
	}

	private boolean isAt(Handoff seen, HandoffState state) {
		return seen.state() == state && this.handoffs.isReceived(seen.id());
	}

	private Answered tell(boolean done, UUID id, Detail detail) {
		if (done) {
			this.log.append(AuditAction.HANDOFF_ANSWERED, SubjectType.HANDOFF, id, detail);
		}
		return done ? Answered.DONE : Answered.TOO_LATE;
	}

	/** Whether it is hers to read now; the first time is the one that counts. */
	private boolean collect(Handoff seen, AuditAction action) {
		boolean hers = seen.state() != HandoffState.SEALED || this.handoffs.collect(seen);
		if (hers) {
			this.plainLog.append(AuditEvent.done(action, SubjectType.HANDOFF, seen.id()));
		}
		return hers;
	}

	private Handoff require(UUID id) {
		return this.handoffs.lock(id).orElseThrow(() -> this.sections.refused(id));
	}

}
