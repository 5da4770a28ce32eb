package org.durumi.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.durumi.reference.Ids;
import org.durumi.security.ledger.Checkpoint;
import org.durumi.security.ledger.Cosigner;
import org.durumi.security.ledger.Cosigning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Has a supervisor's key cosign the newest checkpoint, and keeps what it signed beside
 * the log. The key signs only if the log goes on from the last that it signed, by what
 * the database has kept and by what this process remembers.
 * <p>
 * Guaranteed: a cosignature that is kept is told by an entry that names its key; a
 * refusal is an audited event and stays in the log's state until the next start. Not
 * guaranteed: that there is one at all while the log cannot be read, nor anything against
 * whoever runs code in this process.
 */
@Service
public class LogCosigning {

	private static final Logger LOGGER = LoggerFactory.getLogger(LogCosigning.class);

	private final LogDatabase database;

	private final AuditLog log;

	private final Clock clock;

	/** What each key cosigned last, wherever the database is rolled back to. */
	private final Map<UUID, Checkpoint> remembered = new ConcurrentHashMap<>();

	private volatile Cosigning.@Nullable Reason refused;

	private volatile @Nullable Instant witnessAwaySince;

	LogCosigning(LogDatabase database, AuditLog log, Clock clock) {
		this.database = database;
		this.log = log;
		this.clock = clock;
	}

	/** Why a key last refused, absent if none has since the start. */
	Cosigning.@Nullable Reason refused() {
		return this.refused;
	}

	/** A witness elsewhere did not keep what it was given either. */
	void refused(Cosigning.Reason reason) {
		this.refused = reason;
	}

	/** Since when a witness elsewhere has kept nothing, absent if it keeps. */
	@Nullable Instant witnessAwaySince() {
		return this.witnessAwaySince;
	}

	void witnessAwaySince(@Nullable Instant since) {
		this.witnessAwaySince = since;
	}

	/**
	 * Cosigns in the transaction under way.
	 * @return up to how many entries the key has cosigned the log now; absent if it could
	 * not or would not
	 */
	@PreAuthorize("hasRole('SUPERVISOR')")
	@Transactional(propagation = Propagation.MANDATORY)
	public @Nullable Long cosign(Cosigner key) {
		return switch (ask(key)) {
			case Cosigning.Done done -> keep(key, done);
			case Cosigning.Before before -> before.checkpoint().size();
			case Cosigning.Refused refusal -> refuse(key, refusal.reason());
			case Cosigning.NothingYet nothing -> null;
		};
	}

	private Cosigning ask(Cosigner key) {
		try (Connection connection = this.database.verifier().getConnection()) {
			return key.cosign(connection, this.database.key().verifier(), this.remembered.get(key.id()),
					this.clock.instant());
		}
		catch (SQLException ex) {
			LOGGER.warn("cosigner={} cannot read the log and cosigns nothing", key.id(), ex);
			return new Cosigning.NothingYet();
		}
	}

	private long keep(Cosigner key, Cosigning.Done done) {
		Checkpoint checkpoint = done.checkpoint();
		AuditEvent event = AuditEvent.done(AuditAction.AUDIT_COSIGNED, SubjectType.COSIGNER, key.id());
		if (this.log.appendCosigned(event, checkpoint.size(), key.verifier(),
				done.note().getBytes(StandardCharsets.UTF_8))) {
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void afterCommit() {
					remember(key.id(), checkpoint);
				}
			});
		}
		return checkpoint.size();
	}

	void remember(UUID key, Checkpoint cosigned) {
		this.remembered.merge(key, cosigned, (before, now) -> (now.size() > before.size()) ? now : before);
	}

	private @Nullable Long refuse(Cosigner key, Cosigning.Reason reason) {
		this.refused = reason;
		LOGGER.error("cosigner={} does not cosign: the log does not go on from what it cosigned, {}", key.id(), reason);
		// true even if the review that asked for it comes to nothing
		this.log.appendLasting(new AuditEvent(Ids.next(), AuditAction.COSIGNING_REFUSED, AuditEvent.Outcome.DENIED,
				SubjectType.COSIGNER, key.id(), null, null, null));
		return null;
	}

}
