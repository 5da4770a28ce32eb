package org.durumi.ui.shell;

import java.util.NoSuchElementException;

import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;

/** Nothing has this id, for this person. */
@PermitAll
@ParentLayout(MainLayout.class)
final class UnknownRecordPage extends MissingPage<NoSuchElementException> {

}
