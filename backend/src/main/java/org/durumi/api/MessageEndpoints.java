package org.durumi.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.durumi.actor.Actors;
import org.durumi.handoffs.HandoffInbox;
import org.durumi.handoffs.HandoffMessages;
import org.durumi.handoffs.HandoffMessages.Kind;
import org.durumi.reference.TextRefused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Questions, answers and progress about a handoff, as a partner's machine reads and
 * writes them: by the portal's service, sealed as there.
 */
@RestController
@RequestMapping(ApiSecurity.PATH + "/v1/handoffs/{id}/messages")
class MessageEndpoints {

	private final HandoffMessages messages;

	private final HandoffInbox inbox;

	private final IdempotentPosts posts;

	MessageEndpoints(HandoffMessages messages, HandoffInbox inbox, IdempotentPosts posts) {
		this.messages = messages;
		this.inbox = inbox;
		this.posts = posts;
	}

	/** All of them, oldest first. */
	record Page(List<Line> items) {
	}

	/**
	 * A message as it is read.
	 *
	 * @param ours whether the asker's organisation wrote it
	 */
	record Line(UUID id, Kind kind, boolean ours, Instant at, String text) {

		@Override
		public String toString() {
			return "[message]";
		}

	}

	/**
	 * A message as it is written.
	 *
	 * @param kind of {@link Kind}
	 */
	record Text(@Nullable String kind, @Nullable String text) {

		@Override
		public String toString() {
			return "[message]";
		}

	}

	@GetMapping
	Page page(@PathVariable UUID id) {
		UUID asker = Actors.require().organisation();
		return new Page(this.messages.read(id)
			.stream()
			.map((one) -> new Line(one.id(), one.kind(), one.organisation().equals(asker), one.at(), one.text()))
			.toList());
	}

	/** Nothing comes back: what was written is read with the rest. */
	@PostMapping
	ResponseEntity<Void> write(@PathVariable UUID id,
			@RequestHeader(name = IdempotentPosts.HEADER, required = false) @Nullable String key,
			@RequestBody Text said) {
		Kind kind = Words.choice(Kind.class, said.kind());
		String text = said.text();
		if (text == null) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
		return this.posts.once(new IdempotentPosts.Post(key, "handoffs/" + id + "/messages", said),
				() -> write(id, kind, text), (handoff) -> ResponseEntity.noContent().build());
	}

	private IdempotentPosts.Result write(UUID id, Kind kind, String text) {
		try {
			return switch (this.messages.write(id, kind, text)) {
				case DONE -> new IdempotentPosts.Done(id);
				case TOO_MANY -> new IdempotentPosts.Refused(ApiProblem.TOO_MANY_MESSAGES);
				case TOO_LATE -> new IdempotentPosts.Refused(Words.why(this.inbox.line(id)));
			};
		}
		catch (TextRefused refused) {
			throw new Refusal(ApiProblem.MALFORMED);
		}
	}

}
