package org.durumi.ui.shell;

import java.security.SecureRandom;
import java.util.Base64;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.SystemMessagesInfo;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.durumi.access.keycloak.OidcProperties;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Component;

/**
 * Sets up every page before its first view: content security policy, language, look,
 * error handling.
 * <p>
 * The policy still holds {@code unsafe-eval} and inline styles, which Vaadin 25.2 cannot
 * do without; scripts run only with the page's own nonce or when such a script loads
 * them.
 */
@Component
class PageSetup implements VaadinServiceInitListener {

	private static final String POLICY = "default-src 'self'; script-src 'nonce-%s' 'strict-dynamic' 'unsafe-eval'; "
			+ "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
			+ "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self' %s";

	/**
	 * What the policy is to become: it is reported to the browser's console and refuses
	 * nothing.
	 */
	private static final String STRICT_POLICY = "default-src 'self'; script-src 'nonce-%s' 'strict-dynamic'; "
			+ "style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
			+ "base-uri 'self'; frame-ancestors 'none'; form-action 'self' %s";

	private final SecureRandom random = new SecureRandom();

	private final Preferences preferences;

	private final OidcProperties oidc;

	private final WebProperties web;

	PageSetup(Preferences preferences, OidcProperties oidc, WebProperties web) {
		this.preferences = preferences;
		this.oidc = oidc;
		this.web = web;
	}

	@Override
	public void serviceInit(ServiceInitEvent event) {
		event.addIndexHtmlRequestListener(this::prepare);
		event.getSource().addSessionInitListener((init) -> init.getSession().setErrorHandler(new PageErrors()));
		event.getSource().addUIInitListener((init) -> prepare(init.getUI()));
		event.getSource().setSystemMessagesProvider(PageSetup::messages);
	}

	private void prepare(IndexHtmlResponse page) {
		byte[] bytes = new byte[16];
		this.random.nextBytes(bytes);
		String nonce = Base64.getEncoder().encodeToString(bytes);
		Document document = page.getDocument();
		document.getElementsByTag("script").attr("nonce", nonce);
		page.getVaadinResponse().setHeader("Content-Security-Policy", POLICY.formatted(nonce, this.oidc.origin()));
		page.getVaadinResponse()
			.setHeader("Content-Security-Policy-Report-Only", STRICT_POLICY.formatted(nonce, this.oidc.origin()));
		VaadinRequest request = page.getVaadinRequest();
		// neither spelling nor translation services may see what is on the page
		document.child(0)
			.attr("lang", this.preferences.language(request).tag())
			.attr("spellcheck", "false")
			.attr("translate", "no");
		document.body().attr("data-leave-to", this.web.quickExit().toString());
	}

	private void prepare(UI ui) {
		VaadinRequest request = VaadinRequest.getCurrent();
		ui.setLocale(this.preferences.language(request).locale());
		ui.getPage().setColorScheme(this.preferences.look(request).scheme());
	}

	/** An ended session says nothing on the page it leaves; the next page explains. */
	private static SystemMessages messages(SystemMessagesInfo info) {
		CustomizedSystemMessages messages = new CustomizedSystemMessages();
		messages.setSessionExpiredNotificationEnabled(false);
		messages.setSessionExpiredURL(Routes.SIGNED_OUT);
		messages.setInternalErrorNotificationEnabled(false);
		return messages;
	}

}
