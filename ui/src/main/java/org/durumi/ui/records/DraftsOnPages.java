package org.durumi.ui.records;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.durumi.drafts.Drafts;
import org.durumi.ui.kit.FormDrafts;

import org.springframework.stereotype.Component;

/** Tells every page where the drafts of its forms are kept. */
@Component
class DraftsOnPages implements VaadinServiceInitListener {

	private final Drafts drafts;

	DraftsOnPages(Drafts drafts) {
		this.drafts = drafts;
	}

	@Override
	public void serviceInit(ServiceInitEvent event) {
		event.getSource().addUIInitListener((init) -> FormDrafts.of(init.getUI()).in(this.drafts));
	}

}
