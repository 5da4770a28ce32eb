package org.durumi.exchange;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.access.Approval;
import org.durumi.access.ApprovalKind;
import org.durumi.access.Approvals;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.durumi.cases.CaseList;
import org.durumi.cases.CaseListFilter;
import org.durumi.cases.CaseListRow;
import org.durumi.keys.Detail;
import org.durumi.keys.ManyCases;
import org.durumi.keys.MonthlySeal;
import org.durumi.keys.Opening;
import org.durumi.keys.SealedJson;
import org.durumi.people.People;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.reference.Ids;
import org.durumi.reference.Text;
import org.durumi.security.seal.Sealed;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets the cases that somebody works on leave Durumi as a list with names: for a purpose,
 * once a supervisor of her team has agreed, with a fresh second factor, once.
 * <p>
 * Guaranteed: what leaves are cases that the supervisor agreed to and that are still
 * hers, of that supervisor's team; each case has an event of its own beside the one about
 * the list, and if one of them cannot be written nothing leaves. Not guaranteed: anything
 * about the file once it has left.
 */
@Service
@PreAuthorize("hasAnyRole('CASEWORKER', 'SUPERVISOR')")
public class CaseListExport {

	/** The longest purpose or comment, in characters. */
	public static final int MAX_WORDS = 2000;

	private static final Set<ApprovalKind> KINDS = Set.of(ApprovalKind.EXPORT);

	private static final String TABLE = "access.approval_request";

	private static final SealedJson<ExportRequest.Text> REQUEST = SealedJson.of(ExportRequest.Text.class);

	private static final SealedJson<String> COMMENT = SealedJson.of(String.class);

	private final Approvals approvals;

	private final CaseList cases;

	private final People people;

	private final ManyCases names;

	private final MonthlySeal seal;

	private final AuditLog log;

	private final Clock clock;

	CaseListExport(Approvals approvals, CaseList cases, People people, ManyCases names, MonthlySeal seal, AuditLog log,
			Clock clock) {
		this.approvals = approvals;
		this.cases = cases;
		this.people = people;
		this.names = names;
		this.seal = seal;
		this.log = log;
		this.clock = clock;
	}

	/** How asking ended. */
	public enum Asked {

		ASKED,
		/** The actor has asked before, and it is neither refused nor lapsed nor used. */
		ALREADY_ASKED,
		/** She works on no case of her team. */
		NOTHING_TO_EXPORT

	}

	/** How a download ended. */
	public sealed interface Outcome {

		/**
		 * The file.
		 *
		 * @param cases how many it holds
		 */
		record Ready(byte[] csv, int cases) implements Outcome {

			@Override
			public String toString() {
				return "[sealed]";
			}

		}

		/** Nothing was opened: nobody agreed, it was used before, or it has lapsed. */
		record NotAgreed() implements Outcome {
		}

		/** Nothing was opened, nor the answer used: no case agreed to is still hers. */
		record NothingLeft() implements Outcome {
		}

		/** Nothing was opened: she first has to show that it is her. */
		record NeedsFreshFactor() implements Outcome {
		}

	}

	/**
	 * Asks whether the list of one's own cases may leave: of these cases, not of others
	 * that become hers.
	 * @throws org.durumi.reference.TextRefused if the purpose says nothing, is too long
	 * or holds control characters
	 */
	@Transactional
	public Asked ask(String purpose) {
		String why = Text.lines(purpose, MAX_WORDS);
		List<CaseId> cases = mine().map(CaseListRow::id).toList();
		if (cases.isEmpty()) {
			return Asked.NOTHING_TO_EXPORT;
		}
		Instant now = this.clock.instant();
		if (askedByMe(100).stream().anyMatch((earlier) -> earlier.isUnderWayAt(now))) {
			return Asked.ALREADY_ASKED;
		}
		UUID id = Ids.next();
		UUID team = Objects.requireNonNull(Actors.require().team(), "whoever works on cases has a team");
		this.approvals.ask(id, ApprovalKind.EXPORT, new Approval.About.AList(team), now,
				this.seal.seal(now, TABLE, "request", id, REQUEST, ExportRequest.Text.of(why, cases)));
		return Asked.ASKED;
	}

