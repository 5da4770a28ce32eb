package org.durumi.handoffs;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import org.durumi.reference.Language;
import org.springframework.web.util.HtmlUtils;

/**
 * The page that people read and print, in the handoff's language, or in English where
 * there is none of it. It needs no network and runs nothing.
 */
final class HandoffPage {

	private static final String HEAD = """
			<!DOCTYPE html>
			<html lang="%s"><head><meta charset="utf-8">
			<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
			<title>%s</title>
			<style>body{font:12pt/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}
			table{width:100%%;border-collapse:collapse}th,td{border-top:1px solid;padding:.3em;text-align:left;vertical-align:top}
			th{width:35%%;font-weight:normal}td p{margin:0;white-space:pre-wrap}h2{break-after:avoid}</style></head><body>
			<h1>%s</h1>
			""";

	private final Handoff handoff;

	private final Instant now;

	private final Locale locale;

	private final HandoffNames names;

	HandoffPage(Handoff handoff, Instant now) {
		this.handoff = handoff;
		this.now = now;
		this.locale = locale(handoff.language());
		this.names = HandoffNames.in(this.locale);
	}

	static Locale locale(Language language) {
		return switch (language) {
			case KOREAN -> Locale.KOREAN;
			case MANDARIN -> Locale.SIMPLIFIED_CHINESE;
			case ENGLISH, RUSSIAN, JAPANESE, THAI, VIETNAMESE, LAO, MONGOLIAN, OTHER -> Locale.ROOT;
		};
	}

	String of(List<HandedField> fields) {
		String title = this.names.template(this.handoff.template());
		StringBuilder page = new StringBuilder(HEAD
			.formatted((this.locale == Locale.ROOT) ? "en" : this.locale.toLanguageTag(), "Durumi", escaped(title)));
		page.append("<table>");
		row(page, this.names.text("id"), List.of(this.handoff.id().toString()));
		row(page, this.names.text("keepUntil"),
				List.of(this.now.atOffset(ZoneOffset.UTC)
					.toLocalDate()
					.plusDays(this.handoff.template().retentionDays())
					.toString()));
		page.append("</table><p><strong>").append(escaped(this.names.text("handOn"))).append("</strong></p>\n");
		String section = "";
		for (HandedField field : fields) {
			if (!field.id().section().equals(section)) {
				page.append(section.isEmpty() ? "" : "</table>\n");
				section = field.id().section();
				page.append("<h2>").append(escaped(this.names.section(section))).append("</h2><table>");
			}
			String of = section;
			row(page, this.names.field(field.id()),
					field.values().stream().map((value) -> this.names.value(of, value)).toList());
		}
		return page.append(section.isEmpty() ? "" : "</table>").append("</body></html>\n").toString();
	}

	private static void row(StringBuilder page, String name, List<String> values) {
		page.append("<tr><th>").append(escaped(name)).append("</th><td>");
		values.forEach((value) -> page.append("<p>").append(escaped(value)).append("</p>"));
		page.append("</td></tr>\n");
	}

	private static String escaped(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

}
