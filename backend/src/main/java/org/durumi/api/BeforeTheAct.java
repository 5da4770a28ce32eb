package org.durumi.api;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses, before an endpoint does anything, what would not get its answer: whoever takes
 * no answer of the endpoint's type, and HEAD, which has no body and would be done like a
 * GET.
 */
final class BeforeTheAct implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (handler instanceof HandlerMethod endpoint && endpoint.getBeanType() != ApiAnswers.Elsewhere.class) {
			if (HttpMethod.HEAD.matches(request.getMethod())) {
				throw new Refusal(ApiProblem.METHOD_NOT_ALLOWED);
			}
			if (!accepts(request, body(endpoint.getReturnType()))) {
				throw new Refusal(ApiProblem.NOT_ACCEPTABLE);
			}
		}
		return true;
	}

	private static Class<?> body(MethodParameter returned) {
		ResolvableType type = ResolvableType.forMethodParameter(returned);
		return ((type.resolve() == ResponseEntity.class) ? type.getGeneric(0) : type).resolve(Object.class);
	}

	private static boolean accepts(HttpServletRequest request, Class<?> body) {
		if (body == Void.class) {
			return true;
		}
		MediaType answer = (body == byte[].class) ? MediaType.APPLICATION_OCTET_STREAM : MediaType.APPLICATION_JSON;
		try {
			List<MediaType> accepted = MediaType
				.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
			return accepted.isEmpty()
					|| accepted.stream().anyMatch((one) -> one.getQualityValue() > 0 && one.includes(answer));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
