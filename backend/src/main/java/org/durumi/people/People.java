package org.durumi.people;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.durumi.access.CaseAccess;
import org.durumi.access.CaseAct;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditedByCaller;
import org.durumi.audit.SubjectType;
import org.durumi.keys.CaseKeys;
import org.durumi.keys.Change;
import org.durumi.keys.Detail;
import org.durumi.keys.Opening;
import org.durumi.keys.Purpose;
import org.durumi.keys.SealedLog;
import org.durumi.keys.Vault;
import org.durumi.people.ChangeOutcome.Changed;
import org.durumi.people.ChangeOutcome.Conflict;
import org.durumi.people.ChangeOutcome.Refused;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who a survivor is and how she may be reached. Each field is sealed by itself and opened
 * by itself; each opening is an audited event that names the field and never what stands
 * in it.
 */
@Service
public class People {

	private final SealedFields<IdentityField> identities;

	private final SealedFields<SafeContactField> contacts;

	private final CaseAccess access;

	private final Vault vault;

	private final SealedLog log;

	private final Clock clock;

	People(JdbcClient jdbc, CaseAccess access, Vault vault, SealedLog log, Clock clock) {
		this.identities = new SealedFields<>(jdbc, "casework.identity", IdentityField.class);
		this.contacts = new SealedFields<>(jdbc, "casework.safe_contact", SafeContactField.class);
		this.access = access;
		this.vault = vault;
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Writes down who she is, in the transaction that opens her case; that she was
	 * registered is the event.
	 * @throws IllegalArgumentException if the birth is not possible, which the caller
	 * {@linkplain IdentityDraft#refusals asks} before
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	@AuditedByCaller("The registration of the case.")
	public void create(CaseKeys keys, IdentityDraft identity, SafeContactDraft safeContact) {
		if (!identity.refusals(today()).isEmpty()) {
			throw new IllegalArgumentException("an impossible birth");
		}
		this.identities.add(keys, identity.values());
		this.contacts.add(keys, safeContact.values());
	}

	/** What {@link #create} writes down, for the event that tells of it. */
	public static Change created(IdentityDraft identity, SafeContactDraft safeContact) {
		Map<String, String> values = byColumn(identity.values());
		values.putAll(byColumn(safeContact.values()));
		return Change.added(Compartment.IDENTITY, values);
	}

	/**
	 * Reveals one field of her identity; an audited event.
	 * @return the value as {@link IdentityField} says it is written, empty if not known
	 */
	@Transactional
	public String reveal(CaseId caseId, IdentityField field) {
		return reveal(this.identities, caseId, field);
	}

	/**
	 * Reveals one field of her safe contact; an audited event.
	 * @return the value as {@link SafeContactField} says it is written, empty if not
	 * known
	 */
	@Transactional
	public String reveal(CaseId caseId, SafeContactField field) {
		return reveal(this.contacts, caseId, field);
	}

	/** Opens her identity to be edited; an audited event. */
	@Transactional
	public Snapshot<IdentityField> openIdentity(CaseId caseId) {
		return openForEditing(this.identities, caseId);
	}

	/** Opens her safe contact to be edited; an audited event. */
	@Transactional
	public Snapshot<SafeContactField> openSafeContact(CaseId caseId) {
		return openForEditing(this.contacts, caseId);
	}

	/**
	 * Changes her identity. Fields that somebody else changed since are kept as she wrote
	 * them, unless they were changed here too: then nothing is written and both versions
	 * are shown.
	 * @param seen what the editor saw when she opened it
	 */
	@Transactional
	public ChangeOutcome<IdentityField> change(CaseId caseId, Snapshot<IdentityField> seen, IdentityDraft edited) {
		Set<BirthRefusal> refusals = edited.refusals(today());
		if (!refusals.isEmpty()) {
			this.access.require(caseId, CaseAct.WORK);
			return new Refused<>(refusals);
		}
		return change(this.identities, caseId, seen, edited.values(), AuditAction.IDENTITY_CHANGED,
				SubjectType.IDENTITY);
	}

	/** As {@link #change(CaseId, Snapshot, IdentityDraft)}, for her safe contact. */
	@Transactional
	public ChangeOutcome<SafeContactField> change(CaseId caseId, Snapshot<SafeContactField> seen,
			SafeContactDraft edited) {
		return change(this.contacts, caseId, seen, edited.values(), AuditAction.SAFE_CONTACT_CHANGED,
				SubjectType.SAFE_CONTACT);
	}

	/**
	 * The first day on which she may have been born: nothing about her lies before it.
	 * Empty if it is not known, or not the actor's to know.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<LocalDate> earliestPossibleDay(Opening opening) {
		if (!opening.holds(Compartment.IDENTITY)) {
			return Optional.empty();
		}
		return this.identities.find(opening.caseId(), EnumSet.of(IdentityField.BIRTH))
			.map((row) -> this.identities.open(opening, row, IdentityField.BIRTH))
			.filter((birth) -> !birth.isEmpty())
			.map((birth) -> Birth.parse(birth).earliest());
	}

	/**
	 * Opens fields of her identity; the caller wrote the event that says so.
	 * @return none if she has no identity that the actor can see
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<IdentityField, String> open(Opening opening, Set<IdentityField> fields) {
		return this.identities.find(opening.caseId(), fields)
			.map((row) -> this.identities.open(opening, row))
			.orElse(Map.of());
	}

	/**
	 * As {@link #open(Opening, Set)}, of how she may be reached.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<SafeContactField, String> openContact(Opening opening, Set<SafeContactField> fields) {
		return this.contacts.find(opening.caseId(), fields)
			.map((row) -> this.contacts.open(opening, row))
			.orElse(Map.of());
	}

	private <F extends Enum<F> & PersonField> String reveal(SealedFields<F> table, CaseId caseId, F field) {
		this.access.require(caseId, CaseAct.REVEAL_IDENTITY);
		Opening opening = this.vault.open(caseId, Purpose.REVEAL, Compartment.IDENTITY, List.of(field.column()));
		return table.find(caseId, EnumSet.of(field)).map((row) -> table.open(opening, row, field)).orElseThrow();
	}

	private <F extends Enum<F> & PersonField> Snapshot<F> openForEditing(SealedFields<F> table, CaseId caseId) {
		this.access.require(caseId, CaseAct.WORK);
		Opening opening = openAll(table, caseId);
		return table.find(caseId, EnumSet.allOf(table.type()))
			.map((row) -> new Snapshot<>(row.version(), table.open(opening, row)))
			.orElseThrow();
	}

	private <F extends Enum<F> & PersonField> ChangeOutcome<F> change(SealedFields<F> table, CaseId caseId,
			Snapshot<F> seen, Map<F, String> mine, AuditAction action, SubjectType subject) {
		this.access.require(caseId, CaseAct.WORK);
		SealedFields.Row<F> row = table.lock(caseId);
		Map<F, String> theirs = (row.version() != seen.version()) ? table.open(openAll(table, caseId), row)
				: seen.values();
		Merge<F> merge = Merge.of(table.type(), seen.values(), mine, theirs);
		if (!merge.clashes().isEmpty()) {
			return new Conflict<>(new Snapshot<>(row.version(), theirs), merge.values(), merge.clashes());
		}
		Set<F> changed = Merge.difference(table.type(), theirs, merge.values());
		if (changed.isEmpty()) {
			return new Changed<>(new Snapshot<>(row.version(), theirs), merge.byOthers());
		}
		CaseKeys keys = this.vault.keysOf(caseId);
		table.replace(keys, row, merge.values());
		this.log.append(keys, Compartment.IDENTITY, action, subject, row.id(), Detail.fields(columns(changed.stream())),
				Change.between(Compartment.IDENTITY, byColumn(theirs), byColumn(merge.values())));
		return new Changed<>(new Snapshot<>(row.version() + 1, merge.values()), merge.byOthers());
	}

	private <F extends Enum<F> & PersonField> Opening openAll(SealedFields<F> table, CaseId caseId) {
		return this.vault.open(caseId, Purpose.RECORD, Compartment.IDENTITY,
				columns(Stream.of(table.type().getEnumConstants())));
	}

	private static <F extends Enum<F> & PersonField> Map<String, String> byColumn(Map<F, String> values) {
		Map<String, String> named = new LinkedHashMap<>();
		new TreeMap<>(values).forEach((field, value) -> named.put(field.column(), value));
		return named;
	}

	private static List<String> columns(Stream<? extends PersonField> fields) {
		return fields.map(PersonField::column).toList();
	}

	/** The latest day it is anywhere: what is today in Seoul is not in the future. */
	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZoneOffset.ofHours(14));
	}

}
