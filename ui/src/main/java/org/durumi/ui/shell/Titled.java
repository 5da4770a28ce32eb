package org.durumi.ui.shell;

import com.vaadin.flow.router.HasDynamicTitle;

/** A layout whose every page is called Durumi and nothing more. */
interface Titled extends HasDynamicTitle {

	@Override
	default String getPageTitle() {
		return AppShell.TITLE;
	}

}
