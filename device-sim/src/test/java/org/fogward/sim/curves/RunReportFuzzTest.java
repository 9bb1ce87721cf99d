package org.fogward.sim.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportFuzzTest {
    private static final String REPORT = "{\"rounds\":[{\"round\":1,\"accuracy\":0.5,\"bytesUp\":20,\"bytesDown\":30},"
            + "{\"round\":2,\"accuracy\":0.75,\"bytesUp\":21,\"bytesDown\":31}],"
            + "\"final\":{\"accuracy\":0.75,\"sites\":{\"north\":{\"accuracy\":0.7,\"samples\":9}}}}";

    @TempDir
    Path folder;

    @Test
    void damaged_reports_are_read_or_refused_with_their_name() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        Path file = folder.resolve("damaged.json");
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = REPORT.getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                RunReport report = RunReport.read(file);
                assertThat(report.rounds(Metric.ACCURACY).values())
                        .allSatisfy(value -> assertThat(value).isBetween(0.0, 1.0));
                assertThat(List.copyOf(report.megabytes().values()))
                        .isSorted()
                        .allSatisfy(value -> assertThat(value).isPositive().isFinite());
                report.finalAccuracy();
                report.sites();
            } catch (ReportException e) {
                assertThat(e).hasMessageContaining("damaged.json");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void deep_nesting_is_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("deep.json"), "[".repeat(100_000));
        try {
            RunReport.read(file);
            assertThat(true).as("refused").isFalse();
        } catch (ReportException e) {
            assertThat(e).hasMessageContaining("deep.json");
        }
    }
}
