package org.durumi.local.demo;

import java.io.IOException;
import java.io.PrintWriter;

import org.durumi.local.LocalServerFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands behind the launcher that need no build tool. */
@Command(name = "durumi", subcommands = { DemoCommand.class, VerifyAuditCommand.class, AuditWitnessCommand.class,
		HandoffKeyCommand.class }, description = "Secure case management for rescue NGOs.")
public final class DurumiCommand {

	private DurumiCommand() {
	}

	public static void main(String[] arguments) {
		System.exit(line().execute(arguments));
	}

	static CommandLine line() {
		CommandLine line = new CommandLine(new DurumiCommand());
		line.setExecutionExceptionHandler((failure, command, result) -> explain(failure, command.getErr(), command));
		return line;
	}

	/**
	 * What people can mend is one sentence; anything else is a defect and shows where.
	 */
	private static int explain(Exception failure, PrintWriter err, CommandLine command) throws Exception {
		String sentence = switch (failure) {
			case LocalServerFailure known -> String.valueOf(known.getMessage());
			case IOException file -> "A file cannot be used: " + DataDirectory.reason(file) + ".";
			default -> throw failure;
		};
		err.println(sentence);
		return command.getCommandSpec().name().equals("demo") ? 1 : VerifyAuditCommand.UNUSABLE;
	}

}
