package org.durumi.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.SubjectType;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says which entries may leave Durumi, and writes that they do. It takes a second factor
 * shown within minutes, as whatever leaves does.
 * <p>
 * Guaranteed: they are entries that the actor sees in the list, and the event about their
 * leaving is part of the transaction. Not guaranteed: anything about a copy before that
 * transaction is committed; whoever makes one waits for it.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class LeavingEntries {

	/** The most entries that leave at once. */
	public static final int MOST = 10_000;

	private final JdbcClient jdbc;

	private final Entries entries;

	private final SealedLog log;

	LeavingEntries(JdbcClient jdbc, Entries entries, SealedLog log) {
		this.jdbc = jdbc;
		this.entries = entries;
		this.log = log;
	}

	/** Whether entries leave, and which. */
	public sealed interface Answer {

		/** They do, in the order of the list. */
		record These(List<AuditRow> rows) implements Answer {

			public These {
				rows = List.copyOf(rows);
			}

			@Override
			public String toString() {
				return "[sealed]";
			}

		}

		/** None is there that she may see. */
		record Nothing() implements Answer {
		}

		/** There are more than {@link #MOST}. */
		record TooMany() implements Answer {
		}

		/** She first has to show that it is her. */
		record NeedsFreshFactor() implements Answer {
		}

	}

	/** Lets the entries of a filter leave, an audited event. */
	@Transactional
	public Answer take(AuditFilter filter) {
		return take(filter, MOST);
	}

	Answer take(AuditFilter filter, int most) {
		if (!isFactorFresh()) {
			return new Answer.NeedsFreshFactor();
		}
		Map<String, Object> values = new HashMap<>();
		List<AuditRow> rows = this.jdbc.sql(AuditReview.query(filter, 0, most + 1, values))
			.params(values)
			.query((row, number) -> Entries.row(row))
			.list();
		if (rows.isEmpty()) {
			return new Answer.Nothing();
		}
		if (rows.size() > most) {
			return new Answer.TooMany();
		}
		this.log.append(AuditAction.AUDIT_EXPORTED, SubjectType.LIST, Actors.require().id(),
				filter.told(Detail.of("entries", rows.size())));
		return new Answer.These(rows);
	}

	/** Lets the proof of one entry leave, an audited event. */
	@Transactional
	public Answer take(UUID entry) {
		if (!isFactorFresh()) {
			return new Answer.NeedsFreshFactor();
		}
		AuditRow row = this.entries.find(entry).orElse(null);
		if (row == null) {
			return new Answer.Nothing();
		}
		this.log.append(AuditAction.AUDIT_EXPORTED, SubjectType.AUDIT_EVENT, entry, Detail.of("entries", 1));
		return new Answer.These(List.of(row));
	}

	/** Whether the actor has shown recently enough that it is her. */
	public boolean isFactorFresh() {
		return Actors.require().isFresh();
	}

}
