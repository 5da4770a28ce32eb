package org.durumi.proof;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.durumi.security.ledger.Sequencer;
import org.durumi.security.ledger.SigningKey;
import org.durumi.support.DemoAccount;

/**
 * A log in the hands of the database's superuser, in a transaction that is rolled back
 * after the attack: what she can do to it, and what it was before.
 */
final class AttackedLog {

	private final Login superuser;

	private final Random random;

	private final List<Long> checkpoints = new ArrayList<>();

	private final long size;

	AttackedLog(Login superuser, Random random) throws SQLException {
		this.superuser = superuser;
		this.random = random;
		for (String at : superuser.column("select tree_size from audit.checkpoint order by tree_size")) {
			this.checkpoints.add(Long.parseLong(at));
		}
		this.size = this.checkpoints.getLast();
		switchTriggersOff(superuser);
	}

	/** What stands in a place of the tree. */
	record Leaf(UUID event, String hash) {
	}

	/** In the two ways that a superuser has. */
	static void switchTriggersOff(Login superuser) throws SQLException {
		superuser.run("set local session_replication_role = replica");
		alterTriggers(superuser, "disable trigger user");
	}

	static void switchTriggersOn(Login superuser) throws SQLException {
		superuser.run("set local session_replication_role = origin");
		alterTriggers(superuser, "enable trigger user");
	}

	private static void alterTriggers(Login superuser, String how) throws SQLException {
		superuser.run("""
				do $$ declare t regclass; begin
				for t in select oid from pg_class where relkind = 'r' and relnamespace = 'audit'::regnamespace loop
				execute format('alter table %%s %s', t); end loop; end $$""".formatted(how));
	}

	Random random() {
		return this.random;
	}

	long size() {
		return this.size;
	}

	long someEntry() {
		return this.random.nextLong(this.size);
	}

	/** One that has entries behind it. */
	long someCheckpointBeforeTheNewest() {
		return this.checkpoints.get(this.random.nextInt(this.checkpoints.size() - 1));
	}

	/** The newest checkpoint of at most so many entries, 0 if there is none. */
	long checkpointBefore(long entries) {
		return this.checkpoints.stream().filter((at) -> at <= entries).reduce(0L, Math::max);
	}

	/** The oldest checkpoint that covers an entry. */
	long checkpointOver(long entry) {
		return this.checkpoints.stream().filter((at) -> at > entry).findFirst().orElseThrow();
	}

	/** Runs a command that must change something. */
	void run(String sql, Object... params) throws SQLException {
		int rows = this.superuser.run(sql, params);
		if (rows == 0 && !sql.startsWith("alter") && !sql.startsWith("truncate") && !sql.startsWith("create")) {
			throw new AssertionError("this attack changes nothing: " + sql);
		}
	}

	/** Runs a command that may have nothing to do. */
	void runIfAny(String sql, Object... params) throws SQLException {
		this.superuser.run(sql, params);
	}

	String value(String sql, Object... params) throws SQLException {
		return this.superuser.value(sql, params);
	}

	UUID event(long entry) throws SQLException {
		return UUID.fromString(value("select event_id from audit.leaf where leaf_index = ?", entry));
	}

	/** Some column of an entry's event that the leaf covers, edited. */
	void edit(long entry, String column) throws SQLException {
		UUID event = event(entry);
		if (column.equals("event_id")) {
			UUID other = UUID.randomUUID();
			run("update audit.event set event_id = ? where event_id = ?", other, event);
			run("update audit.leaf set event_id = ? where event_id = ?", other, event);
		}
		else if (column.equals("detail_sha256")) {
			run("update audit.event set detail_enc = null, detail_sha256 = sha256(uuid_send(event_id)) where event_id = ?",
					event);
		}
		else {
			run("update audit.event set %s = %s where event_id = ?".formatted(column, EditedColumn.other(column)),
					event);
		}
	}

	/** Has an event and its leaf say what its columns give. */
	void recomputeLeaf(long entry) throws SQLException {
		run("update audit.event e set leaf_hash = audit.leaf_hash(e) where event_id = ?", event(entry));
		run("update audit.leaf l set leaf_hash = e.leaf_hash from audit.event e where e.event_id = l.event_id and leaf_index = ?",
				entry);
	}

