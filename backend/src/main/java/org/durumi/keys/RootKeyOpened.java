package org.durumi.keys;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.actor.SystemActor;
import org.durumi.audit.AuditAction;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;
import org.durumi.security.seal.RootKey;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the log that a server has started and holds the root key, and which: a start that
 * nobody ordered is one to ask about. A server that cannot tell it does not go on.
 * <p>
 * Not guaranteed: anything about a process that reads the keyset without being this
 * application.
 */
@Component
class RootKeyOpened {

	private final RootKey root;

	private final SealedLog sealed;

	private final AuditLog log;

	private final TransactionTemplate transaction;

	RootKeyOpened(RootKey root, SealedLog sealed, AuditLog log, PlatformTransactionManager transactions) {
		this.root = root;
		this.sealed = sealed;
		this.log = log;
		this.transaction = new TransactionTemplate(transactions);
	}

	@EventListener(ApplicationStartedEvent.class)
	void tell() {
		Actor server = SystemActor.SERVER.in(SessionRef.random());
		Actors.runAs(server, () -> this.transaction.executeWithoutResult((status) -> {
			this.log.openSession(server);
			this.sealed.append(AuditAction.ROOT_KEY_OPENED, SubjectType.LOG, server.id(),
					Detail.of("key", this.root.id()));
		}));
	}

}
