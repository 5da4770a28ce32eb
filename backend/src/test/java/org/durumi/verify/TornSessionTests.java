package org.durumi.verify;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.durumi.reference.Ids;
import org.durumi.security.ledger.LogExport;
import org.durumi.security.ledger.OfflineReport;
import org.durumi.security.ledger.OfflineVerifier;
import org.durumi.security.ledger.Sequencer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A session’s earlier entry may find its place a batch after a later one. An export in
 * between must not look like one from which an entry was suppressed.
 */
class TornSessionTests {

	@TempDir
	private Path directory = Path.of("");

	@Test
	void anExportEndsBeforeASessionThatIsNotAllThereYet() throws Exception {
		try (DemoLog log = new DemoLog(this.directory.resolve("demo"));
				Connection verifier = log.database().connect("durumi_verifier")) {
			log.write(10);
			long before = export(log, verifier).entries();
			// the first event of the session has the last id of all
			List<UUID> ids = new ArrayList<>(List.of(UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff")));
			ids.addAll(Stream.generate(Ids::next).limit(Sequencer.BATCH + 5).toList());
			log.append(ids);
			assertThat(log.sequence()).isEqualTo(Sequencer.BATCH);

			assertThat(export(log, verifier).entries()).as("without what is torn").isEqualTo(before);

			assertThat(log.sequence()).isEqualTo(6);
			assertThat(export(log, verifier).entries()).isEqualTo(before + ids.size());
		}
	}

	@Test
	void aLogWithoutACheckpointIsNotExported() throws Exception {
		try (DemoLog log = new DemoLog(this.directory.resolve("demo"));
				Connection verifier = log.database().connect("durumi_verifier")) {
			LogExport export = new LogExport(log.key().verifier());
			ByteArrayOutputStream out = new ByteArrayOutputStream();

			assertThat(export.whole(verifier, out)).isEmpty();
			assertThat(export.part(verifier, List.of(), List.of(), out)).isEmpty();
			assertThat(export.tiles(verifier, this.directory.resolve("tiles"))).isEmpty();
			assertThat(out.size()).isZero();
		}
	}

	private OfflineReport export(DemoLog log, Connection verifier) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		assertThat(new LogExport(log.key().verifier()).whole(verifier, out)).isPresent();
		OfflineReport report = new OfflineVerifier(log.key().verifier(), null)
			.verify(Files.write(this.directory.resolve("log"), out.toByteArray()));
		assertThat(report.findings()).isEmpty();
		return report;
	}

}
