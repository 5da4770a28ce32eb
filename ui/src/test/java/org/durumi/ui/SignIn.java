package org.durumi.ui;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import org.springframework.web.util.HtmlUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signs a demo account in with the requests that a browser sends on the way through
 * Keycloak's page, which is not drawn.
 */
public final class SignIn {

	private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");

	private SignIn() {
	}

	/**
	 * Signs in, which must succeed.
	 * @param http what shares its cookies with the browser that is to be signed in
	 * @param url Durumi's address, without a slash at the end
	 */
	public static void overHttp(APIRequestContext http, String url, String username, String password) {
		Matcher form = FORM.matcher(http.get(url + "/", forPages()).text());
		assertThat(form.find()).as("Keycloak's page").isTrue();
		APIResponse landed = http.post(HtmlUtils.htmlUnescape(form.group(1)),
				forPages().setForm(FormData.create().set("username", username).set("password", password)));
		if (landed.url().equals(url + "/unavailable")) {
			// on a busy machine Keycloak's answer comes too late; the page says to try
			// again, and Keycloak knows her by now
			landed = http.get(url + "/", forPages());
		}
		assertThat(landed.url()).as("where %s comes to", username).isEqualTo(url + "/");
		assertThat(landed.status()).isEqualTo(200);
	}

	private static RequestOptions forPages() {
		return RequestOptions.create().setHeader("Accept", "text/html");
	}

}