	/**
	 * Puts other leaves into the places of the tree.
	 * @return the first place where another stands than before, -1 if there is none
	 */
	long rearrange(UnaryOperator<List<Leaf>> change) throws SQLException {
		List<Leaf> before = new ArrayList<>();
		for (String leaf : this.superuser
			.column("select event_id || ' ' || encode(leaf_hash, 'hex') from audit.leaf order by leaf_index")) {
			String[] parts = leaf.split(" ");
			before.add(new Leaf(UUID.fromString(parts[0]), parts[1]));
		}
		List<Leaf> after = change.apply(new ArrayList<>(before));
		int first = 0;
		while (first < before.size() && first < after.size() && before.get(first).equals(after.get(first))) {
			first++;
		}
		runIfAny("delete from audit.leaf where leaf_index >= ?", first);
		for (int at = first; at < after.size(); at++) {
			run("insert into audit.leaf values (?, ?, decode(?, 'hex'))", at, after.get(at).event(),
					after.get(at).hash());
		}
		return (first < before.size() || first < after.size()) ? first : -1;
	}

	/** An event such as others are, with its leaf, that was never written. */
	Leaf forgedEvent() throws SQLException {
		UUID id = UUID.randomUUID();
		run("""
				insert into audit.event select (forged).* from (
					select jsonb_populate_record(e, jsonb_build_object('event_id', ?::uuid, 'session_seq', e.session_seq + 100000,
						'subject_id', gen_random_uuid())) as forged from audit.event e where event_id = ?) one""",
				id, event(someEntry()));
		run("update audit.event e set leaf_hash = audit.leaf_hash(e) where event_id = ?", id);
		return new Leaf(id, value("select encode(leaf_hash, 'hex') from audit.event where event_id = ?", id));
	}

	/** Has the sequencer make and sign the whole tree anew, with whatever key. */
	void signAnew(SigningKey key) throws SQLException {
		run("delete from audit.tile");
		run("delete from audit.checkpoint");
		run("delete from audit.leaf");
		run("insert into audit.pending select event_id from audit.event on conflict do nothing");
		sequence(key);
	}

	/** The log as it was at a checkpoint, nothing of what came later. */
	void rollBack(long to) throws SQLException {
		run("delete from audit.checkpoint where tree_size > ?", to);
		runIfAny("delete from audit.event where event_id in (select event_id from audit.leaf where leaf_index >= ?)",
				to);
		run("delete from audit.leaf where leaf_index >= ?", to);
		run("""
				update audit.session s set next_seq = (select count(*) from audit.event e where e.session_ref = s.session_ref)""");
		run("create temporary table kept on commit drop as select t.*, "
				+ "least(256, floor(%d / 256 ^ level)::bigint - 256 * tile_index) as count from audit.tile t"
					.formatted(to));
		runIfAny(
				"delete from audit.tile t using kept k where (t.level, t.tile_index) = (k.level, k.tile_index) and k.count <= 0");
		run("update audit.tile t set hashes = substr(t.hashes, 1, 32 * k.count::integer) from kept k "
				+ "where (t.level, t.tile_index) = (k.level, k.tile_index)");
	}

	/** The application's own writing, in a session of its own; the ids of the events. */
	List<UUID> write(int events) throws SQLException {
		switchTriggersOn(this.superuser);
		this.superuser.acting(DemoAccount.CASEWORKER_SEOUL);
		this.superuser.openSession();
		List<UUID> ids = new ArrayList<>();
		for (int i = 0; i < events; i++) {
			ids.add(this.superuser.event(DemoAccount.CASEWORKER_SEOUL, UUID.randomUUID()));
		}
		switchTriggersOff(this.superuser);
		return ids;
	}

	/** Gives places to all that waits. */
	void sequence(SigningKey key) throws SQLException {
		switchTriggersOn(this.superuser);
		Sequencer sequencer = new Sequencer(
				WithinTransaction.database(WithinTransaction.notEnding(this.superuser.connection())), key,
				UUID.randomUUID());
		int taken = sequencer.sequence();
		while (taken > 0) {
			taken = sequencer.sequence();
		}
		switchTriggersOff(this.superuser);
	}

}
