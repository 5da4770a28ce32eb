package org.durumi.api;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.durumi.inbound.Handed;
import org.durumi.inbound.HandingIn;
import org.durumi.inbound.ReferralDraft;
import org.durumi.inbound.ReferralFault;
import org.durumi.inbound.ReferralState;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * A partner's machine hands survivors to us, by the portal's service: what it tells does
 * not come back, and neither does what became of her beyond a state and a code.
 */
@RestController
@RequestMapping(ApiSecurity.PATH + "/v1/referrals")
class ReferralEndpoints {

	private final HandingIn handing;

	private final IdempotentPosts posts;

	private final Clock clock;

	ReferralEndpoints(HandingIn handing, IdempotentPosts posts, Clock clock) {
		this.handing = handing;
		this.posts = posts;
		this.clock = clock;
	}

	/**
	 * Some of a list.
	 *
	 * @param next where the rest begins, absent if this was all
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Page(List<ReferralLine> items, @Nullable Integer next) {
	}

	/** What was made. */
	record Received(UUID id) {
	}

	@GetMapping
	Page page(@RequestParam(defaultValue = "0") int offset, @RequestParam(defaultValue = "50") int limit) {
		if (offset < 0 || offset > HandoffEndpoints.FURTHEST || limit < 1 || limit > HandoffEndpoints.MOST) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		List<Handed> found = this.handing.page(offset, limit + 1);
		return new Page(found.stream().limit(limit).map(ReferralLine::of).toList(),
				(found.size() > limit) ? offset + limit : null);
	}

	@GetMapping("/{id}")
	ReferralLine one(@PathVariable UUID id) {
		return ReferralLine.of(this.handing.line(id));
	}

	@PostMapping
	ResponseEntity<Received> handIn(
			@RequestHeader(name = IdempotentPosts.HEADER, required = false) @Nullable String key,
			@RequestBody JsonNode body) {
		ReferralDraft draft = ReferralBody.read(body, LocalDate.ofInstant(this.clock.instant(), ZoneOffset.UTC));
		return this.posts.once(new IdempotentPosts.Post(key, "referrals", body), () -> submit(draft),
				(id) -> ResponseEntity.status(HttpStatus.CREATED).body(new Received(id)));
	}

	/** Takes it back; once more is answered the same. */
	@DeleteMapping("/{id}")
	ResponseEntity<Void> withdraw(@PathVariable UUID id) {
		if (this.handing.withdraw(id) == HandingIn.Withdrawn.TOO_LATE
				&& this.handing.line(id).referral().state() != ReferralState.WITHDRAWN) {
			throw new Refusal(ApiProblem.REFERRAL_DECIDED);
		}
		return ResponseEntity.noContent().build();
	}

	private IdempotentPosts.Result submit(ReferralDraft draft) {
		return switch (this.handing.submit(draft)) {
			case HandingIn.Outcome.Received received -> new IdempotentPosts.Done(received.id());
			case HandingIn.Outcome.Refused refused -> new IdempotentPosts.Refused(why(refused.faults()));
			case HandingIn.Outcome.TooManyWaiting many -> new IdempotentPosts.Refused(ApiProblem.TOO_MANY_WAITING);
			case HandingIn.Outcome.Closed closed -> new IdempotentPosts.Refused(ApiProblem.CLOSED);
		};
	}

	/** The first of them: a machine mends one thing after the other. */
	private static ApiProblem why(Set<ReferralFault> faults) {
		return switch (faults.stream().sorted().findFirst().orElseThrow()) {
			case NOBODY -> ApiProblem.NOBODY_NAMED;
			case BIRTH_IMPOSSIBLE -> ApiProblem.BIRTH_IMPOSSIBLE;
			case DAY_MISSING -> ApiProblem.AGREED_DAY_MISSING;
			case AGREED_IN_FUTURE -> ApiProblem.AGREED_IN_FUTURE;
			case AGREED_BEFORE_BIRTH -> ApiProblem.AGREED_BEFORE_BIRTH;
			case HELP_MISSING, AGREEMENT_MISSING, REFERENCE_UNUSABLE -> ApiProblem.MALFORMED;
		};
	}

}
