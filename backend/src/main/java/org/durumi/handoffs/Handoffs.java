package org.durumi.handoffs;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.actor.Actors;
import org.durumi.reference.Language;
import org.durumi.security.handoff.SealedPackage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The handoffs that row security lets the actor see. Each step names the state it starts
 * from: whoever is second finds it taken. The times are the database's.
 */
@Repository
class Handoffs {

	private static final String SELECT = """
			select h.id, h.partner_id, h.template, h.language, h.state, h.waits_for, h.decline_code, h.outcome_code,
				(select w.frozen_why from handoffs.handoff_case w where w.id = h.id) as frozen_why,
				h.asked_at, h.approved_at, h.sealed_at, h.collect_by, h.package_gone_at, h.copy_gone_at, h.collected_at,
				h.acknowledge_by, h.answered_at, h.outcome_by, h.completed_at, h.recall_demanded_at, h.ended_at, h.frozen_at,
				h.chased_at, h.escalated_at,
				case when h.purpose = 'TRANSFER' and h.state in ('COMPLETED', 'RECALLED') then coalesce(
					(select t.until from handoffs.transfer t
						where t.id = h.id and t.since is not null and t.until is distinct from h.completed_at),
					handoffs.taken_back_at(h.id)) end as taken_back_at,
				h.sealed_to, h.package_sha256, h.package_length, h.version
			from handoffs.handoff h\s""";

	/** The page first, and what is told of it for no more rows than it has. */
	private static final String SEALED_FOR = SELECT + "where h.id in (select sealed.id from handoffs.handoff sealed "
			+ "where sealed.partner_id = :mine and sealed.sealed_at is not null ";

	private static final String NEWEST = "order by sealed.sealed_at desc, sealed.id desc offset :offset limit :limit) "
			+ "order by h.sealed_at desc, h.id desc";

	static final String INBOX = SEALED_FOR + NEWEST;

	private static final String INBOX_BY_STATE = SEALED_FOR + "and sealed.state = :state " + NEWEST;

	/**
	 * Of ours: the case was transferred and has come back, and nobody has opened it again
	 * since, or that was taken back.
	 */
	static final String GIVEN_BACK = """
			h.purpose = 'TRANSFER' and h.outcome_code is distinct from 'SHE_ENDED_IT'
			and h.outcome_code is distinct from 'DECEASED' and f.stage = 'CLOSED' and exists (
				select from handoffs.transfer t where t.id = h.id and t.since is not null and t.until is not null
				and not exists (select from casework.stage_move m
					where m.case_id = f.id and m.kind = 'REOPENING' and m.recorded_at > t.until
					and not exists (select from casework.stage_move u where u.undoes = m.id)))""";

	/** Of ours: the case was transferred by it and is theirs. */
	private static final String THEIRS = "exists (select from handoffs.transfer t where t.id = h.id and t.since is not null and t.until is null)";

	/**
	 * Of ours: a transfer that ended otherwise, and nobody has asked the partner how yet.
	 */
	static final String UNCHECKED = """
			h.purpose = 'TRANSFER' and h.state = 'COMPLETED' and h.outcome_code not in ('RETURNED', 'LOST_CONTACT')
			and not exists (select from handoffs.transfer t where t.id = h.id and t.until <> h.completed_at)
			and not exists (select from handoffs.checked_end e where e.id = h.id)""";

	/**
	 * Of ours: the case was taken back, and nobody has told the partner so. A mail gets a
	 * few minutes.
	 */
	static final String UNTOLD = """
			exists (select from handoffs.notice n join partners.partner p on p.id = h.partner_id
				where n.id = h.id and n.what = 'TAKEN_BACK' and n.told_at is null and p.enabled
				and n.since < statement_timestamp() - interval '5 minutes' and handoffs.matters(n))""";

	private final JdbcClient jdbc;

