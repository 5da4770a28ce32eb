package org.durumi.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.cases.Stage;
import org.durumi.keys.RowKeys;
import org.durumi.keys.SealedJson;
import org.durumi.reference.CaseId;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The referrals that row security lets the actor see. Each step starts from the one state
 * from which there are steps: whoever is second finds it taken. The times are the
 * database's.
 */
@Repository
class Referrals {

	private static final SealedJson<String> REFERENCE = SealedJson.of(String.class);

	private static final UUID NO_CASE = new UUID(0, 0);

	private static final String SELECT = """
			select r.id, r.partner_id, r.received_at, r.decide_by, r.urgency, r.state, r.decline_code, r.decided_at,
				r.reference, r.row_key
			from inbound.referral r\s""";

	/** Those of a partner that is closed last. */
	private static final String CLOSED = "exists (select from partners.partner p where p.id = r.partner_id and not p.enabled)";

	static final String WAITING = SELECT
			+ """
					where r.state = 'RECEIVED' and r.decide_by > statement_timestamp() and (:everybody or r.partner_id = :partner)
					order by\s"""
			+ CLOSED + """
					, case r.urgency when 'AT_ONCE' then 0 when 'DAYS' then 1 else 2 end, r.received_at, r.id
					offset :offset limit :limit""";

	static final String HANDED = SELECT
			+ "where r.partner_id = :mine order by r.received_at desc, r.id desc offset :offset limit :limit";

	private final JdbcClient jdbc;

	private final RowKeys keys;

	Referrals(JdbcClient jdbc, RowKeys keys) {
		this.jdbc = jdbc;
		this.keys = keys;
	}

	/** Whether the actor's organisation may hand in. */
	boolean maySend() {
		return this.jdbc.sql("select inbound.sending_org() is not null").query(Boolean.class).single();
	}

	/**
	 * How many of the actor's organisation wait; whoever else hands in for it waits for
	 * this transaction to end.
	 */
	int lockAndCountWaiting() {
		UUID mine = Actors.require().organisation();
		this.jdbc.sql("select pg_advisory_xact_lock(hashtextextended('inbound.referral/' || ?, 0))")
			.param(mine.toString())
			.query((row) -> {
			});
		return this.jdbc.sql("select count(*) from inbound.referral where partner_id = ? and state = 'RECEIVED'")
			.param(mine)
			.query(Integer.class)
			.single();
	}

	void add(UUID id, ReferralDraft draft, Duration decideWithin) {
		RowKeys.Kept<String> reference = this.keys.seal(cell("referral", "reference", id), REFERENCE,
				draft.reference());
		RowKeys.Kept<Told> content = this.keys.seal(cell("content", "content", id), Told.TYPE, Told.of(draft));
		this.jdbc.sql("""
				insert into inbound.referral (id, partner_id, handed_by, decide_by, urgency, reference, row_key,
					wrapping_key_id)
				values (?, ?, ?, statement_timestamp() + make_interval(secs => ?), ?, ?, ?, ?)""")
			.params(id, Actors.require().organisation(), Actors.require().id(), decideWithin.toSeconds(),
					draft.urgency().name(), reference.value().ciphertext(), reference.wrapped(),
					reference.wrappingKeyId())
			.update();
		this.jdbc.sql("insert into inbound.content (id, content, row_key, wrapping_key_id) values (?, ?, ?, ?)")
			.params(id, content.value().ciphertext(), content.wrapped(), content.wrappingKeyId())
			.update();
	}

	Optional<Referral> find(UUID id) {
		return this.jdbc.sql(SELECT + "where r.id = ?").param(id).query((row, number) -> referral(row)).optional();
	}

	/** As {@link #find}; whoever else decides waits for this transaction to end. */
	Optional<Referral> lock(UUID id) {
		return this.jdbc.sql(SELECT + "where r.id = ? for update")
			.param(id)
			.query((row, number) -> referral(row))
			.optional();
	}

	/**
	 * The most urgent first, and of those the oldest.
	 * @param partner absent for all
	 */
	List<Referral> waiting(@Nullable UUID partner, int offset, int limit) {
		return this.jdbc.sql(WAITING)
			.param("everybody", partner == null)
			.param("partner", partner, Types.OTHER)
			.param("offset", offset)
			.param("limit", limit)
			.query((row, number) -> referral(row))
			.list();
	}

	int countWaiting() {
		return this.jdbc
			.sql("select count(*) from inbound.referral where state = 'RECEIVED' and decide_by > statement_timestamp()")
			.query(Integer.class)
			.single();
	}

	/** How many wait that nobody will be able to decide about in so long. */
	int countDue(Duration within) {
		return this.jdbc.sql("""
				select count(*) from inbound.referral where state = 'RECEIVED' and decide_by > statement_timestamp()
				and decide_by <= statement_timestamp() + make_interval(secs => ?)""")
			.param(within.toSeconds())
			.query(Integer.class)
			.single();
	}

