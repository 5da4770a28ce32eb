package org.durumi.ui.shell;

import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import org.durumi.actor.Actors;
import org.durumi.audit.AuditEvent;
import org.durumi.audit.AuditLog;
import org.durumi.audit.SubjectType;

/** The view is for other roles: somebody typed its address, which the log keeps. */
@PermitAll
@ParentLayout(MainLayout.class)
final class DeniedRoutePage extends MissingPage<AccessDeniedException> {

	private final transient AuditLog log;

	DeniedRoutePage(AuditLog log) {
		this.log = log;
	}

	@Override
	public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
		Actors.current()
			.ifPresent((actor) -> this.log.appendDenial(AuditEvent.denied(SubjectType.STAFF, actor.id(), null)));
		return super.setErrorParameter(event, parameter);
	}

}
