package org.durumi.api;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before anything else: reads no more than the longest body there is, and none but JSON
 * as it is, since forms and their parts are read past that limit; and says it as a
 * problem when Keycloak or the database is away.
 */
final class ApiDoor extends OncePerRequestFilter {

	private final long longest;

	private final ProblemWriter problems;

	private final OutageLog outages;

	ApiDoor(long longest, ProblemWriter problems, OutageLog outages) {
		this.longest = longest;
		this.problems = problems;
		this.outages = outages;
	}

	/** More came than was to be read. */
	static final class TooLarge extends IOException {

		TooLarge() {
			super("too large");
		}

	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getContentLengthLong() > this.longest) {
			this.problems.write(response, ApiProblem.TOO_LARGE);
			return;
		}
		if (!isPlainJson(request)) {
			this.problems.write(response, ApiProblem.UNSUPPORTED_MEDIA_TYPE);
			return;
		}
		try {
			chain.doFilter(new Limited(request, this.longest), response);
		}
		catch (AuthenticationServiceException | DataAccessException | TransactionException away) {
			this.outages.tell(away);
			this.problems.write(response, ApiProblem.UNAVAILABLE);
		}
	}

	/** Or of no type, which is no body or is refused by who reads it. */
	private static boolean isPlainJson(HttpServletRequest request) {
		if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
			return false;
		}
		String type = request.getContentType();
		try {
			return type == null || MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/** A request whose body ends, or breaks off, at a length. */
	private static final class Limited extends HttpServletRequestWrapper {

		private final long longest;

		Limited(HttpServletRequest request, long longest) {
			super(request);
			this.longest = longest;
		}

		@Override
		public ServletInputStream getInputStream() throws IOException {
			return new LimitedBody(super.getInputStream(), this.longest);
		}

	}

	private static final class LimitedBody extends ServletInputStream {

		private final ServletInputStream body;

		private long left;

		LimitedBody(ServletInputStream body, long longest) {
			this.body = body;
			this.left = longest;
		}

		@Override
		public int read() throws IOException {
			int read = this.body.read();
			count((read < 0) ? 0 : 1);
			return read;
		}

		@Override
		public int read(byte[] into, int from, int length) throws IOException {
			int read = this.body.read(into, from, length);
			count(Math.max(0, read));
			return read;
		}

		private void count(int read) throws TooLarge {
			this.left -= read;
			if (this.left < 0) {
				throw new TooLarge();
			}
		}

		@Override
		public boolean isFinished() {
			return this.body.isFinished();
		}

		@Override
		public boolean isReady() {
			return this.body.isReady();
		}

		@Override
		public void setReadListener(ReadListener listener) {
			this.body.setReadListener(listener);
		}

	}

}
