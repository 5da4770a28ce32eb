package org.durumi.keys;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.reference.CaseId;
import org.durumi.reference.Compartment;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.RootKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Fetches wrapped keys from the database, where row-level security decides which rows the
 * actor sees, and unwraps them with the root keyset. It keeps none.
 */
@Component
class KeyRing {

	/** Stands for the case in the wrapping of keys that belong to none. */
	private static final UUID NO_CASE = new UUID(0, 0);

	private final JdbcClient jdbc;

	private final RootKey root;

	private final AuditLog log;

	KeyRing(JdbcClient jdbc, RootKey root, AuditLog log) {
		this.jdbc = jdbc;
		this.root = root;
		this.log = log;
	}

	/**
	 * Makes the keys of a new case, one a compartment, all at once: a row's absence would
	 * tell.
	 */
	CaseKeys create(CaseId caseId) {
		Map<Compartment, Supplier<CompartmentKey>> keys = new EnumMap<>(Compartment.class);
		for (Compartment compartment : Compartment.values()) {
			CompartmentKey key = this.root.newCompartmentKey();
			this.jdbc.sql(
					"insert into casework.case_key (case_id, compartment, wrapped, wrapping_key_id) values (?, ?, ?, ?)")
				.params(caseId.value(), compartment.name(), this.root.wrap(key, caseId.value(), compartment.name()),
						this.root.id())
				.update();
			keys.put(compartment, () -> key);
		}
		return new CaseKeys(caseId, keys);
	}

	/**
	 * The keys that the database releases to the actor, asked for once a transaction: who
	 * acts does not change within one.
	 */
	CaseKeys released(CaseId caseId) {
		return Released.ofThisTransaction().computeIfAbsent(caseId, this::ask);
	}

	private CaseKeys ask(CaseId caseId) {
		Map<Compartment, Supplier<CompartmentKey>> keys = new EnumMap<>(Compartment.class);
		this.jdbc.sql("select compartment, wrapped from casework.case_key where case_id = ?")
			.param(caseId.value())
			.query((row) -> {
				String compartment = row.getString(1);
				byte[] wrapped = row.getBytes(2);
				keys.put(Compartment.valueOf(compartment),
						() -> this.root.unwrap(wrapped, caseId.value(), compartment));
			});
		return new CaseKeys(caseId, keys);
	}

	/** One compartment's key of each case, where it is released; one query for all. */
	Map<CaseId, CaseKeys> released(Collection<CaseId> cases, Compartment compartment) {
		Map<CaseId, CaseKeys> keys = new LinkedHashMap<>();
		this.jdbc.sql("select case_id, wrapped from casework.case_key where compartment = ? and case_id = any (?)")
			.params(compartment.name(), cases.stream().map(CaseId::value).toArray(UUID[]::new))
			.query((row) -> {
				CaseId caseId = new CaseId(Objects.requireNonNull(row.getObject(1, UUID.class)));
				byte[] wrapped = row.getBytes(2);
				keys.put(caseId, new CaseKeys(caseId,
						Map.of(compartment, () -> this.root.unwrap(wrapped, caseId.value(), compartment.name()))));
			});
		return keys;
	}

	/**
	 * The key of a month's events that belong to no case, made when first needed, which
	 * is an audited event.
	 */
	CompartmentKey ofMonth(String month) {
		String label = "log/" + month;
		return existing(month, label).orElseGet(() -> {
			CompartmentKey key = this.root.newCompartmentKey();
			int made = this.jdbc.sql(
					"insert into audit.log_key (month, wrapped, wrapping_key_id) values (?, ?, ?) on conflict do nothing")
				.params(month, this.root.wrap(key, NO_CASE, label), this.root.id())
				.update();
			if (made == 1) {
				this.log.append(AuditEvent.done(AuditAction.LOG_KEY_MADE, SubjectType.LOG, Actors.require().id()));
			}
			// another transaction may have been first: what is stored counts
			return existing(month, label).orElseThrow();
		});
	}

	private Optional<CompartmentKey> existing(String month, String label) {
		return this.jdbc.sql("select wrapped from audit.log_key where month = ?")
			.param(month)
			.query((row, number) -> this.root.unwrap(row.getBytes(1), NO_CASE, label))
			.optional();
	}

}
