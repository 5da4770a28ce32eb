package org.durumi.handoffs;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.access.Approval;
import org.durumi.actor.Actors;
import org.durumi.cases.Stage;
import org.durumi.handoffs.HandoffPreview.Item;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Opening;
import org.durumi.keys.SealedJson;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.Sealed;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whose case a handoff is of and what was chosen of it, which no partner sees: the fields
 * are sealed in CORE, since their names tell already what happened to her.
 */
@Repository
class HandoffCases {

	private static final String TABLE = "handoffs.handoff_case";

	private static final SealedJson<Chosen> TYPE = SealedJson.of(Chosen.class);

	private final JdbcClient jdbc;

	HandoffCases(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * What is sealed.
	 *
	 * @param leaving those of the fields that leave, since it was asked for
	 * @param overridden those of them that leave without her consent
	 * @param salt of the digest of what leaves
	 */
	record Chosen(List<String> fields, String override, List<String> leaving, List<String> overridden, String salt) {

		static Chosen draft(HandoffChoice choice) {
			return new Chosen(names(choice.fields()), choice.override(), List.of(), List.of(), "");
		}

		static Chosen asked(HandoffChoice choice, List<Item> leaving) {
			return new Chosen(names(choice.fields()), choice.override(), names(leaving, (item) -> true),
					names(leaving, Item::overridden), Agreed.newSalt());
		}

		private static List<String> names(List<Item> items, Predicate<Item> which) {
			return names(items.stream().filter(which).map(Item::field).toList());
		}

		private static List<String> names(Collection<FieldId> fields) {
			return new TreeSet<>(fields).stream().map(FieldId::toString).toList();
		}

		Set<FieldId> ids() {
			return this.fields.stream().map(FieldId::parse).collect(Collectors.toSet());
		}

		String digest() {
			return Agreed.digest(this.salt, this.leaving);
		}

		/** What leaves by her consent and by nothing else. */
		Set<FieldId> consented() {
			return this.leaving.stream()
				.filter((field) -> !this.overridden.contains(field))
				.map(FieldId::parse)
				.collect(Collectors.toSet());
		}

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/**
	 * One row.
	 *
	 * @param overridden whether something leaves without her consent; of a draft, whether
	 * a reason for that is given
	 * @param approvedEvent the approval's event, whose place in the log is proved
	 * @param agreed the digest of the fields that were agreed to
	 */
	record OfCase(UUID id, CaseId caseId, UUID composedBy, byte[] choice, boolean overridden, @Nullable UUID consent,
			@Nullable UUID approval, @Nullable UUID approvedEvent, @Nullable String agreed) {

		Chosen open(Opening opening) {
			return opening.open(Compartment.CORE, cell(this.id, this.caseId), Sealed.of(this.choice, TYPE));
		}

		boolean isAskedBy(UUID person, Approval request) {
			return person.equals(this.composedBy) || person.equals(request.requestedBy());
		}

		@Override
		public String toString() {
			return this.id.toString();
		}

	}

	Optional<OfCase> find(UUID id) {
		return this.jdbc
			.sql("""
					select id, case_id, composed_by, choice, overridden, consent_id, approval_id, approved_event, agreed_sha256
					from handoffs.handoff_case where id = ?""")
			.param(id)
			.query((row, number) -> new OfCase(id, new CaseId(Objects.requireNonNull(row.getObject(2, UUID.class))),
					Objects.requireNonNull(row.getObject(3, UUID.class)), row.getBytes(4), row.getBoolean(5),
					row.getObject(6, UUID.class), row.getObject(7, UUID.class), row.getObject(8, UUID.class),
					row.getString(9)))
			.optional();
	}

	/**
	 * What each of these requests is about, as far as the actor sees it, in one query.
	 */
	List<HandoffApprovals.Waiting> askedFor(List<Approval> asked) {
		if (asked.isEmpty()) {
			return List.of();
		}
		Map<UUID, Approval> byId = asked.stream().collect(Collectors.toMap(Approval::id, Function.identity()));
		Map<UUID, HandoffApprovals.Waiting> found = new HashMap<>();
		this.jdbc.sql("""
				select c.approval_id, c.id, f.code_name, h.partner_id from handoffs.handoff_case c
				join handoffs.handoff h on h.id = c.id join casework.case_file f on f.id = c.case_id
				where c.approval_id in (:approvals)""").param("approvals", byId.keySet()).query((row) -> {
			UUID approval = Objects.requireNonNull(row.getObject(1, UUID.class));
			found.put(approval,
					new HandoffApprovals.Waiting(Objects.requireNonNull(row.getObject(2, UUID.class)),
							Objects.requireNonNull(byId.get(approval)), Objects.requireNonNull(row.getString(3)),
							Objects.requireNonNull(row.getObject(4, UUID.class))));
		});
		return asked.stream().flatMap((approval) -> Stream.ofNullable(found.get(approval.id()))).toList();
	}

	void add(UUID id, CaseKeys keys, HandoffChoice choice) {
		this.jdbc.sql("""
				insert into handoffs.handoff_case (id, case_id, composed_by, choice, overridden)
				values (?, ?, ?, ?, ?)""")
			.params(id, keys.caseId().value(), Actors.require().id(), seal(id, keys, Chosen.draft(choice)),
					choice.overrides())
			.update();
	}

	void change(UUID id, CaseKeys keys, HandoffChoice choice) {
		this.jdbc.sql("update handoffs.handoff_case set choice = ?, overridden = ?, version = version + 1 where id = ?")
			.params(seal(id, keys, Chosen.draft(choice)), choice.overrides(), id)
			.update();
	}

	void ask(UUID id, CaseKeys keys, Chosen chosen, UUID approval, @Nullable UUID consent) {
		this.jdbc.sql("""
				update handoffs.handoff_case set choice = :choice, overridden = :overridden, approval_id = :approval,
					consent_id = cast(:consent as uuid), version = version + 1 where id = :id""")
			.param("choice", seal(id, keys, chosen))
			.param("overridden", !chosen.overridden().isEmpty())
			.param("approval", approval)
			.param("consent", (consent != null) ? consent.toString() : null)
			.param("id", id)
			.update();
	}

	/**
	 * Notes that it was agreed to.
	 * @param agreed the digest of the fields
	 * @return the database's digest of the copies that leave
	 */
	String approved(UUID id, UUID event, String agreed) {
		this.jdbc.sql(
				"update handoffs.handoff_case set approved_event = ?, agreed_sha256 = ?, version = version + 1 where id = ?")
			.params(event, agreed, id)
			.update();
		return this.jdbc.sql("select parts_sha256 from handoffs.handoff_case where id = ?")
			.param(id)
			.query(String.class)
			.single();
	}

	/**
	 * Until when the consent stands that was agreed on; nothing is sealed, collected or
	 * read on screen after that day.
	 */
	void lasts(UUID id, @Nullable LocalDate until) {
		this.jdbc.sql("update handoffs.handoff_case set consent_until = ?, version = version + 1 where id = ?")
			.params(Arrays.asList(until, id))
			.update();
	}

	/**
	 * Has a newer word of hers end it earlier than was agreed on, and never later.
	 * @return whether it does
	 */
	boolean shorten(UUID id, CaseId caseId, LocalDate until) {
		return this.jdbc.sql("select handoffs.shorten(?, ?, ?)")
			.params(caseId.value(), until, id)
			.query(Boolean.class)
			.single();
	}

	/** Whether it was theirs, and could be taken back. */
	boolean takeBack(UUID id) {
		return ask("select handoffs.take_case_back(?)", id);
	}

	/** Whether an authority holds her, or returned her. */
	boolean isHeld(CaseId caseId) {
		return ask("select handoffs.is_held(?)", caseId.value());
	}

	/** Whether the partner was told that it is demanded back, or is closed. */
	boolean isDemandTold(UUID id) {
		return ask("select handoffs.is_demand_told(?)", id);
	}

	private boolean ask(String question, UUID about) {
		return this.jdbc.sql(question).param(about).query(Boolean.class).single();
	}

	boolean isOpen(CaseId caseId) {
		return Stage
			.valueOf(this.jdbc.sql("select stage from casework.case_file where id = ?")
				.param(caseId.value())
				.query(String.class)
				.single())
			.isOpen();
	}

	/** Whether the case is on its way to another organisation, or there. */
	boolean goesElsewhere(CaseId caseId) {
		return this.jdbc.sql("select exists (select from handoffs.transfer where case_id = ? and until is null)")
			.param(caseId.value())
			.query(Boolean.class)
			.single();
	}

	static byte[] seal(UUID id, CaseKeys keys, Chosen chosen) {
		return keys.seal(Compartment.CORE, cell(id, keys.caseId()), TYPE, chosen).ciphertext();
	}

	private static Cell cell(UUID id, CaseId caseId) {
		return new Cell(TABLE, "choice", id, caseId.value());
	}

}
