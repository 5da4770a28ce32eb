package org.durumi.actor;

import java.util.Objects;
import java.util.Optional;

import jakarta.persistence.EntityManagerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Tells the database who is acting as the first statement of every transaction, or leaves
 * no transaction behind. The setting ends with the transaction, so a pooled connection
 * carries nobody's name to the next borrower.
 */
final class ActorTransactionManager extends JpaTransactionManager {

	private static final String SET_ACTOR = "select set_config('durumi.actor', ?, true), set_config('durumi.acr', ?, true)";

	ActorTransactionManager(EntityManagerFactory factory) {
		super(factory);
	}

	@Override
	protected void doBegin(Object transaction, TransactionDefinition definition) {
		super.doBegin(transaction, definition);
		try {
			Optional<Actor> actor = Actors.current();
			new JdbcTemplate(Objects.requireNonNull(getDataSource())).query(SET_ACTOR, (row) -> {
			}, actor.map((who) -> who.id().toString()).orElse(""),
					actor.map((who) -> Integer.toString(who.acr())).orElse(""));
		}
		catch (RuntimeException | Error ex) {
			// a listener would leave the transaction open on this pooled thread, for the
			// next request to join
			try {
				doRollback(new DefaultTransactionStatus(null, transaction, true, false, false, definition.isReadOnly(),
						false, null));
			}
			catch (DataAccessException | TransactionException alsoLost) {
				// the first says why, and that the database is away
				ex.addSuppressed(alsoLost);
			}
			finally {
				doCleanupAfterCompletion(transaction);
			}
			throw ex;
		}
	}

}
