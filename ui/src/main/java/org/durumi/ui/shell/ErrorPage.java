package org.durumi.ui.shell;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.durumi.ui.i18n.Language;
import org.durumi.ui.i18n.TextBundles;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * The page for failures outside any view: a sentence, and a reference if nobody expected
 * it. Nothing of the request is repeated on it.
 */
@Controller
class ErrorPage implements ErrorController {

	private static final String PAGE = """
			<!DOCTYPE html>
			<html lang="%s">
			<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">%s
			<title>Durumi</title><link rel="icon" href="/durumi.svg"><link rel="stylesheet" href="/styles.css"></head>
			<body class="bare-page"><main><h1>%s</h1><p>%s</p><p><a href="/">%s</a></p></main></body>
			</html>
			""";

	private static final String TRY_AGAIN_SOON = "<meta http-equiv=\"refresh\" content=\"5;url=/\">";

	private final TextBundles texts;

	ErrorPage(TextBundles texts) {
		this.texts = texts;
	}

	@RequestMapping("/error")
	ResponseEntity<String> show(HttpServletRequest request) {
		Language language = Language.of(request.getLocale());
		Optional<Throwable> failure = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_EXCEPTION))
			.filter(Throwable.class::isInstance)
			.map(Throwable.class::cast);
		Optional<Outage> outage = failure.flatMap(Outage::behind);
		if (outage.isPresent()) {
			return page(HttpStatus.SERVICE_UNAVAILABLE, language, TRY_AGAIN_SOON, "shell.outage.title",
					text(language, "shell.outage." + outage.get().name()));
		}
		Optional<Throwable> broken = failure.filter(BrokenRequest::isBehind);
		broken.ifPresent((thrown) -> BrokenRequest.log(thrown, request));
		HttpStatus status = broken.isPresent() ? HttpStatus.BAD_REQUEST : status(request);
		if (status.is4xxClientError()) {
			return page(status, language, "", "shell.missing.title", text(language, "shell.missing.page"));
		}
		Incident incident = Incident
			.log(failure.orElseGet(() -> new IllegalStateException("answered with status " + status.value())));
		return page(status, language, "", "shell.failure.title",
				text(language, "shell.failure.page", incident.reference()));
	}

	private ResponseEntity<String> page(HttpStatus status, Language language, String head, String titleKey,
			String sentence) {
		return ResponseEntity.status(status)
			.contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
			.body(PAGE.formatted(language.tag(), head, HtmlUtils.htmlEscape(text(language, titleKey)),
					HtmlUtils.htmlEscape(sentence), HtmlUtils.htmlEscape(text(language, "shell.home"))));
	}

	private String text(Language language, String key, Object... arguments) {
		Locale locale = language.locale();
		return this.texts.getTranslation(key, locale, arguments);
	}

	private static HttpStatus status(HttpServletRequest request) {
		HttpStatus status = (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)
				? HttpStatus.resolve(code) : null;
		return (status != null) ? status : HttpStatus.INTERNAL_SERVER_ERROR;
	}

}