	/**
	 * Answers a request of somebody else; agreeing takes a fresh second factor.
	 * @throws org.durumi.reference.TextRefused if the comment says nothing, is too long
	 * or holds control characters
	 */
	@Transactional
	public Approvals.Decided decide(UUID id, boolean approve, String comment) {
		String words = Text.lines(comment, MAX_WORDS);
		Optional<Approval> approval = find(id);
		if (approval.isEmpty()) {
			return Approvals.Decided.TOO_LATE;
		}
		this.approvals.requireDeciding(approval.get());
		return this.approvals.decide(approval.get(), approve,
				this.seal.seal(approval.get().requestedAt(), TABLE, "decision", id, COMMENT, words));
	}

	/** Takes one's own open request back. */
	@Transactional
	public boolean withdraw(UUID id) {
		return find(id).map(this.approvals::withdraw).orElse(false);
	}

	/** How many requests wait for the actor's word, up to a limit. */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public int countWaiting(int limit) {
		return this.approvals.waitingForMe(KINDS, 0, limit).size();
	}

	/** What waits for the actor's word, oldest first; reading it is an event. */
	@Transactional
	public List<ExportRequest> waitingForMe(int limit) {
		return read(this.approvals.waitingForMe(KINDS, 0, limit));
	}

	/** What the actor has asked for, newest first; reading it is an event. */
	@Transactional
	public List<ExportRequest> askedByMe(int limit) {
		return read(this.approvals.askedByMe(KINDS, 0, limit));
	}

	/**
	 * How many cases of other teams the actor has a part in: they are left out, for her
	 * supervisor does not answer for them.
	 */
	@Transactional(readOnly = true)
	@NotAudited("A number.")
	public long countLeftOut() {
		return this.cases.workedOn().stream().filter((row) -> !isOfMyTeam(row)).count();
	}

	/** Opens the names of the cases agreed to and writes the sheet. */
	@Transactional
	public Outcome download(UUID id) {
		if (!isFactorFresh()) {
			return new Outcome.NeedsFreshFactor();
		}
		Instant now = this.clock.instant();
		Optional<ExportRequest> agreed = find(id).filter((approval) -> approval.permitsAt(now))
			.filter((approval) -> approval.requestedBy().equals(Actors.require().id()))
			.map(this::open)
			.filter((request) -> request.permitsAt(now));
		if (agreed.isEmpty()) {
			return new Outcome.NotAgreed();
		}
		List<CaseListRow> cases = mine().filter(agreed.get()::covers).toList();
		if (cases.isEmpty()) {
			return new Outcome.NothingLeft();
		}
		Approval approval = agreed.get().approval();
		this.approvals.use(approval);
		Map<CaseId, Opening> openings = this.names.open(AuditAction.EXPORTED, id, Compartment.IDENTITY,
				cases.stream().map(CaseListRow::id).toList(),
				Detail.of("scope", CaseListFilter.Scope.MINE)
					.and("askedBy", approval.requestedBy())
					.and("agreedBy", Objects.requireNonNull(approval.decidedBy())));
		return new Outcome.Ready(CaseListCsv.of(cases.stream().map((row) -> line(row, openings)).toList()),
				cases.size());
	}

	private CaseListCsv.Line line(CaseListRow row, Map<CaseId, Opening> openings) {
		Opening opening = openings.get(row.id());
		return new CaseListCsv.Line(row,
				(opening != null) ? this.people.open(opening, Set.copyOf(CaseListCsv.NAMES)) : Map.of());
	}

	/** Whether the actor has shown recently enough that it is her. */
	public boolean isFactorFresh() {
		return Actors.require().isFresh();
	}

	private Stream<CaseListRow> mine() {
		return this.cases.workedOn().stream().filter(CaseListExport::isOfMyTeam);
	}

	private static boolean isOfMyTeam(CaseListRow row) {
		return row.team().equals(Actors.require().team());
	}

	private Optional<Approval> find(UUID id) {
		return this.approvals.find(id).filter((approval) -> KINDS.contains(approval.kind()));
	}

	private List<ExportRequest> read(List<Approval> found) {
		if (!found.isEmpty()) {
			this.log.append(AuditEvent.done(AuditAction.EXPORT_REQUESTS_READ, SubjectType.LIST, Actors.require().id()));
		}
		return found.stream().map(this::open).toList();
	}

	private ExportRequest open(Approval approval) {
		UUID id = approval.id();
		Instant at = approval.requestedAt();
		byte[] decision = approval.decision();
		return new ExportRequest(approval,
				this.seal.open(at, TABLE, "request", id, Sealed.of(approval.request(), REQUEST)),
				(decision != null) ? this.seal.open(at, TABLE, "decision", id, Sealed.of(decision, COMMENT)) : null);
	}

}
