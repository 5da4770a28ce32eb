package org.durumi.cases;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedJson;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks a second person about a case and answers such requests. What is asked and what is
 * answered are sealed in CORE, which asker and supervisor both hold.
 */
@Service
public class StageApprovals {

	private static final SealedJson<String> COMMENT = SealedJson.of(String.class);

	private final Approvals approvals;

	private final CaseAssignments assignments;

	private final SealedRequests requests;

	private final StageMoves moves;

	private final Vault vault;

	private final SealedLog log;

	private final JdbcClient jdbc;

	StageApprovals(Approvals approvals, CaseAssignments assignments, SealedRequests requests, StageMoves moves,
			Vault vault, SealedLog log, JdbcClient jdbc) {
		this.approvals = approvals;
		this.assignments = assignments;
		this.requests = requests;
		this.moves = moves;
		this.vault = vault;
		this.log = log;
		this.jdbc = jdbc;
	}

	/**
	 * What is asked.
	 *
	 * @param to to whom a case shall go, for a hand-over, or who shall get a part in it
	 * @param move which move shall be undone; filled in when it is asked
	 */
	public record Request(String reason, @Nullable UUID to, @Nullable UUID move) {

		/** A request about no move. */
		public Request(String reason, @Nullable UUID to) {
			this(reason, to, null);
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** What was asked and what was answered, opened. */
	public record Opened(Request request, @Nullable String comment) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** A request as a list shows it. */
	public record Row(Approval approval, String codeName) {
	}

	/** How asking ended. */
	public enum Asked {

		ASKED, ALREADY_ASKED, REASON_NEEDED, REASON_UNUSABLE, NO_SUCH_COLLEAGUE

	}

	/** How an answer ended. */
	public enum Decided {

		DONE,
		/** It had been answered, withdrawn or had lapsed meanwhile. */
		TOO_LATE,
		/** The passage cannot be given to the person named; nothing was answered. */
		NO_SUCH_COORDINATOR

	}

	/** Asks for a second person's word, once at a time for each kind and asker. */
	@Transactional
	public Asked ask(ApprovalKind kind, CaseId caseId, Request request) {
		this.approvals.requireAsking(kind, caseId);
		if (request.reason().isBlank()) {
			return Asked.REASON_NEEDED;
		}
		if (!Move.isUsable(request.reason())) {
			return Asked.REASON_UNUSABLE;
		}
		if (kind == ApprovalKind.HAND_OVER && !this.assignments.isPossibleOwner(caseId, request.to())
				|| kind == ApprovalKind.ASSIGNMENT && !this.assignments.isPossibleHelper(caseId, request.to())) {
			return Asked.NO_SUCH_COLLEAGUE;
		}
		if (openOfMine(caseId).stream().anyMatch((earlier) -> earlier.kind() == kind)) {
			return Asked.ALREADY_ASKED;
		}
		this.requests.add(Ids.next(), kind, caseId, new Request(request.reason(), request.to(),
				(kind == ApprovalKind.LATE_UNDO) ? lastMove(caseId) : null));
		return Asked.ASKED;
	}

	/** Records that a countersign is owed for a passage begun alone. */
	UUID countersign(CaseId caseId, String reason) {
		UUID id = Ids.next();
		this.requests.add(id, ApprovalKind.EMERGENCY_PASSAGE, caseId, new Request(reason, null));
		return id;
	}

	/** The second person's word for undoing this move, good for no other. */
	Optional<Approval> lateUndo(CaseId caseId, UUID move) {
		return this.requests.permission(ApprovalKind.LATE_UNDO, caseId, (request) -> move.equals(request.move()));
	}

	private @Nullable UUID lastMove(CaseId caseId) {
		return StageMoves.lastStanding(this.moves.of(caseId)).map(StageMove::id).orElse(null);
	}

	/**
	 * Answers a request.
	 * @param coordinator whom to give the passage to, if one is approved
	 */
	@Transactional
	public Decided decide(UUID approvalId, boolean approve, String comment, @Nullable UUID coordinator) {
		Optional<Approval> approval = this.approvals.find(approvalId);
		if (approval.isEmpty()) {
			return Decided.TOO_LATE;
		}
		this.approvals.requireDeciding(approval.get());
		CaseId caseId = approval.get().caseId();
		if (approve && coordinator != null && !this.assignments.isPossibleCoordinator(caseId, coordinator)) {
			return Decided.NO_SUCH_COORDINATOR;
		}
		CaseKeys keys = this.vault.keysOf(caseId);
		Sealed<String> sealed = keys.seal(Compartment.CORE, decision(approvalId, caseId), COMMENT,
				Text.lines(comment, Move.MAX_REASON));
		boolean decided = this.approvals.decide(approval.get(), approve, sealed) == Approvals.Decided.DONE;
		if (decided && approve && coordinator != null) {
			this.assignments.assignCoordinator(caseId, coordinator);
		}
		return decided ? Decided.DONE : Decided.TOO_LATE;
	}

	/** Takes one's own open request back. */
	@Transactional
	public boolean withdraw(UUID approvalId) {
		return this.approvals.find(approvalId).map(this.approvals::withdraw).orElse(false);
	}

	/** Opens what was asked and answered; an audited event. */
	@Transactional
	public Opened open(UUID approvalId) {
		Approval approval = this.approvals.find(approvalId).orElseThrow();
		CaseId caseId = approval.caseId();
		Opening opening = this.vault.open(caseId, Purpose.RECORD, Compartment.CORE, List.of("approval_request"));
		byte[] decision = approval.decision();
		return new Opened(SealedRequests.open(opening, approval), (decision != null)
				? opening.open(Compartment.CORE, decision(approvalId, caseId), Sealed.of(decision, COMMENT)) : null);
	}

	/** How many requests wait for the actor's word, up to a limit. */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int countWaiting(int limit) {
		return this.approvals.waitingForMe(ApprovalKind.aboutCases(), 0, limit).size();
	}

	/**
	 * What waits for the actor's word, oldest first; an event like any list of cases.
	 */
	@Transactional
	public List<Row> waitingForMe(int offset, int limit) {
		return rows(this.approvals.waitingForMe(ApprovalKind.aboutCases(), offset, limit));
	}

	/**
	 * What the actor has asked for, newest first; an event like any list of cases.
	 */
	@Transactional
	public List<Row> askedByMe(int offset, int limit) {
		return rows(this.approvals.askedByMe(ApprovalKind.aboutCases(), offset, limit));
	}

	@Transactional(readOnly = true)
	@NotAudited("The requests are sealed; opening one is the event.")
	public List<Approval> ofCase(CaseId caseId) {
		return this.approvals.ofCase(caseId);
	}

	/** What the actor has asked about the case and is not answered yet nor lapsed. */
	@Transactional(readOnly = true)
	@NotAudited("The requests are sealed; opening one is the event.")
	public List<Approval> openOfMine(CaseId caseId) {
		return this.approvals.openOfMine(caseId);
	}

	private List<Row> rows(List<Approval> approvals) {
		if (!approvals.isEmpty()) {
			this.log.append(AuditAction.CASE_LIST_READ, SubjectType.LIST, Actors.require().id(),
					Detail.of("list", "approvals"));
		}
		return approvals.stream().map((approval) -> new Row(approval, codeName(approval.caseId()))).toList();
	}

	/** Empty once the case has gone out of the asker's sight. */
	private String codeName(CaseId caseId) {
		return this.jdbc.sql("select code_name from casework.case_file where id = ?")
			.param(caseId.value())
			.query(String.class)
			.optional()
			.orElse("");
	}

	private static Cell decision(UUID id, CaseId caseId) {
		return new Cell("access.approval_request", "decision", id, caseId.value());
	}

}
