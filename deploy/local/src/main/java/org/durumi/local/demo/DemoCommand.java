package org.durumi.local.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.durumi.local.ChildProcess;
import org.durumi.local.HealthCheck;
import org.durumi.local.LocalDatabase;
import org.durumi.local.LocalKeycloak;
import org.durumi.local.LocalServerFailure;
import org.durumi.local.Ports;
import org.durumi.local.Secrets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts a whole Durumi on this machine, with invented people, and ends it as a whole.
 * Children are started from the main thread: the kernel ends them when it is gone.
 */
@Command(name = "demo", description = "Starts a demo with invented people.")
final class DemoCommand implements Callable<Integer> {

	private static final Duration START_LIMIT = Duration.ofMinutes(6);

	/** More are not made within the limit of a start. */
	private static final int MAX_CASES = 500;

	@Option(names = "--port", description = "where the demo is reached (default: ${DEFAULT-VALUE})")
	private int port = 8080;

	@Option(names = "--data", description = "where it keeps its data")
	private Path dataPath = DataDirectory.usual();

	@Option(names = "--cases", description = "how many invented cases it makes sure of (default: ${DEFAULT-VALUE})")
	private int cases = 300;

	@Option(names = "--reset", description = "forgets the data of an earlier demo in that directory")
	private boolean reset;

	@Spec
	private @Nullable CommandSpec spec;

	private @Nullable LocalDatabase database;

	private @Nullable LocalKeycloak keycloak;

	private @Nullable ChildProcess application;

	private boolean stopping;

	@Override
	public Integer call() throws IOException {
		if (this.port < 1 || this.port > 65535) {
			throw new LocalServerFailure("A port is a number from 1 to 65535.");
		}
		if (this.cases < 0 || this.cases > MAX_CASES) {
			throw new LocalServerFailure("The number of cases is from 0 to " + MAX_CASES + ".");
		}
		Path jar = applicationJar();
		try (DataDirectory data = DataDirectory.open(this.dataPath, this.reset)) {
			Leftovers leftovers = new Leftovers(data.resolve("children"));
			int ended = leftovers.clear();
			if (ended > 0) {
				say("Ended " + ended + " process(es) that an earlier demo had left behind.");
			}
			if (!Ports.isFree(this.port)) {
				throw new LocalServerFailure(
						"Port " + this.port + " is taken: stop what uses it, or choose another with --port.");
			}
			Thread hook = new Thread(this::stop, "stop");
			Runtime.getRuntime().addShutdownHook(hook);
			try {
				start(data, jar, leftovers);
				watch();
				return 1;
			}
			finally {
				stop();
				leftovers.clear();
			}
		}
	}

	private void start(DataDirectory data, Path jar, Leftovers leftovers) throws IOException {
		String url = "http://localhost:" + this.port;
		DemoConfiguration configuration = new DemoConfiguration(data);
		if (configuration.isFirst()) {
			say("This demo makes its own boot secret in " + data.resolve("secrets")
					+ ". A deployment never keeps it on disk.");
		}
		// first: it is there within a second, or its directory is broken
		say("Starting PostgreSQL …");
		LocalDatabase storage = LocalDatabase.open(data.resolve("database"), 0);
		this.database = storage;
		ProcessHandle.of(storage.pid()).ifPresent(leftovers::remember);
		say("Starting Keycloak (the very first time it is unpacked and built, about a minute) …");
		LocalKeycloak identity = LocalKeycloak.start(LocalKeycloak.Realm.DEMO, data.resolve("keycloak"), Ports.free(),
				Ports.free(), url, configuration.clientSecrets());
		this.keycloak = identity;
		leftovers.remember(identity.process().handle());
		say("Starting the application …");
		// a copy: a build meanwhile would take the classes away from under what runs
		Path running = Files.copy(jar, data.resolve("application.jar"), StandardCopyOption.REPLACE_EXISTING);
		Path settings = configuration.write(this.port, this.cases, identity.issuer(), storage);
		Path log = data.resolve("logs/application.log");
		ChildProcess server = ChildProcess.start("The application",
				List.of(ChildProcess.java(), "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
						"--enable-native-access=ALL-UNNAMED", "-jar", running.toString(),
						"--spring.config.additional-location=file:" + settings),
				Map.of(), log);
		this.application = server;
		leftovers.remember(server.handle());
		Progress progress = new Progress(log, this::say);
		HealthCheck.await(server, URI.create("http://127.0.0.1:" + this.port + "/actuator/health"), START_LIMIT,
				progress::look);
		say("Waiting for Keycloak …");
		identity.await(START_LIMIT);
		Secrets.write(data.resolve("demo.json"),
				DemoJson.of(url, identity.url(), storage, configuration.handoffKeys().partnerSecret()));
		announce(url, data);
	}

	private void announce(String url, DataDirectory data) {
		say("");
		say("Accounts, all with the password " + DemoAccounts.PASSWORD + ":");
		DemoAccounts.ALL.forEach((account) -> say("  %-18s %s".formatted(account.username(), account.does())));
		say("Data: " + data.path());
		say("");
		say("Durumi is ready: " + url);
		say("Ctrl-C ends it.");
	}

	/** Returns when a child has ended by itself. */
	private void watch() {
		Map<String, ProcessHandle> children = children();
		CountDownLatch ended = new CountDownLatch(1);
		children.values().forEach((child) -> child.onExit().thenRun(ended::countDown));
		try {
			ended.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		synchronized (this) {
			if (!this.stopping) {
				String names = children.entrySet()
					.stream()
					.filter((child) -> !child.getValue().isAlive())
					.map(Map.Entry::getKey)
					.collect(Collectors.joining(", "));
				throw new LocalServerFailure(names + " has ended; see the logs in " + this.dataPath + ".");
			}
		}
	}

	private Map<String, ProcessHandle> children() {
		Map<String, ProcessHandle> children = new LinkedHashMap<>();
		Stream.of(this.application, (this.keycloak != null) ? this.keycloak.process() : null)
			.flatMap(Stream::ofNullable)
			.forEach((child) -> children.put(child.name(), child.handle()));
		if (this.database != null) {
			ProcessHandle.of(this.database.pid()).ifPresent((postgres) -> children.put("PostgreSQL", postgres));
		}
		return children;
	}

	/**
	 * The database last, when nothing writes to it any more; each of the others takes its
	 * time, and more where the database has gone before, so they take it together.
	 */
	private synchronized void stop() {
		if (this.stopping) {
			return;
		}
		this.stopping = true;
		Stream.of(this.application, (this.keycloak != null) ? this.keycloak.process() : null)
			.flatMap(Stream::ofNullable)
			.forEach((child) -> child.handle().destroy());
		if (this.application != null) {
			this.application.close();
		}
		if (this.keycloak != null) {
			this.keycloak.close();
		}
		if (this.database != null) {
			this.database.close();
		}
	}

	private static Path applicationJar() {
		String jar = System.getProperty("durumi.application");
		if (jar == null || !Files.isRegularFile(Path.of(jar))) {
			throw new LocalServerFailure("The application is not built; start through ./durumi, which builds it.");
		}
		return Path.of(jar);
	}

	private void say(String line) {
		if (this.spec != null) {
			PrintWriter out = this.spec.commandLine().getOut();
			out.println(line);
			out.flush();
		}
	}

}
