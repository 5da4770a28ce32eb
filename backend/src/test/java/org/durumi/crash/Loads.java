package org.durumi.crash;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import org.durumi.actor.Actor;
import org.durumi.actor.Actors;
import org.durumi.actor.SessionRef;
import org.durumi.audit.AuditLog;
import org.durumi.support.DemoAccount;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People at work in a process that is killed, and how they tell its parent. */
final class Loads {

	private static final OutputStream ACKNOWLEDGEMENTS = new FileOutputStream(FileDescriptor.out);

	private Loads() {
	}

	/** Works as somebody, in a session of her own. */
	static void as(ApplicationContext application, DemoAccount account, int acr, Runnable work) {
		Actor actor = account.in(SessionRef.random(), acr);
		SecurityContext before = SecurityContextHolder.getContext();
		SecurityContextHolder
			.setContext(new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(actor.id(), null,
					actor.roles().stream().map((role) -> new SimpleGrantedAuthority(role.authority())).toList())));
		TransactionTemplate transaction = new TransactionTemplate(
				application.getBean(PlatformTransactionManager.class));
		Actors.runAs(actor, () -> {
			transaction.executeWithoutResult((status) -> application.getBean(AuditLog.class).openSession(actor));
			work.run();
		});
		SecurityContextHolder.setContext(before);
	}

	/** In one write, so that no line is torn. */
	static void acknowledge(String line) {
		try {
			synchronized (ACKNOWLEDGEMENTS) {
				ACKNOWLEDGEMENTS.write(line.getBytes(StandardCharsets.UTF_8));
			}
		}
		catch (IOException parentGone) {
			Runtime.getRuntime().halt(1);
		}
	}

	static void giveUp(Thread thread, Throwable failure) {
		failure.printStackTrace();
		Runtime.getRuntime().halt(1);
	}

}
