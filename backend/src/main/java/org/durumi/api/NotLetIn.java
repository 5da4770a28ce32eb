package org.durumi.api;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Answers whoever comes without a token that counts here. Nothing is written for a token
 * that Keycloak did not give; an address that comes with many of them is told to wait,
 * and a good token from the same address is taken all the same.
 */
final class NotLetIn implements AuthenticationEntryPoint {

	private static final int NETWORK_OF_IPV6 = 8;

	private final Buckets<String> addresses;

	private final ProblemWriter problems;

	NotLetIn(int aMinute, ProblemWriter problems) {
		this.addresses = new Buckets<>(aMinute);
		this.problems = problems;
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
			throws IOException {
		if (refused instanceof MachineTokens.TooOften tooOften) {
			this.problems.write(response, ApiProblem.TOO_MANY_REQUESTS, tooOften.pause());
			return;
		}
		if (refused instanceof MachineTokens.Refused) {
			this.problems.write(response, ApiProblem.NOT_REGISTERED);
			return;
		}
		Optional<Duration> pause = this.addresses.ask(network(request.getRemoteAddr()));
		if (pause.isPresent()) {
			this.problems.write(response, ApiProblem.TOO_MANY_REQUESTS, pause.get());
			return;
		}
		this.problems.write(response, ApiProblem.UNAUTHENTICATED);
	}

	/** One host has a whole /64 of IPv6 to come from. */
	private static String network(String address) {
		try {
			byte[] bytes = InetAddress.ofLiteral(address).getAddress();
			return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, NETWORK_OF_IPV6));
		}
		catch (IllegalArgumentException noAddress) {
			// what a proxy passed on; all such are one
			return "";
		}
	}

}
