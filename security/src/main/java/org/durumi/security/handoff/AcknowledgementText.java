package org.durumi.security.handoff;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** The text that a partner signs: five lines or six, each with one meaning. */
record AcknowledgementText(String packageId, String sha256, Acknowledgement.Outcome outcome, @Nullable String code,
		Instant at) {

	private static final String TITLE = "durumi-handoff-acknowledgement/v1";

	private static final Pattern FORM = Pattern.compile(TITLE + "\n" + "package ([0-9a-fA-F-]{36})\n"
			+ "sha256 ([0-9a-fA-F]{64})\n" + "outcome (ACCEPTED|DECLINED|COMPLETED)\n"
			+ "(?:code ([A-Z][A-Z_]{0,39})\n)?" + "at ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)");

	static Optional<AcknowledgementText> parse(List<String> lines) {
		Matcher matcher = FORM.matcher(String.join("\n", lines));
		if (!matcher.matches()) {
			return Optional.empty();
		}
		Acknowledgement.Outcome outcome = Acknowledgement.Outcome.valueOf(matcher.group(3));
		String code = matcher.group(4);
		if (outcome.hasCode() == (code == null)) {
			return Optional.empty();
		}
		try {
			return Optional.of(new AcknowledgementText(matcher.group(1), matcher.group(2), outcome, code,
					Instant.parse(matcher.group(5))));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	static String of(SealedPackage sealed, Acknowledgement.Outcome outcome, @Nullable String code, Instant at) {
		List<String> lines = new ArrayList<>(
				List.of(TITLE, "package " + sealed.id(), "sha256 " + sealed.sha256(), "outcome " + outcome));
		if (code != null) {
			lines.add("code " + code);
		}
		lines.add("at " + at.truncatedTo(ChronoUnit.SECONDS));
		if (parse(lines).isEmpty()) {
			throw new IllegalArgumentException("no outcome that can be acknowledged");
		}
		return String.join("\n", lines) + "\n";
	}

	/** Whether it is about this package, in capitals or not: programs differ. */
	boolean isOf(SealedPackage sealed) {
		return this.packageId.equalsIgnoreCase(sealed.id().toString()) && this.sha256.equalsIgnoreCase(sealed.sha256());
	}

}
