package org.durumi.ui.shell;

import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;

/** No view has this address. */
@PermitAll
@ParentLayout(MainLayout.class)
final class UnknownRoutePage extends MissingPage<NotFoundException> {

}
