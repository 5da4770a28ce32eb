package org.durumi.handoffs;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.RowKeys;
import org.durumi.keys.SealedJson;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Questions, answers and progress about a handoff, between those who work on the case and
 * the partner's members; each sealed under a key of its own, which both sides reach
 * through the row alone.
 */
@Service
public class HandoffMessages {

	/** The longest message, in characters. */
	public static final int MAX_TEXT = 2000;

	/** The most that either side writes about a handoff, as the database has it. */
	public static final int MOST = 200;

	private static final SealedJson<String> TYPE = SealedJson.of(String.class);

	private final Handoffs handoffs;

	private final Sections sections;

	private final RowKeys keys;

	private final SealedLog log;

	private final AuditLog plainLog;

	private final JdbcClient jdbc;

	HandoffMessages(Handoffs handoffs, Sections sections, RowKeys keys, SealedLog log, AuditLog plainLog,
			JdbcClient jdbc) {
		this.handoffs = handoffs;
		this.sections = sections;
		this.keys = keys;
		this.log = log;
		this.plainLog = plainLog;
		this.jdbc = jdbc;
	}

	/** What sort of message it is. */
	public enum Kind {

		QUESTION, ANSWER,
		/** How it goes on, said by the partner who accepted it. */
		PROGRESS

	}

	/** A message, opened. */
	public record Message(UUID id, Kind kind, UUID author, UUID organisation, Instant at, String text) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** How writing ended. */
	public enum Written {

		DONE,
		/** Nothing more is written about it: it is over, frozen, or not yet there. */
		TOO_LATE,
		/** Her side has written {@value #MOST} already. */
		TOO_MANY

	}

	/**
	 * All of them, oldest first, for who works on the case, and for the partner as long
	 * as it is hers to read; an audited event. Of others' there are none.
	 */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public List<Message> read(UUID id) {
		if (this.handoffs.find(id).isEmpty()) {
			throw this.sections.refused(id);
		}
		this.plainLog.append(AuditEvent.done(AuditAction.HANDOFF_MESSAGES_READ, SubjectType.HANDOFF, id));
		return this.jdbc.sql("""
				select message_id, kind, author, author_org, written_at, content, row_key
				from handoffs.message where id = ? order by message_id""").param(id).query((row, number) -> {
			UUID message = Objects.requireNonNull(row.getObject(1, UUID.class));
			return new Message(message, Kind.valueOf(row.getString(2)),
					Objects.requireNonNull(row.getObject(3, UUID.class)),
					Objects.requireNonNull(row.getObject(4, UUID.class)),
					row.getObject(5, OffsetDateTime.class).toInstant(),
					this.keys.open(row.getBytes(7), cell(id, message), Sealed.of(row.getBytes(6), TYPE)));
		}).list();
	}

	/**
	 * Writes one.
	 * @throws org.durumi.reference.TextRefused if it says nothing, is too long or holds
	 * control characters
	 */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public Written write(UUID id, Kind kind, String typed) {
		String text = Text.lines(typed, MAX_TEXT);
		Handoff seen = this.handoffs.lock(id).orElseThrow(() -> this.sections.refused(id));
		Actor actor = Actors.require();
		boolean open = switch (seen.state()) {
			case SEALED, COLLECTED -> !seen.isFrozen() && kind != Kind.PROGRESS;
			case ACCEPTED -> seen.times().recallDemanded() == null && (kind != Kind.PROGRESS || actor.is(Role.PARTNER));
			case DRAFT, AWAITING_APPROVAL, DECLINED, COMPLETED, RECALLED, EXPIRED -> false;
		};
		if (!open || actor.is(Role.PARTNER) && !this.handoffs.isReceived(id)) {
			return Written.TOO_LATE;
		}
		if (count(id, actor) >= MOST) {
			return Written.TOO_MANY;
		}
		UUID message = Ids.next();
		RowKeys.Kept<String> kept = this.keys.seal(cell(id, message), TYPE, text);
		this.jdbc
			.sql("""
					insert into handoffs.message (id, message_id, kind, author, author_org, content, row_key, wrapping_key_id)
					values (?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(id, message, kind.name(), actor.id(), actor.organisation(), kept.value().ciphertext(),
					kept.wrapped(), kept.wrappingKeyId())
			.update();
		this.log.append(AuditAction.HANDOFF_WRITTEN, SubjectType.HANDOFF, id, Detail.of("kind", kind));
		return Written.DONE;
	}

	/** Of the actor's organisation. */
	private int count(UUID id, Actor actor) {
		return this.jdbc.sql("select count(*) from handoffs.message where id = ? and author_org = ?")
			.params(id, actor.organisation())
			.query(Integer.class)
			.single();
	}

	private static Cell cell(UUID handoff, UUID message) {
		return new Cell("handoffs.message", "content", message, handoff);
	}

}
