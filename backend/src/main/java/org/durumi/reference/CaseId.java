package org.durumi.reference;

import java.util.UUID;

/** Names one survivor's case. It says nothing about her and may stand in a URL. */
public record CaseId(UUID value) {

	public static CaseId next() {
		return new CaseId(Ids.next());
	}

	/**
	 * Reads an id as it stands in a URL.
	 * @throws IllegalArgumentException if the text is no UUID
	 */
	public static CaseId parse(String text) {
		return new CaseId(UUID.fromString(text));
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
