package org.durumi.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import org.durumi.actor.Actors;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.NotAudited;
import org.durumi.audit.SubjectType;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The machines that act for partner organisations, as an administrator registers them.
 * <p>
 * Guaranteed: a client of Keycloak's acts for the organisation written down here, and for
 * none that is not; one that is shut out gets nothing from that moment. Not guaranteed:
 * that there is such a client at Keycloak, which is made there.
 */
@Service
@PreAuthorize("hasRole('ADMIN')")
public class Machines {

	static final String SELECT = "select subject, client_id, org_id, active from access.machine";

	private final JdbcClient jdbc;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	Machines(JdbcClient jdbc, AuditLog log, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** How an act ended; only {@link #DONE} did anything. */
	public enum Outcome {

		DONE,
		/** The administrator first has to show that it is her. */
		NEEDS_FRESH_FACTOR,
		/** No client id, or one of other characters than Durumi takes. */
		NOT_A_CLIENT,
		/** Client or account is registered already, or the account is a person's. */
		TAKEN,
		/** There is no such partner, or no such machine. */
		UNKNOWN

	}

	/** All of them, by client id. */
	@NotAudited("Names of clients and whose they are; nothing about a person.")
	public List<Machine> all() {
		return inTransaction(() -> this.jdbc.sql(SELECT + " order by client_id").query(Machines::machine).list());
	}

	/** Registers a client; from now on it is let in. */
	public Outcome register(UUID organisation, String client, UUID subject) {
		if (!Actors.require().isFresh()) {
			return Outcome.NEEDS_FRESH_FACTOR;
		}
		if (!Machine.isClient(client)) {
			return Outcome.NOT_A_CLIENT;
		}
		try {
			return inTransaction(() -> {
				if (!isPartner(organisation)) {
					return Outcome.UNKNOWN;
				}
				if (isPerson(subject)) {
					return Outcome.TAKEN;
				}
				this.jdbc
					.sql("insert into access.machine (subject, client_id, org_id, registered_by) values (?, ?, ?, ?)")
					.params(subject, client, organisation, Actors.require().id())
					.update();
				this.log.append(AuditEvent.done(AuditAction.MACHINE_REGISTERED, SubjectType.MACHINE, subject));
				return Outcome.DONE;
			});
		}
		catch (DuplicateKeyException taken) {
			return Outcome.TAKEN;
		}
	}

	/** Shuts one out, at once. */
	public Outcome disable(UUID subject) {
		return change(subject, false, AuditAction.MACHINE_DISABLED);
	}

	/** Lets one in again. */
	public Outcome enable(UUID subject) {
		return Actors.require().isFresh() ? change(subject, true, AuditAction.MACHINE_ENABLED)
				: Outcome.NEEDS_FRESH_FACTOR;
	}

	private Outcome change(UUID subject, boolean active, AuditAction action) {
		return inTransaction(() -> {
			int changed = this.jdbc.sql("update access.machine set active = ? where subject = ?")
				.params(active, subject)
				.update();
			if (changed == 0) {
				return Outcome.UNKNOWN;
			}
			this.log.append(AuditEvent.done(action, SubjectType.MACHINE, subject));
			return Outcome.DONE;
		});
	}

	private boolean isPartner(UUID organisation) {
		return this.jdbc.sql("select exists (select from access.organisation where id = ? and kind = 'PARTNER')")
			.param(organisation)
			.query(Boolean.class)
			.single();
	}

	private boolean isPerson(UUID subject) {
		return this.jdbc.sql("select exists (select from access.staff where subject = ?)")
			.param(subject)
			.query(Boolean.class)
			.single();
	}

	static Machine machine(ResultSet row, int number) throws SQLException {
		return new Machine(Objects.requireNonNull(row.getObject("subject", UUID.class)),
				Objects.requireNonNull(row.getString("client_id")),
				Objects.requireNonNull(row.getObject("org_id", UUID.class)), row.getBoolean("active"));
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

}
