package org.durumi.people;

import org.durumi.reference.Text;

/**
 * Whom to look for: a name in any script, a phone number, or both.
 */
public record DuplicateQuery(String name, String phone) {

	/**
	 * Reads what was typed.
	 * @throws org.durumi.reference.TextRefused if a text cannot be taken as it is, or if
	 * both are empty
	 */
	public DuplicateQuery {
		name = Text.optionalLine(name, IdentityDraft.MAX_NAME);
		phone = name.isEmpty() ? Text.line(phone, SafeContactDraft.MAX_LINE)
				: Text.optionalLine(phone, SafeContactDraft.MAX_LINE);
	}

	@Override
	public String toString() {
		return "[sealed]";
	}

}
