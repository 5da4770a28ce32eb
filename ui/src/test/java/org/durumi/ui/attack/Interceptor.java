package org.durumi.ui.attack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Sits between Durumi and Keycloak as a proxy does, passes everything on, and puts
 * another ID token into what Keycloak answers.
 */
final class Interceptor implements AutoCloseable {

	private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\":\"([^\"]*)\"");

	private static final Set<String> HOP_BY_HOP = Set.of("connection", "content-length", "host", "upgrade",
			"http2-settings", "transfer-encoding", "expect");

	/** How the JVM finds its proxy, asked anew at each request. */
	private static final Map<String, String> OURS = Map.of("http.proxyHost", "localhost", "http.nonProxyHosts", "");

	/**
	 * Of all: Spring waits half a second for Keycloak's keys, and a new client is slow.
	 */
	private static final HttpClient ONWARD = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.proxy(HttpClient.Builder.NO_PROXY)
		.build();

	private final HttpServer server;

	private final UnaryOperator<String> forge;

	private volatile int forged;

	/**
	 * Begins.
	 * @param keys where Keycloak's keys are, asked for once so that it is no more slow
	 * @param forge makes the token that Durumi gets of the one that Keycloak gave
	 */
	Interceptor(URI keys, UnaryOperator<String> forge) throws IOException {
		this.forge = forge;
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
		this.server.createContext("/", this::pass);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.start();
		OURS.forEach(System::setProperty);
		System.setProperty("http.proxyPort", Integer.toString(this.server.getAddress().getPort()));
		keys.toURL().openStream().close();
	}

	/** How many tokens were replaced. */
	int forged() {
		return this.forged;
	}

	private void pass(HttpExchange exchange) throws IOException {
		HttpRequest.Builder request = HttpRequest.newBuilder(exchange.getRequestURI())
			.method(exchange.getRequestMethod(),
					HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
		exchange.getRequestHeaders().forEach((name, values) -> {
			if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
				values.forEach((value) -> request.header(name, value));
			}
		});
		try (exchange) {
			HttpResponse<byte[]> answer = ONWARD.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
			byte[] body = answer.body();
			if (exchange.getRequestURI().getPath().endsWith("/token")) {
				body = altered(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
			}
			answer.headers()
				.firstValue("Content-Type")
				.ifPresent((type) -> exchange.getResponseHeaders().set("Content-Type", type));
			exchange.sendResponseHeaders(answer.statusCode(), (body.length != 0) ? body.length : -1);
			exchange.getResponseBody().write(body);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private String altered(String answer) {
		Matcher token = ID_TOKEN.matcher(answer);
		if (!token.find()) {
			return answer;
		}
		this.forged++;
		return answer.substring(0, token.start(1)) + this.forge.apply(token.group(1)) + answer.substring(token.end(1));
	}

	@Override
	public void close() {
		OURS.keySet().forEach(System::clearProperty);
		System.clearProperty("http.proxyPort");
		this.server.stop(0);
	}

}
