package org.durumi.cases;

import java.security.SecureRandom;

/**
 * A case's number: seven random characters and one that checks them, never a counter,
 * which would tell an enemy how many people were helped. Letters and digits that are
 * easily confused are left out.
 *
 * @param value such as {@code 7KQ2-M9XD}
 */
public record CaseNumber(String value) {

	private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

	private static final SecureRandom RANDOM = new SecureRandom();

	public CaseNumber {
		if (!isValid(value)) {
			throw new IllegalArgumentException("not a case number");
		}
	}

	static CaseNumber random() {
		StringBuilder body = new StringBuilder(8);
		for (int i = 0; i < 7; i++) {
			body.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
		}
		body.append(ALPHABET.charAt((ALPHABET.length() - luhn(body.toString(), true)) % ALPHABET.length()));
		return new CaseNumber(body.substring(0, 4) + "-" + body.substring(4));
	}

	/**
	 * Whether the text is a case number without a slip of one character or a swap of two
	 * neighbours, which are noticed except for 2 beside Z.
	 */
	public static boolean isValid(String text) {
		String plain = text.replace("-", "");
		return text.length() == 9 && text.charAt(4) == '-' && plain.length() == 8
				&& plain.chars().allMatch((character) -> ALPHABET.indexOf(character) >= 0) && luhn(plain, false) == 0;
	}

	/** The Luhn sum modulo 32, from the right; the check character itself counts once. */
	private static int luhn(String characters, boolean withoutCheck) {
		int sum = 0;
		boolean twice = withoutCheck;
		for (int i = characters.length() - 1; i >= 0; i--) {
			int digit = ALPHABET.indexOf(characters.charAt(i));
			int weighted = twice ? digit * 2 : digit;
			sum += weighted / ALPHABET.length() + weighted % ALPHABET.length();
			twice = !twice;
		}
		return sum % ALPHABET.length();
	}

}
