package org.durumi.proof;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Has whatever takes a connection work in a transaction that is under way, so that it
 * sees what was changed there and is not committed.
 */
final class WithinTransaction {

	private WithinTransaction() {
	}

	/** The connection in its transaction, which nobody ends by committing. */
	static Connection notCommitting(Connection connection) {
		return ignoring(connection,
				Set.of("setAutoCommit", "setTransactionIsolation", "setReadOnly", "commit", "close"));
	}

	/** As {@link #notCommitting}, and nobody ends it by a rollback either. */
	static Connection notEnding(Connection connection) {
		return ignoring(connection,
				Set.of("setAutoCommit", "setTransactionIsolation", "setReadOnly", "commit", "close", "rollback"));
	}

	/** What asks for connections gets this one. */
	static DataSource database(Connection connection) {
		return (DataSource) Proxy.newProxyInstance(WithinTransaction.class.getClassLoader(),
				new Class<?>[] { DataSource.class }, (proxy, method, args) -> connection);
	}

	private static Connection ignoring(Connection connection, Set<String> ignored) {
		return (Connection) Proxy.newProxyInstance(WithinTransaction.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, args) -> {
					if (ignored.contains(method.getName())) {
						return null;
					}
					try {
						return method.invoke(connection, args);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

}