	Handoffs(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void add(UUID id, HandoffChoice choice) {
		this.jdbc.sql("""
				insert into handoffs.handoff (id, partner_id, purpose, template, language, state, outcome_within)
				values (?, ?, ?, ?, ?, 'DRAFT', ?)""")
			.params(id, choice.partner(), choice.template().purpose().name(), choice.template().name(),
					choice.language().name(), choice.template().outcomeDays())
			.update();
	}

	/** Whether it was still a draft, and as it was seen. */
	boolean change(UUID id, int version, HandoffChoice choice) {
		return this.jdbc.sql("""
				update handoffs.handoff set partner_id = ?, purpose = ?, template = ?, language = ?, outcome_within = ?,
					version = version + 1 where id = ? and version = ? and state = 'DRAFT'""")
			.params(choice.partner(), choice.template().purpose().name(), choice.template().name(),
					choice.language().name(), choice.template().outcomeDays(), id, version)
			.update() == 1;
	}

	Optional<Handoff> find(UUID id) {
		return this.jdbc.sql(SELECT + "where h.id = ?").param(id).query((row, number) -> handoff(row)).optional();
	}

	/** As {@link #find}; whoever else makes a step waits for this transaction to end. */
	Optional<Handoff> lock(UUID id) {
		return this.jdbc.sql(SELECT + "where h.id = ? for update")
			.param(id)
			.query((row, number) -> handoff(row))
			.optional();
	}

	/** Whether it could be moved: it still was where it was seen. */
	boolean move(Handoff seen, HandoffState to) {
		return move(seen, to, "", null);
	}

	/**
	 * Whether it could be collected: nobody had, there was still time, and its partner,
	 * her key and the consent still stand.
	 */
	boolean collect(Handoff seen) {
		return this.jdbc.sql("""
				update handoffs.handoff set state = 'COLLECTED', version = version + 1
				where id = ? and state = 'SEALED' and version = ? and collect_by > statement_timestamp()
					and handoffs.is_standing(id) and handoffs.is_consented(id)""")
			.params(seen.id(), seen.version())
			.update() == 1;
	}

	boolean decline(Handoff seen, DeclineCode code) {
		return move(seen, HandoffState.DECLINED, "decline_code = :code, ", code.name());
	}

	boolean complete(Handoff seen, OutcomeCode code) {
		return move(seen, HandoffState.COMPLETED, "outcome_code = :code, ", code.name());
	}

	private boolean move(Handoff seen, HandoffState to, String also, @Nullable String code) {
		JdbcClient.StatementSpec step = this.jdbc
			.sql("update handoffs.handoff set state = :to, " + also
					+ "version = version + 1 where id = :id and state = :from and version = :version")
			.param("to", to.name())
			.param("id", seen.id())
			.param("from", seen.state().name())
			.param("version", seen.version());
		return ((code != null) ? step.param("code", code) : step).update() == 1;
	}

	/** Sets one of its times to now, while it stays where it is. */
	void mark(UUID id, Mark mark, Instant now) {
		this.jdbc.sql("update handoffs.handoff set " + mark.column + " = ?, version = version + 1 where id = ?")
			.params(now.atOffset(ZoneOffset.UTC), id)
			.update();
	}

	/** As {@link #mark}, by the database's clock. */
	void markNow(UUID id, Mark mark) {
		this.jdbc
			.sql("update handoffs.handoff set " + mark.column
					+ " = statement_timestamp(), version = version + 1 where id = ?")
			.param(id)
			.update();
	}

	/** What is noted beside the state. */
	enum Mark {

		APPROVED("approved_at"), RECALL_DEMANDED("recall_demanded_at"), PACKAGE_GONE("package_gone_at"),
		COPY_GONE("copy_gone_at"), CHASED("chased_at"), ESCALATED("escalated_at");

		private final String column;

		Mark(String column) {
			this.column = column;
		}

	}

	void waitFor(UUID id, Handoff.WaitsFor reason) {
		this.jdbc.sql("update handoffs.handoff set waits_for = ?, version = version + 1 where id = ?")
			.params(reason.name(), id)
			.update();
	}

	void release(UUID id) {
		this.jdbc.sql("update handoffs.handoff set frozen_at = null, version = version + 1 where id = ?")
			.param(id)
			.update();
	}

	/** Whether it was a transfer that ended, and nobody had done so. */
	boolean checkEnd(UUID id) {
		return this.jdbc.sql("""
				insert into handoffs.checked_end (id, checked_by)
				select h.id, ? from handoffs.handoff h where h.id = ? and %s
				on conflict (id) do nothing""".formatted(UNCHECKED)).params(Actors.require().id(), id).update() == 1;
	}

	void seal(SealedPackage sealed, byte[] content, UUID key, HandoffSettings settings) {
		this.jdbc.sql("insert into handoffs.package (id, content) values (?, ?)").params(sealed.id(), content).update();
		OffsetDateTime at = sealed.sealedAt().atOffset(ZoneOffset.UTC);
		this.jdbc.sql("""
				update handoffs.handoff set state = 'SEALED', sealed_at = ?, sealed_to = ?, package_sha256 = ?,
					package_length = ?, collect_by = ?, copy_until = ?, version = version + 1
				where id = ? and state = 'AWAITING_APPROVAL'""")
			.params(at, key, sealed.sha256(), sealed.length(), at.plus(settings.collectWithin()),
					at.plus(settings.readWithin()), sealed.id())
			.update();
	}

	Optional<byte[]> content(UUID id) {
		return this.jdbc.sql("select content from handoffs.package where id = ?")
			.param(id)
			.query(byte[].class)
			.optional();
	}

	/** Whether the actor, as a member of the partner, may open it now. */
	boolean isReceived(UUID id) {
		return this.jdbc.sql("select handoffs.is_received(?)").param(id).query(Boolean.class).single();
	}

	/**
	 * Whether its copy may still be read on screen, by the database's clock, and her
	 * consent still stands.
	 */
	boolean isReadable(UUID id) {
		return this.jdbc.sql(
				"select copy_until > statement_timestamp() and handoffs.is_consented(id) from handoffs.handoff where id = ?")
			.param(id)
			.query(Boolean.class)
			.single();
	}

	/** Whether its partner is enabled and the key it was sealed to is not revoked. */
	boolean isStanding(UUID id) {
		return this.jdbc.sql("select handoffs.is_standing(?)").param(id).query(Boolean.class).single();
	}

	/** Whether the consent that was agreed on has not ended by its date. */
	boolean isConsented(UUID id) {
		return this.jdbc.sql("select handoffs.is_consented(?)").param(id).query(Boolean.class).single();
	}

	/** What was sealed for the actor's organisation, newest first. */
	List<Handoff> inbox(@Nullable HandoffState state, int offset, int limit) {
		JdbcClient.StatementSpec page = this.jdbc.sql((state != null) ? INBOX_BY_STATE : INBOX)
			.params(Map.of("mine", Actors.require().organisation(), "offset", offset, "limit", limit));
		return ((state != null) ? page.param("state", state.name()) : page).query((row, number) -> handoff(row)).list();
	}

	/** What the actor may see of those that cases of hers are in, newest first. */
	<T> List<T> outbox(String where, Map<String, ?> params, Function<Row, T> row) {
		return this.jdbc
			.sql(SELECT.replace("h.version\n",
					"h.version, c.case_id, c.composed_by, f.code_name, (" + GIVEN_BACK + ") as given_back, " + THEIRS
							+ " as theirs, (" + UNCHECKED + ") as unchecked, e.checked_by, e.checked_at\n")
					+ "join handoffs.handoff_case c on c.id = h.id join casework.case_file f on f.id = c.case_id "
					+ "left join handoffs.checked_end e on e.id = h.id where " + where)
			.params(params)
			.query((found,
					number) -> row.apply(new Row(handoff(found), uuid(found, "case_id"), uuid(found, "composed_by"),
							Objects.requireNonNull(found.getString("code_name")), found.getBoolean("given_back"),
							found.getBoolean("theirs"), found.getBoolean("unchecked"),
							found.getObject("checked_by", UUID.class), at(found, "checked_at"))))
			.list();
	}

	/** One with its case. */
	record Row(Handoff handoff, UUID caseId, UUID composedBy, String codeName, boolean givenBack, boolean theirs,
			boolean unchecked, @Nullable UUID checkedBy, @Nullable Instant checkedAt) {
	}

	private static Handoff handoff(ResultSet row) throws SQLException {
		UUID sealedTo = row.getObject("sealed_to", UUID.class);
		String sha256 = row.getString("package_sha256");
		return new Handoff(uuid(row, "id"), uuid(row, "partner_id"), HandoffTemplate.valueOf(row.getString("template")),
				Language.valueOf(row.getString("language")), HandoffState.valueOf(row.getString("state")),
				code(row, "waits_for", Handoff.WaitsFor.class), frozen(row),
				code(row, "decline_code", DeclineCode.class), code(row, "outcome_code", OutcomeCode.class),
				new Handoff.Times(at(row, "asked_at"), at(row, "approved_at"), at(row, "sealed_at"),
						at(row, "collect_by"), at(row, "package_gone_at"), at(row, "copy_gone_at"),
						at(row, "collected_at"), at(row, "acknowledge_by"), at(row, "answered_at"),
						at(row, "outcome_by"), at(row, "completed_at"), at(row, "recall_demanded_at"),
						at(row, "ended_at"), at(row, "frozen_at"), at(row, "chased_at"), at(row, "escalated_at"),
						at(row, "taken_back_at")),
				(sealedTo != null && sha256 != null)
						? new Handoff.Sealed(sealedTo, sha256, row.getLong("package_length")) : null,
				row.getInt("version"));
	}

	/** Empty also for whom it is not to know. */
	private static Set<Handoff.Frozen> frozen(ResultSet row) throws SQLException {
		Array why = row.getArray("frozen_why");
		return (why != null)
				? Stream.of((String[]) why.getArray()).map(Handoff.Frozen::valueOf).collect(Collectors.toSet())
				: Set.of();
	}

	private static <E extends Enum<E>> @Nullable E code(ResultSet row, String column, Class<E> type)
			throws SQLException {
		String name = row.getString(column);
		return (name != null) ? Enum.valueOf(type, name) : null;
	}

	private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
		OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
		return (at != null) ? at.toInstant() : null;
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

}
