package org.durumi.ui.story;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests made up by chance; the same seed makes the same. */
final class RandomRequests {

	private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH",
			"PROPFIND", "TRACK");

	private static final List<String> PATHS = List.of("/", "/cases", "/cases/new", "/my-day", "/approvals", "/audit",
			"/review-desk", "/review-glance", "/audit-history", "/reasons", "/staff", "/statistics", "/roles",
			"/handoffs", "/inbox", "/welcome", "/emergency", "/error", "/login", "/VAADIN/", "/VAADIN/push",
			"/VAADIN/build/", "/VAADIN/dynamic/resource/0/none/x", "/actuator", "/actuator/health", "/signed-out",
			"/oauth2/authorization/keycloak", "/login/oauth2/code/keycloak", "/logout/connect/back-channel/keycloak",
			"/styles.css", "/icons/icon.png", "/sw.js", "/connect/x/y", "/.git/config", "/WEB-INF/web.xml");

	private static final List<String> TYPES = List.of("application/json", "application/json; charset=UTF-8",
			"text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "image/png",
			"nonsense");

	private static final List<String> HEADERS = List.of("Accept", "Accept-Language", "X-Forwarded-For",
			"X-Forwarded-Host", "X-CSRF-TOKEN", "Origin", "Referer", "Range", "If-None-Match", "Authorization",
			"X-Http-Method-Override");

	private static final List<String> EVENTS = List.of("click", "change", "ui-navigate", "ui-refresh",
			"ui-leave-navigation", "opened-changed", "value-changed", "keydown", "no-such-event");

	private static final List<String> METHODS_OF_SERVER = List.of("connectClient", "confirmUpdate", "setRequestedRange",
			"select", "fetchFromServer", "toString", "getClass", "removeAll", "close");

	private final Random random;

	private final String casePath;

	RandomRequests(Random random, String casePath) {
		this.random = random;
		this.casePath = casePath;
	}

	/** One request, not yet sent. */
	record Sketch(String method, String path, Map<String, String> headers, byte[] body) {

		@Override
		public String toString() {
			String start = new String(this.body, 0, Math.min(this.body.length, 600), StandardCharsets.ISO_8859_1);
			return "%s %s %s %s".formatted(this.method, this.path, this.headers, start);
		}

	}

	/** Half of them go to a UI of this token and number. */
	Sketch next(String token, String ui) {
		return this.random.nextBoolean() ? toUi(token, ui) : anywhere();
	}

	private Sketch anywhere() {
		String path = (this.random.nextInt(4) == 0) ? this.casePath : one(PATHS);
		if (this.random.nextInt(3) == 0) {
			path += "/" + URLEncoder.encode(text(12), StandardCharsets.UTF_8);
		}
		if (this.random.nextBoolean()) {
			path += "?"
					+ ((this.random.nextInt(3) == 0) ? "v-r="
							+ one(List.of("init", "uidl", "heartbeat", "push", "webcomponent-resync", "x")) + "&" : "")
					+ URLEncoder.encode(text(6), StandardCharsets.UTF_8) + "="
					+ URLEncoder.encode(text(40), StandardCharsets.UTF_8);
		}
		return new Sketch(one(METHODS), path, headers(), bytes());
	}

	private Sketch toUi(String token, String ui) {
		String number = switch (this.random.nextInt(6)) {
			case 0 -> Integer.toString(this.random.nextInt());
			case 1 -> "x";
			default -> ui;
		};
		String path = (this.random.nextInt(8) == 0 ? "/cases" : "/") + "?v-r=uidl&v-uiId=" + number;
		byte[] body = switch (this.random.nextInt(6)) {
			case 0 -> bytes();
			case 1 -> broken(token);
			default -> uidl(token).getBytes(StandardCharsets.UTF_8);
		};
		return new Sketch("POST", path, Map.of("Content-Type", one(TYPES)), body);
	}

	private String uidl(String token) {
		StringBuilder rpc = new StringBuilder();
		for (int i = this.random.nextInt(4); i >= 0; i--) {
			rpc.append(rpc.isEmpty() ? "" : ",").append(invocation());
		}
		return "{\"csrfToken\":%s,\"rpc\":[%s],\"syncId\":%d,\"clientId\":%d}"
			.formatted(quoted((this.random.nextInt(5) == 0) ? text(20) : token), rpc, number(), number());
	}

	private String invocation() {
		int node = (this.random.nextInt(5) == 0) ? this.random.nextInt() : this.random.nextInt(600);
		return switch (this.random.nextInt(7)) {
			case 0 -> "{\"type\":\"event\",\"node\":%d,\"event\":\"%s\",\"data\":{%s:%s}}".formatted(node, one(EVENTS),
					quoted(text(8)), quoted(text(20)));
			case 1 -> "{\"type\":\"mSync\",\"node\":%d,\"feature\":%d,\"property\":%s,\"value\":%s}".formatted(node,
					this.random.nextInt(40), quoted(one(List.of("value", "opened", "disabled", "innerHTML", "x"))),
					quoted(text(30)));
			case 2 ->
				"{\"type\":\"publishedEventHandler\",\"node\":%d,\"templateEventMethodName\":\"%s\",\"templateEventMethodArgs\":[%s],\"promise\":%d}"
					.formatted(node, one(METHODS_OF_SERVER), quoted(text(10)), this.random.nextInt(9));
			case 3 -> "{\"type\":\"navigation\",\"location\":%s,\"link\":1}".formatted(quoted(text(20)));
			case 4 -> "{\"type\":\"channel\",\"node\":%d,\"channel\":%d,\"args\":[1]}".formatted(node,
					this.random.nextInt(9));
			case 5 -> "{\"type\":%s}".formatted(quoted(text(6)));
			default ->
				"{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\",\"data\":{\"route\":%s,\"query\":\"\",\"appShellTitle\":\"\",\"historyState\":null,\"trigger\":\"\"}}"
					.formatted(quoted((this.random.nextInt(3) == 0) ? text(20)
							: (this.random.nextBoolean() ? this.casePath : one(PATHS)).substring(1)));
		};
	}

	private byte[] broken(String token) {
		String whole = uidl(token);
		return whole.substring(0, this.random.nextInt(whole.length())).getBytes(StandardCharsets.UTF_8);
	}

	private byte[] bytes() {
		byte[] bytes = new byte[(this.random.nextInt(50) == 0) ? 300_000 : this.random.nextInt(200)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private Map<String, String> headers() {
		Map<String, String> headers = new HashMap<>();
		headers.put("Content-Type", one(TYPES));
		for (int i = this.random.nextInt(4); i > 0; i--) {
			headers.put(one(HEADERS), printable(this.random.nextInt(60)));
		}
		return headers;
	}

	private String printable(int length) {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < length; i++) {
			text.append((char) (33 + this.random.nextInt(94)));
		}
		return text.toString();
	}

	/** Of any script, with what no keyboard types. */
	private String text(int most) {
		StringBuilder text = new StringBuilder();
		for (int i = this.random.nextInt(most); i >= 0; i--) {
			int point = (this.random.nextInt(3) == 0) ? this.random.nextInt(0xD800) : 32 + this.random.nextInt(95);
			text.appendCodePoint(point);
		}
		return text.toString();
	}

	private int number() {
		return switch (this.random.nextInt(4)) {
			case 0 -> this.random.nextInt();
			case 1 -> -1;
			default -> this.random.nextInt(10);
		};
	}

	private static String quoted(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.chars().forEach((unit) -> quoted.append("\\u%04x".formatted(unit)));
		return quoted.append('"').toString();
	}

	private <T> T one(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

}
