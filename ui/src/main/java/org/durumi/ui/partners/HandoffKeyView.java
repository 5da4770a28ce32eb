package org.durumi.ui.partners;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.durumi.partners.OurKey;
import org.durumi.ui.i18n.Texts;
import org.durumi.ui.shell.PublicLayout;
import org.durumi.ui.shell.Routes;

/** The key that packages are signed with, for whoever checks one. */
@Route(value = Routes.HANDOFF_KEY, layout = PublicLayout.class)
@AnonymousAllowed
final class HandoffKeyView extends Div {

	HandoffKeyView(OurKey ours) {
		addClassNames("page", "sentence-page", "handoff-key-page");
		add(new H1(Texts.text("partners.ours")));
		ours.published().ifPresentOrElse((key) -> {
			Anchor file = new Anchor("/" + Routes.HANDOFF_KEY_FILE, Texts.text("partners.public.file"));
			file.setRouterIgnore(true);
			Pre text = new Pre(key);
			text.addClassName("key-text");
			text.getElement().setAttribute("tabindex", "0");
			add(new Paragraph(Texts.text("partners.public.what")),
					PartnerText.fingerprint(ours.fingerprint().orElseThrow()),
					new Paragraph(Texts.text("partners.public.compare")), file, text);
		}, () -> add(new Paragraph(Texts.text("partners.public.none"))));
	}

}
