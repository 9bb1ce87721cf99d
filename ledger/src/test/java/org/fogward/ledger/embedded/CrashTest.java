package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.verify.ChainVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real process that writes. The system property {@code fogward.kills} says how often it is killed. */
@Timeout(1800)
class CrashTest {
    private static final int KILLS = Integer.getInteger("fogward.kills", 3);

    private final Random random = new Random(20260301);

    @TempDir
    Path directory;

    @Test
    void everything_acknowledged_is_there_after_the_writer_was_killed() throws Exception {
        int acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Process writer = start("exec \"$0\" \"$@\"");
            try (BufferedReader output = writer.inputReader()) {
                for (int left = 1 + random.nextInt(40); left > 0; left--) {
                    acknowledged = Math.max(acknowledged, said(output.readLine()));
                }
                // By its handle: the process itself would close the pipe, with what it has not given out yet.
                writer.toHandle().destroyForcibly();
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    acknowledged = Math.max(acknowledged, said(line));
                }
            }
            assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertHolds(acknowledged);
        }
    }

    /** The shell's limit on a file's size stands for a full disk; it is in units of 1024 or 512 bytes. */
    @Test
    void a_failed_write_acknowledges_nothing_and_ends_writing_until_the_ledger_is_opened_again() throws Exception {
        Process writer = start("ulimit -f 200; exec \"$0\" \"$@\"");
        List<String> lines = new ArrayList<>();
        try (BufferedReader output = writer.inputReader()) {
            output.lines()
                    .filter(line -> line.startsWith(AnchorLoop.SAID))
                    .forEach(line -> lines.add(line.substring(AnchorLoop.SAID.length())));
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).hasSizeGreaterThan(10);
        assertThat(lines.removeLast()).contains("a write failed");
        assertThat(lines.removeLast()).isEqualTo("UNAVAILABLE");
        assertHolds(Integer.parseInt(lines.getLast()));
    }

    /** One more may be there: stored, but not yet acknowledged. */
    private void assertHolds(int acknowledged) throws LedgerException {
        try (OwnLedger ledger = TestLedgers.open(directory.resolve("ledger"))) {
            assertThat(ledger.rounds("clinics")).hasSizeBetween(acknowledged, acknowledged + 1);
            assertThat(ledger.rounds("clinics").getLast().anchor().round()).isGreaterThanOrEqualTo(acknowledged);
        }
        assertThat(ChainVerifier.verify(directory.resolve("ledger")).findings()).isEmpty();
    }

    /** A line that was logged says nothing. */
    private static int said(String line) {
        return line.startsWith(AnchorLoop.SAID) ? Integer.parseInt(line.substring(AnchorLoop.SAID.length())) : 0;
    }

    private Process start(String script) throws IOException {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        script,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnchorLoop.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
