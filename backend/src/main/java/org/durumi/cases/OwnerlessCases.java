package org.durumi.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.durumi.access.StaffDirectory;
import org.durumi.access.StaffMember;
import org.durumi.actor.Actors;
import org.durumi.actor.Role;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Change;
import org.durumi.keys.Detail;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases whose owner does not work on them any more, because she was shut out or is no
 * caseworker; told to the supervisor of their team, and where nobody leads it to every
 * supervisor of the organisation, who gives them to a caseworker of the same team.
 * <p>
 * Guaranteed, by the database as well: nobody sees more of such a case than before, but
 * for its code name, stage, risk and next day on the list of whoever answers for a team
 * that nobody leads; and nobody gives it to herself or out of the team in this way.
 */
@Service
@PreAuthorize("hasRole('SUPERVISOR')")
public class OwnerlessCases {

	private static final String SELECT = """
			select case_id, code_name, stage, risk_level, next_due, team_id, owner_id from access.ownerless()
			order by stage in ('CLOSED', 'DECEASED'), next_due nulls last, code_name""";

	private final JdbcClient jdbc;

	private final StaffDirectory staff;

	private final Vault vault;

	private final SealedLog sealedLog;

	private final AuditLog log;

	OwnerlessCases(JdbcClient jdbc, StaffDirectory staff, Vault vault, SealedLog sealedLog, AuditLog log) {
		this.jdbc = jdbc;
		this.staff = staff;
		this.vault = vault;
		this.sealedLog = sealedLog;
		this.log = log;
	}

	/** One of them. */
	public record Row(CaseId id, String codeName, Stage stage, @Nullable RiskLevel risk, @Nullable LocalDate nextDue,
			UUID team, UUID formerOwner) {
	}

	/** How giving them away ended. */
	public enum Reassigned {

		DONE,
		/** Inactive, no caseworker, of another team than one of the cases, or oneself. */
		NO_SUCH_COLLEAGUE,
		/**
		 * One of them is not the actor's to give away, or no longer; nothing was done.
		 */
		NOT_LISTED

	}

	/** The list, open cases first; reading it is an event. */
	@Transactional
	public List<Row> list() {
		this.sealedLog.append(AuditAction.CASE_LIST_READ, SubjectType.LIST, Actors.require().id(),
				Detail.of("list", "ownerless"));
		return rows();
	}

	/** Who can take cases of a team, by name. */
	@Transactional(readOnly = true)
	@NotAudited("Tells who may be chosen; choosing is the event.")
	public List<StaffMember> possibleOwners(UUID team) {
		UUID actor = Actors.require().id();
		return this.staff.withRole(Role.CASEWORKER)
			.stream()
			.filter((member) -> team.equals(member.team()) && !member.subject().equals(actor))
			.toList();
	}

	/** Gives them to a colleague, all or none, each with an event of its own. */
	@Transactional
	public Reassigned reassign(Collection<CaseId> cases, UUID newOwner) {
		List<CaseId> ordered = cases.stream().sorted(Comparator.comparing(CaseId::value)).toList();
		ordered.forEach((caseId) -> this.jdbc.sql("select access.lock_case(?)").param(caseId.value()).query((row) -> {
		}));
		Map<CaseId, Row> listed = rows().stream().collect(Collectors.toMap(Row::id, Function.identity()));
		List<CaseId> missing = ordered.stream().filter((caseId) -> !listed.containsKey(caseId)).toList();
		if (!missing.isEmpty()) {
			missing.forEach((caseId) -> this.log
				.appendDenial(AuditEvent.denied(SubjectType.CASE_FILE, caseId.value(), caseId)));
			return Reassigned.NOT_LISTED;
		}
		if (!ordered.stream().allMatch((caseId) -> canTake(newOwner, Objects.requireNonNull(listed.get(caseId))))) {
			return Reassigned.NO_SUCH_COLLEAGUE;
		}
		ordered.forEach((caseId) -> handOver(Objects.requireNonNull(listed.get(caseId)), newOwner));
		return Reassigned.DONE;
	}

	private boolean canTake(UUID person, Row row) {
		return possibleOwners(row.team()).stream().anyMatch((member) -> member.subject().equals(person));
	}

	private void handOver(Row row, UUID newOwner) {
		CaseKeys keys = this.vault.keysOf(row.id());
		// about the person, so that it says to whom also where the detail has no key
		if (keys.holds(Compartment.CORE)) {
			this.sealedLog.append(keys, Compartment.CORE, AuditAction.REASSIGNED, SubjectType.STAFF, newOwner,
					Detail.none(), Change.of(Compartment.CORE, "owner", row.formerOwner(), newOwner));
		}
		else {
			this.sealedLog.append(keys, Compartment.CORE, AuditAction.REASSIGNED, SubjectType.STAFF, newOwner,
					Detail.none());
		}
		this.jdbc.sql("select access.hand_over(?, ?)").params(row.id().value(), newOwner).query((done) -> {
		});
	}

	private List<Row> rows() {
		return this.jdbc.sql(SELECT).query(OwnerlessCases::row).list();
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		String risk = row.getString("risk_level");
		return new Row(new CaseId(id(row, "case_id")), row.getString("code_name"),
				Stage.valueOf(row.getString("stage")), (risk != null) ? RiskLevel.valueOf(risk) : null,
				row.getObject("next_due", LocalDate.class), id(row, "team_id"), id(row, "owner_id"));
	}

	private static UUID id(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(row.getObject(column, UUID.class));
	}

}