	/** Partners of whom somebody waits. */
	Set<UUID> partners() {
		return this.jdbc.sql("""
				select distinct r.partner_id from inbound.referral r
				where r.state = 'RECEIVED' and r.decide_by > statement_timestamp()""").query(UUID.class).set();
	}

	/** Partners that are closed, of whom somebody waits. */
	Set<UUID> closedPartners() {
		return this.jdbc
			.sql("select distinct r.partner_id from inbound.referral r where r.state = 'RECEIVED' and " + CLOSED)
			.query(UUID.class)
			.set();
	}

	/** What the actor's organisation handed in, the newest first. */
	List<Handed> handed(int offset, int limit) {
		return this.jdbc.sql(HANDED)
			.param("mine", Actors.require().organisation())
			.param("offset", offset)
			.param("limit", limit)
			.query((row, number) -> handed(row))
			.list();
	}

	Optional<Handed> findHanded(UUID id) {
		return this.jdbc.sql(SELECT + "where r.id = ? and r.partner_id = ?")
			.params(id, Actors.require().organisation())
			.query((row, number) -> handed(row))
			.optional();
	}

	/** Opens what was told; the event that says so has been written. */
	Optional<ReferralDraft> open(UUID id) {
		return this.jdbc.sql("select content, row_key from inbound.content where id = ?")
			.param(id)
			.query((row, number) -> this.keys
				.open(row.getBytes(2), cell("content", "content", id), Sealed.of(row.getBytes(1), Told.TYPE))
				.draft())
			.optional();
	}

	/** Whether it could be moved: it still waited. */
	boolean move(UUID id, ReferralState to, @Nullable NotTaken code) {
		return this.jdbc
			.sql("update inbound.referral set state = :to, decline_code = :code, version = version + 1"
					+ " where id = :id and state = 'RECEIVED'")
			.param("to", to.name())
			.param("code", (code != null) ? code.name() : null)
			.param("id", id)
			.update() == 1;
	}

	void nameCase(UUID id, CaseId caseId) {
		this.jdbc.sql("insert into inbound.accepted (id, case_id, accepted_by) values (?, ?, ?)")
			.params(id, caseId.value(), Actors.require().id())
			.update();
	}

	/** Whether a case is worked on, and by us. */
	boolean isTaking(CaseId caseId) {
		return this.jdbc.sql("select inbound.is_taking(?)").param(caseId.value()).query(Boolean.class).single();
	}

	/** In which stages cases are that the actor may see. */
	Map<CaseId, Stage> stages(Set<CaseId> cases) {
		Map<CaseId, Stage> stages = new HashMap<>();
		this.jdbc.sql("select id, stage from casework.case_file where id = any (cast(? as uuid[]))")
			.param(cases.stream().map(CaseId::value).toArray(UUID[]::new))
			.query((RowCallbackHandler) (row) -> stages.put(new CaseId(uuid(row, "id")),
					Stage.valueOf(row.getString("stage"))));
		return stages;
	}

	/** Decided so long ago that what the partner called her goes. */
	List<UUID> withOldReferences(int limit) {
		return this.jdbc.sql("select inbound.with_old_references(?)").param(limit).query(UUID.class).list();
	}

	/** Whether there was one that is gone now. */
	boolean forgetReference(UUID id) {
		return this.jdbc.sql("select inbound.forget_reference(?)").param(id).query(Boolean.class).single();
	}

	/** Those whose time is over. */
	List<UUID> tooOld(int limit) {
		return this.jdbc
			.sql("select id from inbound.referral where state = 'RECEIVED' and decide_by <= statement_timestamp()"
					+ " order by decide_by limit ?")
			.param(limit)
			.query(UUID.class)
			.list();
	}

	/**
	 * Whether it is this transaction's to end: too old, and nobody else's at the moment.
	 */
	boolean lockTooOld(UUID id) {
		return this.jdbc
			.sql("select id from inbound.referral where id = ? and state = 'RECEIVED'"
					+ " and decide_by <= statement_timestamp() for update skip locked")
			.param(id)
			.query(UUID.class)
			.optional()
			.isPresent();
	}

	private Handed handed(ResultSet row) throws SQLException {
		Referral referral = referral(row);
		byte[] reference = row.getBytes("reference");
		return new Handed(referral, (reference != null) ? this.keys.open(row.getBytes("row_key"),
				cell("referral", "reference", referral.id()), Sealed.of(reference, REFERENCE)) : "");
	}

	private static Referral referral(ResultSet row) throws SQLException {
		String code = row.getString("decline_code");
		OffsetDateTime decided = row.getObject("decided_at", OffsetDateTime.class);
		return new Referral(uuid(row, "id"), uuid(row, "partner_id"), instant(row, "received_at"),
				instant(row, "decide_by"), Urgency.valueOf(row.getString("urgency")),
				ReferralState.valueOf(row.getString("state")), (code != null) ? NotTaken.valueOf(code) : null,
				(decided != null) ? decided.toInstant() : null);
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static Cell cell(String table, String column, UUID id) {
		return new Cell("inbound." + table, column, id, NO_CASE);
	}

}
