package org.durumi.ui.shell;

import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;

/** The view is for other roles. */
@PermitAll
@ParentLayout(MainLayout.class)
final class DeniedRoutePage extends MissingPage<AccessDeniedException> {

}
