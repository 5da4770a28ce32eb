package org.durumi.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.MonthlySeal;
import org.durumi.keys.SealedJson;
import org.durumi.keys.SealedLog;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a reviewer asks of whoever acted, and what she answers, here and not by phone: it
 * is kept with the entry. Both are sealed under a log key, and each is an event.
 * <p>
 * Guaranteed, by the database: only she answers, once; nobody reads it who may not review
 * the entry. Not guaranteed: that whoever runs code here does not, since every actor
 * holds the log keys.
 */
@Service
public class Questions {

	/** The longest question or answer, in characters. */
	public static final int MAX_TEXT = 2000;

	private static final String TABLE = "review.question";

	private static final SealedJson<String> TYPE = SealedJson.of(String.class);

	private final JdbcClient jdbc;

	private final Entries entries;

	private final SealedLog log;

	private final MonthlySeal seal;

	private final Clock clock;

	Questions(JdbcClient jdbc, Entries entries, SealedLog log, MonthlySeal seal, Clock clock) {
		this.jdbc = jdbc;
		this.entries = entries;
		this.log = log;
		this.seal = seal;
		this.clock = clock;
	}

	/**
	 * A question and, once there is one, its answer.
	 *
	 * @param askedBy the reviewer's name, absent for whoever the reader may not know
	 * @param row the entry it is about
	 */
	public record Question(UUID id, AuditRow row, @Nullable String askedBy, Instant askedAt, String question,
			@Nullable Instant answeredAt, @Nullable String answer) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/**
	 * Asks whoever acted for a reason.
	 * @throws org.durumi.reference.TextRefused if the question says nothing, is too long
	 * or holds control characters
	 */
	@PreAuthorize("hasRole('SUPERVISOR')")
	@Transactional
	public QuestionOutcome ask(UUID event, String question) {
		String text = Text.lines(question, MAX_TEXT);
		AuditRow row = this.entries.onDeskOrOwn(event).orElse(null);
		if (row == null) {
			return QuestionOutcome.NOT_YOURS;
		}
		if (row.own()) {
			return QuestionOutcome.OWN;
		}
		if (!isPerson(row.actor())) {
			return QuestionOutcome.NOBODY_TO_ASK;
		}
		if (isWaiting(event)) {
			return QuestionOutcome.WAITING;
		}
		UUID id = Ids.next();
		Instant now = this.clock.instant();
		try {
			this.jdbc
				.sql("insert into review.question (id, event_id, asked_of, asked_by, asked_at, question)"
						+ " values (?, ?, ?, ?, ?, ?)")
				.params(id, event, row.actor(), Actors.require().id(), now.atOffset(ZoneOffset.UTC),
						this.seal.seal(now, TABLE, "question", id, TYPE, text).ciphertext())
				.update();
		}
		catch (DuplicateKeyException askedMeanwhile) {
			return QuestionOutcome.WAITING;
		}
		this.log.append(AuditAction.REASON_ASKED, SubjectType.AUDIT_EVENT, event, Detail.none());
		return QuestionOutcome.DONE;
	}

	/**
	 * Answers a question that was asked of the actor.
	 * @throws org.durumi.reference.TextRefused as for {@link #ask}
	 */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public QuestionOutcome answer(UUID question, String answer) {
		String text = Text.lines(answer, MAX_TEXT);
		UUID me = Actors.require().id();
		Optional<Open> found = this.jdbc
			.sql("select event_id, asked_at, answered_at from review.question where id = ? and asked_of = ?")
			.params(question, me)
			.query((row, number) -> new Open(Entries.uuid(row, "event_id"), Entries.instant(row, "asked_at"),
					row.getObject("answered_at") != null))
			.optional();
		if (found.isEmpty()) {
			return QuestionOutcome.NOT_YOURS;
		}
		int answered = found.get().answered() ? 0 : this.jdbc
			.sql("update review.question set answered_at = ?, answer = ? where id = ? and answered_at is null")
			.params(this.clock.instant().atOffset(ZoneOffset.UTC),
					this.seal.seal(found.get().askedAt(), TABLE, "answer", question, TYPE, text).ciphertext(), question)
			.update();
		if (answered == 0) {
			return QuestionOutcome.ANSWERED;
		}
		this.log.append(AuditAction.REASON_GIVEN, SubjectType.AUDIT_EVENT, found.get().event(), Detail.none());
		return QuestionOutcome.DONE;
	}

	private record Open(UUID event, Instant askedAt, boolean answered) {
	}

	/** How many questions wait for the actor's answer. */
	@NotAudited("A number.")
	@PreAuthorize("isAuthenticated()")
	@Transactional(readOnly = true)
	public int unanswered() {
		return this.jdbc.sql("select count(*) from review.question where asked_of = ? and answered_at is null")
			.param(Actors.require().id())
			.query(Integer.class)
			.single();
	}

	/**
	 * What was asked of the actor, those first that wait, then the newest, a hundred at
	 * most; an event.
	 */
	@PreAuthorize("isAuthenticated()")
	@Transactional
	public List<Question> toMe() {
		UUID me = Actors.require().id();
		this.log.append(AuditAction.REASONS_READ, SubjectType.STAFF, me, Detail.none());
		return questions("where q.asked_of = :me order by q.answered_at is not null, q.asked_at desc limit 100", null);
	}

	/** What was asked about an entry, oldest first; an event where something was. */
	@PreAuthorize("hasRole('SUPERVISOR')")
	@Transactional
	public List<Question> about(UUID event) {
		List<Question> asked = questions("where q.event_id = :event order by q.asked_at", event);
		if (!asked.isEmpty()) {
			this.log.append(AuditAction.REASONS_READ, SubjectType.AUDIT_EVENT, event, Detail.none());
		}
		return asked;
	}

	private List<Question> questions(String which, @Nullable UUID event) {
		JdbcClient.StatementSpec query = this.jdbc
			.sql("select " + Entries.COLUMNS
					+ ", q.id, by.display_name as asked_by, q.asked_at, q.question, q.answered_at, q.answer"
					+ " from review.question q join audit.event e on e.event_id = q.event_id " + Entries.NAMES
					+ " left join access.staff by on by.subject = q.asked_by " + which)
			.param("me", Actors.require().id());
		return ((event != null) ? query.param("event", event) : query).query((row, number) -> question(row)).list();
	}

	private Question question(ResultSet row) throws SQLException {
		UUID id = Entries.uuid(row, "id");
		Instant askedAt = Entries.instant(row, "asked_at");
		OffsetDateTime answeredAt = row.getObject("answered_at", OffsetDateTime.class);
		byte[] answer = row.getBytes("answer");
		return new Question(id, Entries.row(row), row.getString("asked_by"), askedAt,
				open(askedAt, "question", id, Objects.requireNonNull(row.getBytes("question"))),
				(answeredAt != null) ? answeredAt.toInstant() : null,
				(answer != null) ? open(askedAt, "answer", id, answer) : null);
	}

	private String open(Instant askedAt, String column, UUID id, byte[] sealed) {
		return this.seal.open(askedAt, TABLE, column, id, Sealed.of(sealed, TYPE));
	}

	private boolean isPerson(UUID actor) {
		return this.jdbc.sql("select count(*) from access.staff where subject = ? and active")
			.param(actor)
			.query(Integer.class)
			.single() == 1;
	}

	private boolean isWaiting(UUID event) {
		return this.jdbc.sql("select count(*) from review.question where event_id = ? and answered_at is null")
			.param(event)
			.query(Integer.class)
			.single() > 0;
	}

}
