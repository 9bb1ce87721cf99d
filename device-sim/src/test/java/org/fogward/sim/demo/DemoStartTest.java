package org.fogward.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fogward.fog.plan.PlanStart;
import org.fogward.fog.yaml.FieldException;
import org.fogward.models.data.DatasetReader;
import org.fogward.models.exchange.Safetensors;
import org.fogward.models.exchange.WeightExport;
import org.fogward.models.file.ModelFile;
import org.fogward.models.parameter.Initialization;
import org.fogward.models.parameter.ModelParameters;
import org.fogward.models.spec.ModelSpec;
import org.fogward.models.split.Split;
import org.fogward.protocol.digest.Digest;
import org.fogward.sim.report.DemoReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoStartTest {

    @TempDir
    Path folder;

    private Path data = Path.of("");

    @BeforeEach
    void writeData() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        StringBuilder rows = new StringBuilder("patient_id,a,b,label\n");
        for (int row = 0; row < 80; row++) {
            boolean large = row / 4 % 2 == 0;
            rows.append("p%d,%d,%d,%s\n"
                    .formatted(row / 4, (large ? 10 : 0) + row % 3, row % 5, large ? "benign" : "malignant"));
        }
        Files.writeString(data.resolve("data.csv"), rows);
    }

    @Test
    void begins_with_the_weights_that_lie_beside_the_plan_file() throws Exception {
        ModelSpec spec = ModelSpec.forDataset(DatasetReader.read(data), "auto");
        ModelParameters former = new ModelParameters(spec, Initialization.create(spec, 99));
        Path plans = Files.createDirectory(folder.resolve("plans"));
        Files.write(plans.resolve("former.safetensors"), Safetensors.write(WeightExport.of(former)));
        DemoOptions options = options(plans, "start: {file: former.safetensors}\n");

        Preparation preparation = Preparation.of(options);
        DemoReport report =
                new Demo(options, preparation, new PrintWriter(new StringWriter())).run(Optional.empty(), true);

        Digest digest = Digest.of(ModelFile.encode(spec, former.values()));
        assertThat(preparation.plan().start()).isEqualTo(new PlanStart.Given(digest));
        assertThat(folder.resolve("state/blobs")
                        .resolve(digest.hex().substring(0, 2))
                        .resolve(digest.hex()))
                .exists();
        assertThat(report.rounds()).hasSize(1);
        assertThat(report.last().ledgerVerified()).isTrue();
    }

    @Test
    void names_the_file_that_is_not_there() throws Exception {
        DemoOptions options = options(folder, "start: {file: none.safetensors}\n");
        assertThatThrownBy(() -> Preparation.of(options))
                .isInstanceOf(FieldException.class)
                .hasMessageStartingWith("start.file: none.safetensors cannot be read");
    }

    private DemoOptions options(Path plans, String plan) throws Exception {
        return new DemoOptions(
                Optional.of(data),
                Optional.empty(),
                "auto",
                2,
                Optional.of(1L),
                Split.parse("group"),
                Optional.of(Files.writeString(plans.resolve("plan.yaml"), plan)),
                Optional.empty(),
                0,
                Optional.of(folder.resolve("state")));
    }
}
