package org.durumi.security.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Holds each stored cosignature against the tree: it must be one of the key it is stored
 * for, over what the tree was at that size, and an entry of the log must name the key.
 */
final class AnchorCheck implements AutoCloseable {

	private static final String ANCHORS = """
			select a.tree_size, a.kind, a.witness, a.receipt, e.subject_id
			from audit.anchor a left join audit.event e on e.event_id = a.event_id and e.action = 'AUDIT_COSIGNED'
			order by a.tree_size""";

	private static final String MISSING = """
			select e.event_id from audit.event e
			where e.action = 'AUDIT_COSIGNED' and not exists (select from audit.anchor a where a.event_id = e.event_id)""";

	private final VerifierKey log;

	private final Findings findings;

	private final PreparedStatement statement;

	private final ResultSet anchors;

	private final Map<String, Cosigned> newest = new LinkedHashMap<>();

	private boolean more;

	AnchorCheck(Connection connection, VerifierKey log, Findings findings) throws SQLException {
		this.log = log;
		this.findings = findings;
		this.statement = connection.prepareStatement(ANCHORS);
		this.statement.setFetchSize(LogVerifier.FETCH);
		this.anchors = this.statement.executeQuery();
		this.more = this.anchors.next();
	}

	/** Checks those at the size that the tree has now. */
	void at(RightEdge edge) throws SQLException {
		while (this.more && this.anchors.getLong("tree_size") <= edge.size()) {
			check(edge);
			this.more = this.anchors.next();
		}
	}

	/** Checks what is left when the tree has all its leaves. */
	void finish(Connection connection, long size) throws SQLException {
		while (this.more) {
			this.findings.add("The log was rolled back: it has %d entries, and %d were cosigned.", size,
					this.anchors.getLong("tree_size"));
			this.more = this.anchors.next();
		}
		LogVerifier.each(connection, MISSING,
				(row) -> this.findings.add("Event %s tells of a cosignature that is not there.", row.getString(1)));
	}

	private void check(RightEdge edge) throws SQLException {
		long size = this.anchors.getLong("tree_size");
		byte[] receipt = this.anchors.getBytes("receipt");
		String witness = this.anchors.getString("witness");
		if (!Cosigner.KIND.equals(this.anchors.getString("kind")) || receipt == null || witness == null) {
			this.findings.add("The cosignature at %d entries is none.", size);
			return;
		}
		try {
			check(edge, size, SignedNote.of(receipt), CosignerKey.parse(witness));
		}
		catch (Malformed ex) {
			this.findings.add("The cosignature at %d entries cannot be read: %s", size, ex.sentence());
		}
	}

	private void check(RightEdge edge, long size, SignedNote note, CosignerKey key) throws SQLException {
		Optional<Checkpoint> signed = this.log.verify(note);
		Optional<Instant> at = key.verify(note);
		if (signed.isEmpty() || at.isEmpty() || signed.get().size() != size || size != edge.size()) {
			this.findings.add("The cosignature at %d entries is not one of the key that it is stored for.", size);
			return;
		}
		if (!Arrays.equals(signed.get().root(), edge.root())) {
			this.findings.add("The log was forked: its first %d entries are not those that were cosigned.", size);
			return;
		}
		if (!Cosigner.id(key.point()).equals(this.anchors.getObject("subject_id", UUID.class))) {
			this.findings.add("The cosignature at %d entries is one that no entry tells of.", size);
			return;
		}
		this.newest.put(key.toString(), new Cosigned(key.toString(), size, at.get()));
	}

	/** How far each key has cosigned what the tree is. */
	List<Cosigned> cosigned() {
		return new ArrayList<>(this.newest.values());
	}

	@Override
	public void close() throws SQLException {
		this.anchors.close();
		this.statement.close();
	}

}
