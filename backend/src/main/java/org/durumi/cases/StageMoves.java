package org.durumi.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.durumi.reference.CaseId;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The history of stage moves: insert and read, as the database grants it. */
@Repository
class StageMoves {

	private final JdbcClient jdbc;

	StageMoves(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/** Adds a move of ours; a transfer is added by the database. */
	void add(CaseId caseId, StageMove move) {
		this.jdbc.sql("""
				insert into casework.stage_move (id, case_id, number, kind, from_stage, to_stage, cycle, recorded_at,
					recorded_by, approval_id, undoes, content) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(move.id(), caseId.value(), move.number(), move.kind().name(), name(move.from()), move.to().name(),
					move.cycle(), move.recordedAt().atOffset(ZoneOffset.UTC), Objects.requireNonNull(move.recordedBy()),
					id(move.approval()), id(move.undoes()), Objects.requireNonNull(move.content()).ciphertext())
			.update();
	}

	/** All moves of a case, newest first. */
	List<StageMove> of(CaseId caseId) {
		return this.jdbc
			.sql("""
					select id, number, kind, from_stage, to_stage, cycle, recorded_at, recorded_by, approval_id, undoes, content
					from casework.stage_move where case_id = ? order by number desc""")
			.param(caseId.value())
			.query((row, number) -> read(row))
			.list();
	}

	/** The newest move that still stands: neither an undo nor undone. */
	static Optional<StageMove> lastStanding(List<StageMove> newestFirst) {
		Set<UUID> undone = new HashSet<>();
		newestFirst.forEach((move) -> {
			if (move.undoes() != null) {
				undone.add(move.undoes());
			}
		});
		return newestFirst.stream()
			.filter((move) -> move.kind() != StageMove.Kind.UNDO && !undone.contains(move.id()))
			.findFirst();
	}

	private static StageMove read(ResultSet row) throws SQLException {
		String from = row.getString("from_stage");
		byte @Nullable [] content = row.getBytes("content");
		return new StageMove(uuid(row, "id"), row.getInt("number"), StageMove.Kind.valueOf(row.getString("kind")),
				(from != null) ? Stage.valueOf(from) : null, Stage.valueOf(row.getString("to_stage")),
				row.getInt("cycle"), row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
				row.getObject("recorded_by", UUID.class), row.getObject("approval_id", UUID.class),
				row.getObject("undoes", UUID.class), (content != null) ? Sealed.of(content, MoveContent.TYPE) : null);
	}

	private static UUID uuid(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

	// absent values carry their type, so that the server keeps the statement it has
	// parsed
	private static SqlParameterValue name(@Nullable Stage stage) {
		return new SqlParameterValue(Types.VARCHAR, (stage != null) ? stage.name() : null);
	}

	private static SqlParameterValue id(@Nullable UUID id) {
		return new SqlParameterValue(Types.OTHER, "uuid", id);
	}

}
