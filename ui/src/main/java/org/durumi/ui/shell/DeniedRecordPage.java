package org.durumi.ui.shell;

import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import org.springframework.security.access.AccessDeniedException;

/** A service refused what the view asked for. */
@PermitAll
@ParentLayout(MainLayout.class)
final class DeniedRecordPage extends MissingPage<AccessDeniedException> {

}
