package org.durumi.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.durumi.handoffs.DeclineCode;
import org.durumi.handoffs.Handoff;
import org.durumi.handoffs.HandoffInbox;
import org.durumi.handoffs.HandoffInbox.Answered;
import org.durumi.handoffs.HandoffOutbox;
import org.durumi.handoffs.HandoffState;
import org.durumi.handoffs.OutcomeCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The inbox of a partner's machine. Each act may be repeated and answers the same; the
 * services behind it are the portal's, and so are the events.
 */
@RestController
@RequestMapping(ApiSecurity.PATH + "/v1/handoffs")
class HandoffEndpoints {

	static final int MOST = 100;

	/** Beyond it a list is read by state. */
	static final int FURTHEST = 100_000;

	private static final List<String> CONDITIONS = List.of(HttpHeaders.RANGE, HttpHeaders.IF_RANGE,
			HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, HttpHeaders.IF_MODIFIED_SINCE,
			HttpHeaders.IF_UNMODIFIED_SINCE);

	private final HandoffInbox inbox;

	HandoffEndpoints(HandoffInbox inbox) {
		this.inbox = inbox;
	}

	/**
	 * Some of a list.
	 *
	 * @param next where the rest begins, absent if this was all
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Page(List<HandoffLine> items, @Nullable Integer next) {
	}

	/**
	 * Whether a partner takes it.
	 *
	 * @param code why not, of {@link DeclineCode}
	 */
	record Acknowledgement(@Nullable String answer, @Nullable String code) {
	}

	/**
	 * How it ended.
	 *
	 * @param code of {@link OutcomeCode}
	 */
	record Outcome(@Nullable String code) {
	}

	@GetMapping
	Page page(@RequestParam @Nullable String state, @RequestParam(defaultValue = "0") int offset,
			@RequestParam(defaultValue = "50") int limit) {
		if (offset < 0 || offset > FURTHEST || limit < 1 || limit > MOST) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		HandoffState wanted = (state != null) ? Words.choice(HandoffState.class, state) : null;
		if (wanted == HandoffState.DRAFT || wanted == HandoffState.AWAITING_APPROVAL) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		List<Handoff> found = this.inbox.page(wanted, offset, limit + 1);
		return new Page(found.stream().limit(limit).map(HandoffLine::of).toList(),
				(found.size() > limit) ? offset + limit : null);
	}

	@GetMapping("/{id}")
	HandoffLine one(@PathVariable UUID id) {
		return HandoffLine.of(this.inbox.line(id));
	}

	/**
	 * The sealed file, which counts as collected from now on: so whoever would get it in
	 * part, or on a condition, gets nothing.
	 */
	@GetMapping("/{id}/package")
	ResponseEntity<byte[]> file(@PathVariable UUID id, @RequestHeader HttpHeaders headers) {
		if (CONDITIONS.stream().anyMatch(headers::containsHeader)) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		Optional<HandoffOutbox.Taken> taken = this.inbox.take(id);
		if (taken.isEmpty()) {
			throw new Refusal((this.inbox.line(id).isFrozen()) ? ApiProblem.SUSPENDED : ApiProblem.PACKAGE_GONE);
		}
		String sha256 = Objects.requireNonNull(taken.get().handoff().sealed()).sha256();
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.eTag(sha256)
			.headers((answer) -> answer
				.setContentDisposition(ContentDisposition.attachment().filename(taken.get().fileName()).build()))
			.body(taken.get().file());
	}

	@PutMapping("/{id}/acknowledgement")
	HandoffLine acknowledge(@PathVariable UUID id, @RequestBody Acknowledgement said) {
		HandoffState answer = Words.choice(HandoffState.class, said.answer());
		DeclineCode code = (said.code() != null) ? Words.choice(DeclineCode.class, said.code()) : null;
		if (answer == HandoffState.ACCEPTED && code == null) {
			return told(id, this.inbox.accept(id),
					(seen) -> seen.state() == HandoffState.ACCEPTED || seen.state() == HandoffState.COMPLETED);
		}
		if (answer == HandoffState.DECLINED && code != null) {
			return told(id, this.inbox.decline(id, code), (seen) -> seen.declined() == code);
		}
		throw new Refusal(ApiProblem.MALFORMED);
	}

	@PutMapping("/{id}/outcome")
	HandoffLine complete(@PathVariable UUID id, @RequestBody Outcome said) {
		OutcomeCode code = Words.choice(OutcomeCode.class, said.code());
		return told(id, this.inbox.complete(id, code), (seen) -> seen.outcome() == code);
	}

	/** What was said before, said again, is answered as it was. */
	private HandoffLine told(UUID id, Answered answered, Predicate<Handoff> before) {
		Handoff seen = this.inbox.line(id);
		if (answered == Answered.DONE || before.test(seen)) {
			return HandoffLine.of(seen);
		}
		throw new Refusal(Words.why(seen));
	}

}
