package org.durumi.local.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.durumi.local.LocalServerFailure;

/** Follows the application's log for what it says of loading the sample data. */
final class Progress {

	private static final Pattern SAMPLE = Pattern.compile("sample-data (.+)");

	private final Path log;

	private final Consumer<String> say;

	private long read;

	Progress(Path log, Consumer<String> say) {
		this.log = log;
		this.say = say;
	}

	/** Says what is new since the last look; an unfinished line waits for the next. */
	void look() {
		try {
			if (!Files.exists(this.log) || Files.size(this.log) <= this.read) {
				return;
			}
			try (RandomAccessFile file = new RandomAccessFile(this.log.toFile(), "r")) {
				file.seek(this.read);
				byte[] bytes = new byte[(int) Math.min(file.length() - this.read, 1 << 16)];
				file.readFully(bytes);
				String text = new String(bytes, StandardCharsets.UTF_8);
				int end = text.lastIndexOf('\n') + 1;
				this.read += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
				text.substring(0, end)
					.lines()
					.map(SAMPLE::matcher)
					.filter(Matcher::find)
					.forEach((line) -> this.say.accept("Sample data: " + line.group(1)));
			}
		}
		catch (IOException ex) {
			throw new LocalServerFailure("The log " + this.log + " cannot be read.", ex);
		}
	}

}
